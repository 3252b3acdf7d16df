"""What is shown at each length: the most telling lines first, and what people wrote always."""

from dataclasses import replace
from datetime import UTC, datetime

from assistant.domain.lengths import Length, is_shown, least_lengths, lines_of_report, shorten, shorten_report
from assistant.domain.notes import NoteLine, Section
from assistant.domain.report import Coverage, Line, Provenance, SessionReport, Topic

BRIEF, STANDARD, DETAILED = Length


def lines_of(section, *weights):
    values = [Line(f"{section} {at}", (at,), weight) for at, weight in enumerate(weights)]
    return [NoteLine(f"{section}-{at}", section, one, original=one) for at, one in enumerate(values)]


def topic(lines):
    return Topic("t", 0, 9, None, None, Line("gist", (0,)), tuple(one.value for one in lines))


def test_the_overview_has_its_three_four_or_five_most_telling_sentences():
    lines = lines_of(Section.OVERVIEW, 0.2, 0.9, 0.5, 0.4, 0.3)
    least = least_lengths(lines, ())
    assert [least[one.id] for one in lines] == [DETAILED, BRIEF, BRIEF, BRIEF, STANDARD]
    assert [sum(is_shown(one, length, least) for one in lines) for length in Length] == [3, 4, 5]


def test_each_topic_has_no_two_or_all_of_its_key_points():
    points = lines_of(Section.KEY_POINTS, 0.1, 0.2, 0.3, 0.4)
    least = least_lengths(points, (topic(points[:1]), topic(points[1:])))
    assert [least[one.id] for one in points] == [STANDARD, DETAILED, STANDARD, STANDARD]
    assert [sum(is_shown(one, length, least) for one in points) for length in Length] == [0, 3, 4]


def test_what_people_wrote_or_confirmed_and_all_other_sections_are_always_shown():
    points = lines_of(Section.KEY_POINTS, 0.1, 0.2, 0.3)
    own = [replace(points[0], by="mentor:m1"), replace(points[1], confirmed_by="mentee:e1"), points[2]]
    promise, added = lines_of(Section.DECISIONS, 0.0)[0], NoteLine("x", Section.KEY_POINTS, Line("x", ()), by="m")
    least = least_lengths([*own, promise, added], (topic(points),))
    shown = [one.id for one in (*own, promise, added) if is_shown(one, BRIEF, least)]
    assert shown == [own[0].id, own[1].id, promise.id, "x"]


def test_lines_that_matter_alike_keep_their_order():
    lines = lines_of(Section.OVERVIEW, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    least = least_lengths(lines, ())
    assert list(least.values()) == [BRIEF, BRIEF, BRIEF, STANDARD, DETAILED, DETAILED]


def report_of(overview, points):
    coverage, made = Coverage(9, 9), Provenance("small", "1", datetime(2026, 5, 1, tzinfo=UTC))
    return SessionReport(tuple(one.value for one in overview), (topic(points),), (), (), (), (), (), coverage, made)


def test_a_report_is_shortened_as_its_lines_are():
    overview, points = lines_of(Section.OVERVIEW, 0.9, 0.1, 0.8, 0.7), lines_of(Section.KEY_POINTS, 0.1, 0.3, 0.2)
    whole = report_of(overview, points)
    assert shorten_report(whole, DETAILED) == whole
    standard, brief = shorten_report(whole, STANDARD), shorten_report(whole, BRIEF)
    assert standard.overview == whole.overview
    assert [one.confidence for one in standard.topics[0].key_points] == [0.3, 0.2]
    assert [one.confidence for one in brief.overview] == [0.9, 0.8, 0.7]
    assert (brief.topics[0].key_points, brief.topics[0].gist) == ((), whole.topics[0].gist)
    assert [one.value for one in shorten(lines_of_report(whole), whole.topics, BRIEF)] == [*brief.overview]
