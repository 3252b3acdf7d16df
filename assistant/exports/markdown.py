"""Notes as Markdown (CommonMark): words of people are escaped, so that they never turn into a heading or a link."""

import re
from collections.abc import Iterator

from assistant.exports.outline import Outline, OutlineLine, OutlineSection, Quote
from assistant.exports.templates import Section

_SPECIAL = re.compile(r"([\\`*_<>&~|])")
_BLOCK_START = re.compile(r"^(\d{0,9})([-+#=.)])")


def write_markdown(outline: Outline) -> str:
    """Write notes as Markdown; ends with a line break."""
    return "\n".join(_document(outline)).rstrip("\n") + "\n"


def escape_markdown(text: str, *, starts_line: bool = True) -> str:
    r"""Write text on one line so that CommonMark shows just that text.

    Brackets stay as they are, since nothing here defines a reference; only what would make a link of them is escaped.

    >>> escape_markdown("1. *Not* a list: [a](b)")
    '1\\. \\*Not\\* a list: [a]\\(b)'
    """
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    line = line.replace("](", "]\\(").replace("]:", "]\\:")
    return _BLOCK_START.sub(r"\1\\\2", line) if starts_line else line


def _document(outline: Outline) -> Iterator[str]:
    yield from (f"# {escape_markdown(outline.title)}", "")
    for label, value in outline.facts:
        yield f"- **{label}:** {_inline(value)}"
    for notice in outline.notices:
        yield from ("", f"> **Note:** {_inline(notice)}")
    for section in outline.sections:
        yield from ("", f"## {escape_markdown(section.title)}", "")
        yield from _section(section)
    yield from ("", "---", "", f"*{_inline(outline.footer)}*")


def _section(section: OutlineSection) -> Iterator[str]:
    if not section.lines:
        yield escape_markdown(section.empty)
    elif section.section is Section.TOPICS:
        for topic in section.lines:
            yield from _topic(topic)
    elif section.section is Section.OVERVIEW and not any(line.quotes for line in section.lines):
        yield escape_markdown(" ".join(line.text for line in section.lines))
    else:
        for line in section.lines:
            yield from _bullet(line)


def _topic(topic: OutlineLine) -> Iterator[str]:
    when = f" ({topic.detail})" if topic.detail else ""
    yield from (f"### {escape_markdown(topic.heading)}{when}", "")
    if topic.text:
        yield from (escape_markdown(topic.text), "")
    for quote in topic.quotes:
        yield f"> {_quote(quote)}"
        yield ">"
    if topic.quotes:
        yield ""
    for point in topic.children:
        yield from _bullet(point)
    yield ""


def _bullet(line: OutlineLine) -> Iterator[str]:
    box = "" if line.done is None else "[x] " if line.done else "[ ] "
    # Behind a box the text no longer starts its line, yet a reader without task lists takes the box for text.
    detail = f" — *{_inline(line.detail)}*" if line.detail else ""
    yield f"- {box}{escape_markdown(line.text)}{detail}"
    for quote in line.quotes:
        yield "  >"
        yield f"  > {_quote(quote)}"


def _quote(quote: Quote) -> str:
    who = f"**{_inline(quote.speaker)}:** " if quote.speaker else ""
    when = f"{quote.time} " if quote.time else ""
    return f"{when}{who}{_inline(quote.text) if who or when else escape_markdown(quote.text)}"


def _inline(text: str) -> str:
    return escape_markdown(text, starts_line=False)
