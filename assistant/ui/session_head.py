"""What stands over the notes of a session: what it was, how far its notes are, what to know, and its versions."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.domain.notes import Section
from assistant.domain.report import Party
from assistant.domain.sessions import JobState
from assistant.ui.cast_view import cast_panel
from assistant.ui.markup import attributes, button, data_table, escape, items, note, table_row
from assistant.ui.session_list import session_title, when_words
from assistant.ui.session_upload import reading_notices, session_fields, template_field
from assistant.ui.session_words import KINDS, counted
from assistant.ui.timeline import timeline

if TYPE_CHECKING:
    from assistant.services.session_notes import Difference, ReportVersion
    from assistant.services.session_views import OpenSession

SET_ASIDE_SHOWN = 20


def session_head(
    opened: "OpenSession",
    names: Mapping[Party, str],
    kinds: Mapping[str, str],
    *,
    may_edit: bool = True,
    first: bool = False,
    line: str = "",
) -> str:
    """Write what stands over the notes: what session it is, what to know, and its course from start to end.

    Args:
        opened: The session.
        names: What both sides are called in the programme.
        kinds: What the templates are called, by key.
        may_edit: Whether the actor may change anything.
        first: Whether it was opened just now, so that its heading takes the focus.
        line: The line to go to instead.
    """
    session = opened.session
    where = attributes(tabindex="-1", data_first=first, data_goto=line or None)
    heading = f"<h2{where}>{escape(session_title(session))}</h2>"
    facts = [when_words(session), listed_pair(opened)]
    drawn = timeline(opened.report, opened.transcript, opened.cast) if opened.report is not None else ""
    doubted = _who_is_who(opened, names, may_edit=may_edit) if opened.cast.doubt else ""
    return (
        f'<div class="rp-session-head"><p>{button("← All sessions", "leave", look="link")}</p>{heading}'
        f'<p class="rp-quiet">{escape(" · ".join(filter(None, facts)))}</p>{_tools(opened, kinds, may_edit=may_edit)}'
        f"{_report_notices(opened)}{doubted}{drawn}</div>"
    )


def _tools(opened: "OpenSession", kinds: Mapping[str, str], *, may_edit: bool) -> str:
    """The template that orders the notes, and the way to take them out."""
    chosen = opened.session.template
    choice = (
        '<form class="rp-template" data-send data-do="template"><label>Notes in the order of '
        f"{template_field('template', kinds, chosen)}</label></form>"
        if may_edit
        else ""
    )
    export = button("Export …", "export", look="primary") if opened.report is not None else ""
    return f'<div class="rp-head-tools">{choice}{_next_session(opened) if may_edit else ""}{export}</div>'


def _next_session(opened: "OpenSession") -> str:
    """The day on which the pair meets next, at its last session; none where one followed or this one has no date."""
    following, held_on = opened.next_session, opened.session.held_on
    if held_on is None or (following is not None and following.session_id):
        return ""
    day = attributes(
        type="date",
        name="next_on",
        min=(held_on + timedelta(days=1)).isoformat(),
        value=following.on.isoformat() if following is not None else "",
    )
    return (
        f'<form class="rp-template" data-do="next-session"><label>Next session <input{day}></label>'
        '<button type="submit" class="rp-btn">Set</button></form>'
    )


def session_tail(
    opened: "OpenSession", names: Mapping[Party, str], kinds: Mapping[str, str], *, may_edit: bool = True
) -> str:
    """Write what stands below the notes: who is who where that is clear, the file, and what can be done with both."""
    cast = "" if opened.cast.doubt else _who_is_who(opened, names, may_edit=may_edit)
    return f'<div class="rp-session-head">{cast}{_about_file(opened, kinds, may_edit=may_edit)}</div>'


def _who_is_who(opened: "OpenSession", names: Mapping[Party, str], *, may_edit: bool) -> str:
    return cast_panel(opened.transcript, opened.cast, names, may_edit=may_edit, changed=bool(opened.edits))


def listed_pair(opened: "OpenSession") -> str:
    """Name the two whose session it is."""
    return " and ".join(filter(None, (opened.mentor_name, opened.mentee_name)))


def _report_notices(opened: "OpenSession") -> str:
    """What the reader of the notes should know; that owners are withheld stands with the action items."""
    notices = opened.report.notices if opened.report is not None else ()
    return "".join(note(one, "warn") for one in dict.fromkeys(notices))


def _about_file(opened: "OpenSession", kinds: Mapping[str, str], *, may_edit: bool) -> str:
    said = items(map(escape, reading_notices(opened.notices)), "rp-prose")
    aside = ""
    if opened.set_aside:
        some = (f'{escape(one.text)} <span class="rp-quiet">{escape(one.reason)}</span>' for one in opened.set_aside)
        rows = items(list(some)[:SET_ASIDE_SHOWN], "rp-prose")
        aside = f"<p>{counted(len(opened.set_aside), 'line')} of the file not taken for speech:</p>{rows}"
    about = f"{opened.session.file_name or 'Typed by hand'}, {counted(opened.transcript.word_count, 'word')}"
    change = _change_forms(opened, kinds) if may_edit else ""
    return (
        '<details class="rp-fold"><summary><h3>About this session</h3> '
        f"{escape(about)}</summary>{said}{aside}{change}</details>"
    )


def _change_forms(opened: "OpenSession", kinds: Mapping[str, str]) -> str:
    session = opened.session
    busy = opened.job is not None and opened.job.state in {JobState.WAITING, JobState.RUNNING}
    again = "" if busy else button("Make the notes again", "analyse", id=session.id)
    versions = button("Earlier versions", "versions") if opened.version > 1 else ""
    fields = session_fields("", session.held_on, session.title, kinds, session.template)
    delete = (
        '<details class="rp-sure"><summary class="rp-btn rp-btn-bad">Delete this session …</summary>'
        f"{button('Yes, delete it with its notes and promises', 'delete-session', look='bad', id=session.id)}</details>"
    )
    return (
        f'<form data-do="facts">{fields}<div class="rp-actions">'
        f'<button type="submit" class="rp-btn rp-btn-primary">Save</button>{again}{versions}{delete}</div></form>'
    )


def versions_sheet(
    versions: Sequence["ReportVersion"], differences: Sequence["Difference"] = (), compared: int = 0
) -> str:
    """Write the versions of the notes, newest first, and how one of them differs from the newest.

    Args:
        versions: Newest first.
        differences: From the version `compared` to the newest.
        compared: 0 when nothing is compared.
    """
    rows = "".join(_version_row(one, newest=at == 0) for at, one in enumerate(versions))
    table = data_table(
        ("Version", "Made", "By", "Lines", "(Compare or restore)"), rows, "Versions of the notes", "rp-versions"
    )
    inside = f"<h3>From version {compared} to the newest</h3>{difference_list(differences)}" if compared else ""
    return f"<h2>Versions of the notes</h2><p>What you changed yourselves is kept in every version.</p>{table}{inside}"


def _version_row(one: "ReportVersion", *, newest: bool) -> str:
    made = f"{one.made_at.day} {one.made_at:%B %Y, %H:%M} UTC"
    back = f' <span class="rp-under">Version {one.restored_from} brought back</span>' if one.restored_from else ""
    compare = button("Compare", "compare", version=one.version, label=f"Compare version {one.version} with the newest")
    restore = button("Bring back", "restore", version=one.version, label=f"Bring version {one.version} back")
    acts = (
        '<span class="rp-badge">Shown now</span>' if newest else f'<span class="rp-actions">{compare}{restore}</span>'
    )
    engine = escape(one.provenance.engine)
    return table_row(f"{one.version}{back}", made, engine, f"{one.lines:,}", acts)


def difference_list(differences: Sequence["Difference"]) -> str:
    """Say what one version has and another has not; a word beside every colour."""
    if not differences:
        return "<p>They say the same.</p>"
    return items((_difference(one) for one in differences), "rp-prose")


def _difference(one: "Difference") -> str:
    section = f'<span class="rp-quiet">{KINDS[Section(one.section)]}</span>'
    if one.before is None:
        return f'{section} <span class="rp-badge rp-room-free">New</span> {escape(one.after.text if one.after else "")}'
    if one.after is None:
        return f'{section} <span class="rp-badge rp-check-failed">Gone</span> {escape(one.before.text)}'
    return (
        f'{section} <span class="rp-badge rp-room-full">Changed</span> {escape(one.after.text)} '
        f'<span class="rp-under">before: {escape(one.before.text)}</span>'
    )
