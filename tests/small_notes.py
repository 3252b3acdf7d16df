"""Notes with all that notes can hold, and words that try to break each format: for exports and screens alike."""

from datetime import UTC, date, datetime

from assistant.domain.notes import NoteLine, section_values
from assistant.domain.report import (
    ActionItem,
    Cast,
    CastMember,
    Coverage,
    Due,
    FollowUp,
    Line,
    Moment,
    MomentKind,
    Party,
    Progress,
    Provenance,
    SessionReport,
    Topic,
)
from assistant.domain.sessions import Consent, Session, Template
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.exports import SessionNotes

SAID = (
    ("Anna K", "Hello Dana, how was the talk with <b>Priya</b>?", 0.0),
    ("Dana Reyes", "It went well! *Really* well, I was so glad. # not a heading", 12.0),
    ("Anna K", "I'll send you the checklist by Friday. See https://example.org/a_b_c or mail anna@example.org.", 61.5),
    ("Dana Reyes", "=SUM(A1) is what I type; I'll do it before we next meet.", 3605.0),
    ("Anna K", "1. We agreed on Tuesdays; then, \\ and | too.", 3700.0),
    ("Dana Reyes", "Should I tell my boss? Thank you for this.", 3800.0),
)
TALK = Transcript(
    tuple(Utterance(at, who, text, start, start + 9) for at, (who, text, start) in enumerate(SAID)), Timing.CUE
)
CAST = Cast((CastMember("Anna K", Party.MENTOR, "Anna Keller"), CastMember("Dana Reyes", Party.MENTEE)))
REPORT = SessionReport(
    overview=(
        Line("Dana told Anna about the talk with Priya.", (0, 1)),
        Line("They agreed on Tuesdays.", (4,)),
    ),
    topics=(
        Topic("Talk with Priya", 0, 2, 0.0, 70.0, Line("It went well.", (1,)), (Line("Dana was glad.", (1,)),)),
        Topic("Formulas", 3, 5, 3605.0, 3809.0, Line("Sums in a sheet.", (3,)), ()),
    ),
    action_items=(
        ActionItem("Anna Keller will send Dana the checklist", Party.MENTOR, Due("by Friday", date(2026, 5, 15)),
                   0.9, (2,), (1,), Party.MENTEE),
        ActionItem("=SUM(A1) will be done by Dana; soon, \"really\"", Party.MENTEE,
                   Due("before we next meet", None, True), 0.7, (3,)),
        ActionItem("Somebody books a room", None, None, 0.5, (4,)),
    ),
    decisions=(Line("They meet on Tuesdays.", (4,)),),
    open_questions=(Line("Should Dana tell the boss?", (5,)),),
    moments=(
        Moment(MomentKind.WIN, "The talk went well.", Party.MENTEE, (1,)),
        Moment(MomentKind.GRATITUDE, "Dana thanks Anna.", Party.MENTEE, (5,)),
        Moment(MomentKind.TECHNICAL_TROUBLE, "The line broke.", None, (0,)),
    ),
    follow_ups=(FollowUp("old-1", Progress.DONE, (1,)), FollowUp("gone", Progress.DROPPED, (1,))),
    coverage=Coverage(1234, 1234),
    provenance=Provenance("extract", "1", datetime(2026, 5, 12, 8, 30, tzinfo=UTC)),
    notices=("A speaker was named by hand.",),
)  # fmt: skip


def make_notes(**changes) -> SessionNotes:
    values = {
        "session": Session("s1", "r1", date(2026, 5, 11), "Dana & Anna: first *steps*", Template.REGULAR,
                           Consent(True, True), "meeting.vtt", "0" * 64, datetime(2026, 5, 12, tzinfo=UTC)),
        "report": REPORT,
        "cast": CAST,
        "transcript": TALK,
        "item_ids": ("i1", "i2", "i3"),
        "done": frozenset({"i3"}),
        "earlier_items": {"old-1": "Dana will talk to Priya"},
    }  # fmt: skip
    return SessionNotes(**(values | changes))


def lines_of(report: SessionReport) -> list[NoteLine]:
    """The lines of a report as nobody has touched them."""
    return [
        NoteLine(f"{section}{at}", section, value, original=value)
        for section, values in section_values(report).items()
        for at, value in enumerate(values)
    ]
