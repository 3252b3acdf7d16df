"""Markdown is read back by markdown-it, an independent implementation of CommonMark."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.exports import ExportFormat, ExportOptions, export_notes
from assistant.exports.markdown import escape_markdown
from assistant.exports.templates import shipped_templates

REGULAR = shipped_templates()["regular"]
SHOWN = {"text"}


def read(text: str) -> list[tuple[str, str, str]]:
    """(block, tag, shown text) of each inline block."""
    tokens = MarkdownIt("commonmark").parse(text)
    found = []
    for before, token in pairwise(tokens):
        if token.type == "inline":
            shown = "".join(child.content for child in token.children or () if child.type in SHOWN)
            found.append((before.type, before.tag, shown))
    return found


def test_headings_are_the_title_and_the_sections(notes):
    blocks = read(export_notes(notes, ExportFormat.MARKDOWN, REGULAR).content.decode())
    assert [text for kind, tag, text in blocks if tag == "h1"] == ["Session notes"]
    assert [text for kind, tag, text in blocks if tag == "h2"] == [
        "In short", "Since last time", "Action items", "Decisions", "Open questions", "What we talked about", "Wins",
        "Thanks",
    ]  # fmt: skip
    assert [text for kind, tag, text in blocks if tag == "h3"] == [
        "Talk with Priya (0:00–1:10)",
        "Formulas (1:00:05–1:03:29)",
    ]


def test_every_line_and_quote_is_shown_as_it_was_said(notes):
    shown = [text for _, _, text in read(export_notes(notes, ExportFormat.MARKDOWN, REGULAR).content.decode())]
    assert "[ ] Anna Keller will send Dana the checklist — due 15 May 2026 (“by Friday”)" in shown
    assert "[x] Somebody books a room — owner not said" in shown
    assert any(text.endswith("Anna Keller: 1. We agreed on Tuesdays; then, \\ and | too.") for text in shown)
    assert "0:00 Anna Keller: Hello Dana, how was the talk with <b>Priya</b>?" in shown
    assert "Session: Dana & Anna: first *steps*" in shown


def test_words_of_people_make_no_html_and_no_link(notes):
    html = MarkdownIt("commonmark").render(export_notes(notes, ExportFormat.MARKDOWN, REGULAR).content.decode())
    assert "<b>" not in html
    assert "<a " not in html
    assert "&lt;b&gt;Priya&lt;/b&gt;" in html


def test_without_quotes_there_is_none(notes):
    plain = export_notes(notes, ExportFormat.MARKDOWN, REGULAR, ExportOptions(with_quotes=False)).content.decode()
    kinds = [token.type for token in MarkdownIt("commonmark").parse(plain)]
    assert kinds.count("blockquote_open") == 1, "only the notice"
    assert "Dana told Anna about the talk with Priya. They agreed on Tuesdays." in plain


@given(st.text(alphabet=st.one_of(st.sampled_from("#*_-+=>.)1[](:)!`\\<&|~ ab\n"), st.characters()), max_size=30))
def test_any_text_is_shown_as_it_is(text):
    wanted = " ".join(text.split()).replace("\0", "\ufffd")
    blocks = read(f"- {escape_markdown(text)}")
    assert [shown for _, _, shown in blocks] == ([wanted] if wanted else [])
    (start, *_) = [shown for _, _, shown in read(f"- **x:** {escape_markdown(text, starts_line=False)}")]
    assert start == f"x: {wanted}".rstrip()
