"""A small analyser that really reads: promises are sentences with "I'll", decisions those with "we decided"."""

import re
from datetime import UTC, datetime

from assistant.domain.report import (
    ActionItem,
    Coverage,
    FollowUp,
    Line,
    Moment,
    MomentKind,
    Progress,
    Provenance,
    SessionReport,
    Topic,
)
from assistant.engines.protocols import Stopped

AT = datetime(2026, 6, 1, tzinfo=UTC)


class SmallAnalyser:
    """Finds what is marked by words; `revision` is written on its reports."""

    def __init__(self, revision="1"):
        self.revision = revision
        self.talks = []

    def analyse(self, talk, progress, stop):
        self.talks.append(talk)
        progress("looking", 0.5)
        if stop():
            raise Stopped
        said = talk.transcript.utterances
        promises = tuple(
            ActionItem(one.text, self._owner(talk.cast, one), None, 0.9, (one.index,))
            for one in said
            if "I'll" in one.text
        )
        overview = tuple(Line(one.text, (one.index,)) for one in said[:1])
        return SessionReport(
            overview=overview,
            topics=(Topic("all", 0, len(said) - 1, None, None, overview[0], overview),),
            action_items=promises,
            decisions=tuple(Line(one.text, (one.index,)) for one in said if "we decided" in one.text),
            open_questions=tuple(Line(one.text, (one.index,)) for one in said if one.text.endswith("?")),
            moments=tuple(
                Moment(MomentKind.GRATITUDE, one.text, talk.cast.party_of(one.speaker), (one.index,))
                for one in said
                if "thank" in one.text.lower()
            ),
            follow_ups=tuple(self._follow(item, said) for item in talk.earlier),
            coverage=Coverage(talk.transcript.word_count, talk.transcript.word_count),
            provenance=Provenance("small", self.revision, AT),
        )

    def _owner(self, cast, one):
        return None if cast.doubt else cast.party_of(one.speaker)

    def _follow(self, item, said):
        wanted = set(re.findall(r"\w{5,}", item.text.lower()))
        found = tuple(one.index for one in said if wanted & set(re.findall(r"\w+", one.text.lower())))
        return FollowUp(item.id, Progress.DONE if found else Progress.NOT_MENTIONED, found)
