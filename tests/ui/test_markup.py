from assistant.ui.markup import attributes, button, data_table, escape, items, marked

NASTY = "<script>alert('x')</script>\"&"


def test_escaping_leaves_no_markup_in_text_or_attribute() -> None:
    assert escape(NASTY) == "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&quot;&amp;"
    assert "<script" not in button(NASTY, "open", id=NASTY, label=NASTY)
    assert attributes(title=NASTY) == f' title="{escape(NASTY)}"'


def test_the_stretch_that_matches_is_marked_and_the_rest_is_not() -> None:
    assert marked("I coach new leads well", 8, 17) == "I coach <mark>new leads</mark> well"


def test_a_long_text_is_cut_between_words_around_the_mark() -> None:
    text = "aaa bbb ccc ddd MATCH eee fff ggg"
    assert marked(text, 16, 21, context=8) == "… ddd <mark>MATCH</mark> eee …"


def test_a_stretch_outside_the_text_shows_the_text_without_a_mark() -> None:
    assert marked("short", 3, 99) == "short"
    assert marked("short", 2, 2) == "short"


def test_marks_do_not_open_a_hole_for_markup() -> None:
    assert "<b>" not in marked("<b>one</b> two", 0, 6)


def test_no_rows_give_no_list() -> None:
    assert items([], "x") == ""


def test_a_heading_in_brackets_is_only_read_aloud() -> None:
    assert '<span class="sr-only">Edit</span>' in data_table(("Name", "(Edit)"), "", "People")
