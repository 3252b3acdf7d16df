"""Notes as a mail: a subject and a plain text that reads well in any program, and a draft that one opens."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from textwrap import wrap

from assistant.exports.outline import Outline, OutlineLine, OutlineSection
from assistant.exports.templates import Section

_WIDTH = 76


@dataclass(frozen=True, slots=True)
class MailText:
    """What to put into a mail; the subject is one line."""

    subject: str
    body: str


def write_mail(outline: Outline) -> MailText:
    """Write notes as a mail, without quotes: who wants the exact words opens the notes."""
    facts = dict(outline.facts)
    day = f", {facts['Date']}" if facts.get("Date", "not known") != "not known" else ""
    return MailText(_one_line(f"{outline.title}: {facts.get('Session', '')}{day}"), "\n".join(_body(outline)) + "\n")


def write_mail_draft(mail: MailText) -> bytes:
    """Write a mail as a file that mail programs open as a draft (RFC 5322); it has no sender and no receiver."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.subject
    message["X-Unsent"] = "1"
    message.set_content(mail.body, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _body(outline: Outline) -> Iterator[str]:
    for label, value in outline.facts:
        yield from _wrapped(f"{label}: {value}", "", "  ")
    for notice in outline.notices:
        yield from ("", *_wrapped(f"Note: {notice}"))
    for section in outline.sections:
        yield from ("", section.title.upper(), "")
        yield from _section(section)
    yield from ("", "-- ", *_wrapped(outline.footer))


def _section(section: OutlineSection) -> Iterator[str]:
    if not section.lines:
        yield from _wrapped(section.empty)
    elif section.section is Section.OVERVIEW:
        yield from _wrapped(" ".join(line.text for line in section.lines))
    else:
        for line in section.lines:
            yield from _line(line)


def _line(line: OutlineLine) -> Iterator[str]:
    box = "" if line.done is None else "[x] " if line.done else "[ ] "
    heading = f"{line.heading}: " if line.heading else ""
    detail = f" ({line.detail})" if line.detail else ""
    yield from _wrapped(f"{box}{heading}{line.text}{detail}", "* ", "  ")
    for point in line.children:
        yield from _wrapped(point.text, "  - ", "    ")


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Break at spaces only: a link in two lines is a broken link."""
    return wrap(
        _one_line(text), _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
