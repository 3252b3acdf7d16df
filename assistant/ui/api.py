"""The few public endpoints, as plain values for scripts; everything else on the page is private."""

from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import api

from assistant.domain.search import Match, Reason, SearchAnswer, SearchOptions
from assistant.ui.errors import user_errors
from assistant.ui.find_mentor import Visitor, visitor_of
from assistant.ui.words import constraint_words

if TYPE_CHECKING:
    from assistant.services import Assistant


def build_api(assistant: "Assistant") -> None:
    """Publish the endpoints `find_mentors` and `understand`."""

    def find_mentors(
        goal: str, request: gr.Request, limit: int = 10, acting_as: str = "operator"
    ) -> list[dict[str, Any]]:
        """Find mentors who can help with a goal described in plain language, best first.

        Args:
            goal: What somebody would like help with, in their own words.
            request: Filled in by the server.
            limit: Mentors wanted, 1 to 100.
            acting_as: Who asks: operator, coordinator, mentor:ID or mentee:ID.
        """
        with user_errors():
            visitor = visitor_of(assistant, request.username, acting_as, "")
            answer = assistant.find_mentors(
                goal,
                actor=visitor.actor,
                asker=visitor.asker,
                options=SearchOptions(limit=max(1, min(int(limit), 100))),
            )
            return match_rows(assistant, visitor, answer)

    def understand(goal: str, request: gr.Request, acting_as: str = "operator") -> dict[str, Any]:
        """Say what a search would read out of a goal: conditions, and words that are not used for ranking.

        Args:
            goal: What somebody would like help with, in their own words.
            request: Filled in by the server.
            acting_as: Who asks: operator, coordinator, mentor:ID or mentee:ID.
        """
        with user_errors():
            visitor = visitor_of(assistant, request.username, acting_as, "")
            return understanding_row(assistant.find_mentors(goal, actor=visitor.actor, asker=visitor.asker))

    api(find_mentors, api_name="find_mentors", concurrency_id="model")
    api(understand, api_name="understand", concurrency_id="model")


def match_rows(assistant: "Assistant", visitor: Visitor, answer: SearchAnswer) -> list[dict[str, Any]]:
    """Write matches as JSON values, best first; nobody gives an empty list."""
    mentors = assistant.mentors([match.mentor_id for match in answer.matches], actor=visitor.actor)
    goal = answer.understanding.goal
    return [
        {"id": match.mentor_id, "name": mentors[match.mentor_id].name, "headline": mentors[match.mentor_id].headline}
        | _match_values(match, goal)
        for match in answer.matches
        if match.mentor_id in mentors
    ]


def _match_values(match: Match, goal: str) -> dict[str, Any]:
    return {
        "score": round(match.score, 4),
        "strength": str(match.strength),
        "room": str(match.room),
        "next_free": match.next_free.isoformat() if match.next_free else None,
        "reasons": [_reason_values(reason, goal) for reason in match.reasons],
        "conditions": [
            {
                "kind": str(one.constraint.kind),
                "value": one.constraint.value,
                "hard": one.constraint.hard,
                "fit": str(one.fit),
            }
            for one in match.checks
        ],
        "missing": list(match.missing),
    }


def _reason_values(reason: Reason, goal: str) -> dict[str, Any]:
    return {
        "goal": goal[reason.goal_start : reason.goal_end],
        "mentor": reason.text[reason.start : reason.end],
        "source": str(reason.kind),
        "similarity": round(reason.similarity, 4),
    }


def understanding_row(answer: SearchAnswer) -> dict[str, Any]:
    """Write what was understood as JSON values."""
    found = answer.understanding
    return {
        "verdict": str(answer.verdict),
        "conditions": [
            {"kind": str(one.kind), "value": one.value, "hard": one.hard, "words": constraint_words(one)}
            for one in found.constraints
        ],
        "not_used_for_ranking": [part.text for part in found.set_aside],
        "notices": list(answer.notices),
    }
