"""HTML as text: every word of a person passes through `escape` here, and nowhere is markup taken from data."""

from collections.abc import Iterable, Sequence
from html import escape as _escape

SCRIPT = """
const data = (from, more) => ({...from.dataset, ...(more || {})});
element.addEventListener('click', event => {
  const hit = event.target.closest('button[data-do]');
  if (!hit || !element.contains(hit)) return;
  event.preventDefault();
  trigger('click', data(hit));
});
element.addEventListener('submit', event => {
  event.preventDefault();
  trigger('submit', data(event.target, Object.fromEntries(new FormData(event.target))));
});
element.addEventListener('change', event => {
  const form = event.target.closest('form[data-live]');
  if (form) trigger('change', data(form, Object.fromEntries(new FormData(form))));
});
"""
"""Runs in a `gr.HTML`: clicks on `button[data-do]` and sent forms become events with the element's data attributes."""

SHEET_SCRIPT = (
    SCRIPT
    + """
let before = null;
const sheet = () => element.querySelector('.rp-sheet');
const close = () => {
  props.value = '';
  document.body.style.overflow = '';
  if (before && before.isConnected) before.focus();
  before = null;
};
element.addEventListener('click', event => {
  if (event.target.closest('[data-close]') || event.target.classList.contains('rp-veil')) close();
});
element.addEventListener('keydown', event => {
  if (event.key === 'Escape') { event.stopPropagation(); close(); return; }
  if (event.key !== 'Tab' || !sheet()) return;
  const stops = [...sheet().querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select,' +
    '[tabindex="0"]')];
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const outside = !sheet().contains(document.activeElement) || document.activeElement === sheet();
  if (event.shiftKey && (outside || document.activeElement === first)) { event.preventDefault(); last.focus(); }
  else if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
});
watch('value', () => {
  if (!sheet()) { document.body.style.overflow = ''; return; }
  if (!before) before = document.activeElement;
  document.body.style.overflow = 'hidden';
  sheet().scrollTop = 0;
  const wanted = sheet().querySelector('[data-first]');
  (wanted || sheet()).focus();
  if (wanted) wanted.scrollIntoView({block: 'center'});
});
"""
)
"""Runs in what lies over the page: keeps the keyboard inside, closes with Escape, and gives the focus back."""


def escape(value: object) -> str:
    """Make any value safe inside an element or a quoted attribute."""
    return _escape(str(value), quote=True)


def attributes(**values: object) -> str:
    """Write attributes, each with a leading space; `_` becomes `-`, None and False are left out, True has no value.

    >>> attributes(class_="card", data_id="m1", hidden=False, disabled=True)
    ' class="card" data-id="m1" disabled'
    """
    parts = []
    for name, value in values.items():
        if value is None or value is False:
            continue
        written = name.rstrip("_").replace("_", "-")
        parts.append(f" {written}" if value is True else f' {written}="{escape(value)}"')
    return "".join(parts)


def button(words: str, do: str, *, look: str = "plain", label: str | None = None, **data: object) -> str:
    """Write a button that asks for an action; `label` is read aloud where the visible words would be unclear alone."""
    extra = {f"data_{name}": value for name, value in data.items()}
    return (
        f"<button{attributes(type='button', class_=f'rp-btn rp-btn-{look}', data_do=do, aria_label=label, **extra)}>"
        f"{escape(words)}</button>"
    )


def items(rows: Iterable[str], look: str, label: str | None = None) -> str:
    """Write a list of ready markup; no rows give no list."""
    inner = "".join(f"<li>{row}</li>" for row in rows)
    return f"<ul{attributes(class_=look, aria_label=label)}>{inner}</ul>" if inner else ""


def note(words: str, look: str = "info", *, title: str = "", more: str = "") -> str:
    """Write a notice; `more` is ready markup below the words."""
    head = f"<strong>{escape(title)}</strong> " if title else ""
    return f'<div class="rp-note rp-note-{look}" role="status"><p>{head}{escape(words)}</p>{more}</div>'


def data_table(heads: Sequence[str], rows: str, label: str, look: str = "") -> str:
    """Write a table that scrolls in itself, also by keyboard.

    Args:
        heads: Column headings; one in brackets, as `(Edit)`, is only read aloud.
        rows: Ready markup.
        label: What the table holds, read aloud.
        look: Class of the table.
    """
    cells = "".join(f"<th scope=col>{_heading(one)}</th>" for one in heads)
    region = attributes(class_="rp-scroll", tabindex="0", role="region", aria_label=label)
    head = f"<thead><tr>{cells}</tr></thead>"
    return f"<div{region}><table{attributes(class_=look or None)}>{head}<tbody>{rows}</tbody></table></div>"


def _heading(words: str) -> str:
    hidden = words.startswith("(")
    return f'<span class="sr-only">{escape(words.strip("()"))}</span>' if hidden else escape(words)


def table_row(name: str, *cells: str) -> str:
    """Write a row that its first cell names; all are ready markup."""
    return f"<tr><th scope=row>{name}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def labelled(head: str, cell: str) -> str:
    """Repeat a column's heading in front of ready markup, for narrow screens where rows stand as cards."""
    return f'<span class="rp-label" aria-hidden="true">{escape(head)}</span>{cell}' if cell else ""


def intro(title: str, words: str) -> str:
    """Head a tab."""
    return f'<h2>{escape(title)}</h2><p class="rp-lead">{escape(words)}</p>'


def empty_state(title: str, words: str, more: str = "") -> str:
    """Write what is shown where there is nothing yet: what it is and the next step."""
    return f'<div class="rp-empty"><p class="rp-empty-title">{escape(title)}</p><p>{escape(words)}</p>{more}</div>'


def marked(text: str, start: int, end: int, context: int = 90) -> str:
    """Show a stretch of a text with `<mark>`, and up to `context` characters around it, cut between words.

    A stretch that is empty or outside the text shows the beginning without a mark.
    """
    if not 0 <= start < end <= len(text):
        return escape(_shorten(text, 2 * context))
    before, inside, after = text[:start], text[start:end], text[end:]
    if len(before) > context:
        before = "… " + before[-context:].split(" ", 1)[-1]
    return f"{escape(before)}<mark>{escape(inside)}</mark>{escape(_shorten(after, context))}"


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
