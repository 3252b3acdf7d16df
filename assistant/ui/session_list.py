"""The sessions of one relationship: when, what, and how far their notes are."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.domain.sessions import Job, JobState, Session
from assistant.ui.markup import attributes, button, empty_state, escape, note
from assistant.ui.session_words import JOBS, counted
from assistant.ui.words import day_words

if TYPE_CHECKING:
    from assistant.services.session_views import SessionRow

BUSY = frozenset({JobState.WAITING, JobState.RUNNING})


def session_title(session: Session) -> str:
    """Name a session: its title, else its file."""
    return session.title or session.file_name or "Session"


def when_words(session: Session) -> str:
    """Say when a session was; without a date when it was brought."""
    if session.held_on is not None:
        return day_words(session.held_on)
    return f"No date, added {day_words(session.created_at.date())}"


def sessions_view(rows: Sequence["SessionRow"], kinds: Mapping[str, str]) -> str:
    """Write the list, newest first as given, with what runs behind the page; `kinds` names the templates by key."""
    if not rows:
        return empty_state(
            "No sessions yet",
            "Choose “Add a session” above and drop the file that your meeting tool exported. Seconds later you see "
            "what was promised, decided and left open, and every line leads to the words.",
        )
    inner = "".join(f"<li>{_row(one, kinds)}</li>" for one in rows)
    return f'<ul class="rp-sessions" aria-label="Sessions">{inner}</ul>'


def _row(row: "SessionRow", kinds: Mapping[str, str]) -> str:
    session = row.session
    title = session_title(session)
    opening = button(title, "open", look="link", id=session.id, label=f"Open {title}, {when_words(session)}")
    facts = escape(f"{when_words(session)} · {kinds.get(session.template, session.template)}")
    return (
        f'<div class="rp-session"><div class="rp-session-main">{opening}<p class="rp-quiet">{facts}</p></div>'
        f'<div class="rp-session-state">{_state(row)}</div></div>{job_view(row.job, short=True)}'
    )


def _state(row: "SessionRow") -> str:
    if row.job is None:
        return '<span class="rp-badge">No notes yet</span>'
    if row.job.state is not JobState.DONE:
        look = "rp-check-failed" if row.job.state is JobState.FAILED else ""
        return f'<span class="rp-badge {look}">{JOBS[row.job.state].strip(":")}</span>'
    if row.open_items:
        return f'<span class="rp-badge rp-room-full">{counted(row.open_items, "promise")} open</span>'
    said = f"All {counted(row.items, 'promise')} kept" if row.items > 1 else "The promise is kept"
    return f'<span class="rp-badge rp-room-free">✓ {said if row.items else "Nothing promised"}</span>'


def job_view(job: Job | None, *, short: bool = False) -> str:
    """Say how far an analysis is, or how it ended; nothing once the notes are there.

    Args:
        job: None when nothing was asked for.
        short: For a row of the list, where the state already stands beside the title.
    """
    if job is None or job.state is JobState.DONE:
        return ""
    if job.state in BUSY:
        return _busy(job)
    again = button("Make the notes", "analyse", id=job.session_id)
    if job.state is JobState.STOPPED:
        said = "You stopped it. The transcript is kept."
        return note(said, "warn", title="" if short else "No notes yet.", more=f'<p class="rp-actions">{again}</p>')
    return note(
        f"{job.reason or 'The analysis failed.'} The transcript is kept.",
        "bad",
        title="" if short else "The notes could not be made.",
        more=f'<p class="rp-actions">{button("Try again", "analyse", id=job.session_id)}</p>',
    )


def _busy(job: Job) -> str:
    share = round(100 * min(max(job.share, 0.0), 1.0))
    stage = "for its turn" if job.state is JobState.WAITING else job.stage or "starting"
    bar = attributes(
        class_="rp-meter",
        role="progressbar",
        aria_valuenow=share,
        aria_valuemin=0,
        aria_valuemax=100,
        aria_label="How much of the notes is made",
    )
    stop = button("Stop", "stop", id=job.id, look="bad", label="Stop making the notes")
    return (
        f'<div class="rp-job"><p role="status"><strong>{JOBS[job.state]}</strong> {escape(stage)}, {share} %</p>'
        f'<div{bar}><i style="width:{share}%"></i></div>{stop}</div>'
    )
