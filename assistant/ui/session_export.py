"""What lies over the page to take notes out: a mail to copy, a document, tasks for a calendar, data for a program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.domain.access import Actor, Role
from assistant.domain.notes import NoteLine
from assistant.domain.report import ActionItem, Party
from assistant.exports import EntryKind, ExportFormat, ExportOptions, MailText
from assistant.services.exports import ExportRequest, is_unconfirmed
from assistant.ui.markup import attributes, escape, note
from assistant.ui.session_lines import due_day
from assistant.ui.session_list import session_title, when_words
from assistant.ui.session_words import counted

if TYPE_CHECKING:
    from assistant.services import Assistant
    from assistant.services.session_views import OpenSession

ROUTE = "/sessions"
_SIDES = {Role.MENTOR: Party.MENTOR, Role.MENTEE: Party.MENTEE}


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What the person ticked in the sheet, or what a link says.

    Args:
        quotes: Whether lines carry the words behind them.
        hide: Whether names, e-mails, phone numbers, links and handles are left out.
        owner: Whose tasks go into calendar and table; everybody's when None.
        tasks: Whether a calendar gets tasks rather than entries.
    """

    quotes: bool = True
    hide: bool = False
    owner: Party | None = None
    tasks: bool = False

    def request(self, kind: ExportFormat) -> ExportRequest:
        """Say the same to the service."""
        entries = EntryKind.TASK if self.tasks else EntryKind.EVENT
        return ExportRequest(kind, ExportOptions(self.quotes, entries, self.owner), hide_names=self.hide)


def choice_from(sent: Mapping[str, str]) -> ExportChoice:
    """Read what was sent, from a form or a link; anything unknown is as if it were not there."""
    owner = Party(sent["owner"]) if sent.get("owner") in set(Party) else None
    return ExportChoice(
        sent.get("quotes", "") == "yes", sent.get("hide") == "yes", owner, tasks=sent.get("entries") == "tasks"
    )


def first_choice(actor: Actor) -> ExportChoice:
    """What is ticked when the sheet is opened: somebody of the pair wants their own tasks in their calendar."""
    return ExportChoice(owner=_SIDES.get(actor.role))


def export_link(session_id: str, kind: ExportFormat, choice: ExportChoice, actor: Actor) -> str:
    """Say where a file is fetched; the route asks again who is there and whether they may."""
    said = {
        "acting_as": actor.key,
        "quotes": "yes" if choice.quotes else "no",
        "hide": "yes" if choice.hide else "no",
        "owner": choice.owner or "",
        "entries": "tasks" if choice.tasks else "events",
    }
    return f"{ROUTE}/{session_id}/export/{kind}?{urlencode(said)}"


def export_view(assistant: "Assistant", actor: Actor, session_id: str, sent: Mapping[str, str] | None = None) -> str:
    """Write what the sheet shows; at first, or after somebody changed a choice or wants names back (`sent`).

    Raises:
        AssistantError: The session is gone, the actor may not read it, or there are no notes yet.
    """
    back, choice = "", choice_from(sent) if sent is not None else first_choice(actor)
    if sent is not None and sent.get("do") == "names-back":
        back, choice = assistant.exports.restore_text(actor, session_id, sent.get("words", "")), ExportChoice(hide=True)
    opened = assistant.sessions.open_session(actor, session_id)
    mail = assistant.exports.mail_text(actor, session_id, hide_names=choice.hide)
    changed = (sent or {}).get("changed", "")
    template = assistant.templates.choose(opened.session.template).template.name
    about = f"{session_title(opened.session)}, {when_words(opened.session)}, in the order of “{template}”."
    links = {kind: export_link(session_id, kind, choice, actor) for kind in ExportFormat}
    items = [one for one in opened.lines if isinstance(one.value, ActionItem)]
    return (
        f'<h2>Export</h2><p class="rp-quiet">{escape(about)}</p>{_unconfirmed(items)}'
        f"<form{attributes(class_='rp-export', data_send=True, data_do='export')}>"
        f"{_contents(choice, changed)}{_mail(mail, links)}{_documents(links)}"
        f"{_tasks(items, choice, opened, links, changed)}{_data(links)}</form>"
        f"{_names_back(back) if choice.hide else ''}"
    )


def _unconfirmed(items: Sequence[NoteLine]) -> str:
    count = sum(map(is_unconfirmed, items))
    if not count:
        return ""
    which = "the action item" if len(items) == 1 else f"{count} of {len(items):,} action items"
    return note(f"Nobody has confirmed {which} yet; {'it is' if count == 1 else 'they are'} marked so.", "warn")


def _box(name: str, words: str, under: str, *, checked: bool, changed: str) -> str:
    where = attributes(type="checkbox", name=name, value="yes", checked=checked, data_first=name == changed)
    return f'<label class="rp-choice"><input{where}> <span>{words}<span class="rp-under">{under}</span></span></label>'


def _contents(choice: ExportChoice, changed: str) -> str:
    quotes = _box(
        "quotes", "With the words behind each line", "In Word, Markdown and JSON.",
        checked=choice.quotes, changed=changed,
    )  # fmt: skip
    hide = _box(
        "hide",
        "Leave out names, e-mails, phone numbers and links",
        "[Person 1] and the like stand for them. Places, employers and what somebody tells of themselves stay.",
        checked=choice.hide,
        changed=changed,
    )
    return f'<fieldset class="rp-panel"><legend>What goes in</legend>{quotes}{hide}</fieldset>'


def _mail(mail: MailText, links: Mapping[ExportFormat, str]) -> str:
    subject = attributes(id="rp-mail-subject", value=mail.subject, readonly=True)
    text = attributes(id="rp-mail-text", rows=9, readonly=True)
    return (
        "<section><h3>Send it by mail</h3>"
        f"<label>Subject <input{subject}></label><label>Text <textarea{text}>{escape(mail.body)}</textarea></label>"
        f'<p class="rp-actions">{_copy("Copy the text", "rp-mail-text")}{_copy("Copy the subject", "rp-mail-subject")}'
        f"{_link('Open as a draft (.eml)', links[ExportFormat.MAIL])}</p></section>"
    )


def _documents(links: Mapping[ExportFormat, str]) -> str:
    word, markdown = (
        _link(words, links[kind])
        for words, kind in (("Word (.docx)", ExportFormat.DOCX), ("Markdown (.md)", ExportFormat.MARKDOWN))
    )
    return f'<section><h3>Keep it as a document</h3><p class="rp-actions">{word}{markdown}</p></section>'


def _tasks(
    items: Sequence[NoteLine],
    choice: ExportChoice,
    opened: "OpenSession",
    links: Mapping[ExportFormat, str],
    changed: str,
) -> str:
    chosen = [one for one in items if _is_of(one, choice.owner)]
    dated = sum(
        isinstance(one.value, ActionItem) and due_day(one.value.due, opened.next_session) is not None for one in chosen
    )
    names = {Party.MENTOR: opened.mentor_name or "The mentor", Party.MENTEE: opened.mentee_name or "The mentee"}
    owners = "".join(
        f"<option{attributes(value=key, selected=key == (choice.owner or ''))}>{escape(words)}</option>"
        for key, words in (("", "Everybody's"), *((party, f"Those of {name}") for party, name in names.items()))
    )
    entries = "".join(
        f"<option{attributes(value=key, selected=(key == 'tasks') is choice.tasks)}>{words}</option>"
        for key, words in (("events", "All-day entries, for any calendar"), ("tasks", "Tasks, where yours knows them"))
    )
    calendar = _link("Calendar (.ics)", links[ExportFormat.ICS]) if dated else ""
    table = _link("Spreadsheet (.csv)", links[ExportFormat.CSV]) if chosen else ""
    said = f"{dated} of {counted(len(chosen), 'action item')} {'has' if dated == 1 else 'have'} a date for a calendar."
    return (
        '<section><h3>Take the tasks along</h3><div class="rp-two">'
        f"<label>Whose <select{_select('owner', changed)}>{owners}</select></label>"
        f"<label>In the calendar as <select{_select('entries', changed)}>{entries}</select></label></div>"
        f'<p class="rp-quiet">{said if chosen else "There are no action items."}</p>'
        f'<p class="rp-actions">{calendar}{table}</p></section>'
    )


def _is_of(line: NoteLine, owner: Party | None) -> bool:
    return owner is None or (isinstance(line.value, ActionItem) and line.value.owner in {owner, Party.BOTH})


def _data(links: Mapping[ExportFormat, str]) -> str:
    json = _link("Everything (.json)", links[ExportFormat.JSON])
    return f'<section><h3>For another program</h3><p class="rp-actions">{json}</p></section>'


def _names_back(back: str) -> str:
    """Who is who stays on this computer: here somebody puts it back into what they were sent."""
    words = attributes(name="words", rows=4, maxlength=200_000, required=True)
    # In a field of its own: what somebody typed stays in theirs, whatever the page is drawn with.
    result = attributes(id="rp-names-back", rows=4, readonly=True, data_first=True)
    put_back = (
        f"<label>With the names <textarea{result}>{escape(back)}</textarea></label>"
        f'<p class="rp-actions">{_copy("Copy with the names", "rp-names-back")}</p>'
        if back
        else ""
    )
    return (
        f"<form{attributes(class_='rp-export', data_do='names-back')}><section><h3>Put the names back</h3>"
        '<p class="rp-quiet">Who is who stays in the data folder of this computer. Paste an answer to what you sent; '
        "for a file run <code>rapport sessions restore FILE</code>.</p>"
        f"<label>Text with [Person 1] <textarea{words}></textarea></label>"
        '<p class="rp-actions"><button type="submit" class="rp-btn">Put the names back</button></p>'
        f"{put_back}</section></form>"
    )


def _select(name: str, changed: str) -> str:
    return attributes(name=name, data_first=name == changed)


def _link(words: str, to: str) -> str:
    return f"<a{attributes(class_='rp-btn', href=to)}>{words}</a>"


def _copy(words: str, field: str) -> str:
    return f"<button{attributes(type='button', class_='rp-btn', data_copy=field)}>{words}</button>"
