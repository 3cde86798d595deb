"""What is odd about a file beside those before it, and when a feed is late: figures in, sentences out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from families.feeds.enums import FeedState, Oddity
from families.feeds.rules import (
    Brought,
    Usual,
    control_total,
    coverage_ahead,
    lateness,
    sources_missing,
    state_of,
    usual_of,
    what_is_odd,
)

FIRST, LAST = date(2024, 5, 1), date(2024, 5, 31)


def month(number, rows=100, **more):
    """A month's file, number 0 the latest; complete for its 31 days, with rows on all but the last day."""
    first, last = FIRST - timedelta(days=31 * number), LAST - timedelta(days=31 * number)
    brought = Brought(
        rows, kinds={"police_callout": rows - 10, "asb_incident": 10}, places={}, first_on=first,
        last_on=last - timedelta(days=1), covers_from=first, covers_to=last,
    )
    return replace(brought, **more)


PAST = [month(number, rows) for number, rows in enumerate((100, 96, 110, 104, 90), start=1)]


def odd(brought, past=PAST, **said):
    return [(each.code, each.sentence) for each in what_is_odd("Police: events", brought, past, **said)]


def test_what_is_usual_is_the_median_the_fewest_and_the_most_of_the_files_before():
    assert usual_of(PAST) == Usual(files=5, rows=100, fewest=90, most=110)
    assert usual_of(PAST[:3]) is None
    assert usual_of([month(1, 7)] * 12 + [month(13, 900)]) == Usual(12, 7, 7, 7)


def test_a_file_like_those_before_it_is_not_odd():
    assert odd(month(0)) == []


@pytest.mark.parametrize(("rows", "is_odd"), [(71, False), (70, False), (69, True), (11, True), (1, True)])
def test_a_file_is_short_below_seventy_percent_of_the_usual(rows, is_odd):
    codes = [code for code, _ in odd(month(0, rows, kinds={"police_callout": rows, "asb_incident": 1}))]
    assert codes == ([Oddity.SHORT] if is_odd else [])


def test_a_short_file_is_said_to_be_so_with_the_usual_beside_it():
    assert odd(month(0, 40)) == [
        (Oddity.SHORT, "Police: events: 40 rows. There are usually about 100 (between 90 and 110)."),
    ]


def test_as_few_rows_as_were_seen_before_are_not_odd():
    august = [*PAST, month(6, 20)]
    assert odd(month(0, 20), august) == []
    assert [code for code, _ in odd(month(0, 19), august)] == [Oddity.SHORT]


def test_the_first_files_of_a_feed_are_not_held_for_their_volume():
    assert odd(month(0, 1), PAST[:3]) == []
    assert odd(month(0, 0, kinds={}, first_on=None, last_on=None), []) == []


def test_of_small_files_nobody_can_tell_by_their_number_that_some_rows_are_missing():
    small = [month(number, 9, kinds={}) for number in range(1, 6)]
    assert odd(month(0, 4, kinds={}), small) == []
    assert [code for code, _ in odd(month(0, 0, kinds={}, first_on=None, last_on=None), small)] == [Oddity.EMPTY]


def test_what_somebody_set_counts_from_the_first_file():
    assert [code for code, _ in odd(month(0, 60), [], usual_rows=100)] == [Oddity.SHORT]
    assert odd(month(0, 80), [], fewest_rows=81) == [
        (Oddity.SHORT, "Police: events: 80 rows. A good file has at least 81."),
    ]
    assert odd(month(0, 80), PAST, usual_rows=80) == []


def test_a_kind_that_was_always_there_is_missed():
    assert odd(month(0, kinds={"police_callout": 100})) == [
        (Oddity.KIND_MISSING, "Police: events: no rows of asb incident. Each of the 5 files before it had some, the "
         "last one 10."),
    ]
    seldom = [replace(each, kinds={**each.kinds, "missing_episode": 4}) for each in PAST]
    assert odd(month(0), seldom) == []


def test_a_school_that_was_always_there_is_missed():
    schools = [month(number, kinds={}, places={"Moor": 60, "Hill": 37, "Tiny": 2}) for number in range(1, 6)]
    assert odd(month(0, kinds={}, places={"Moor": 100}), schools) == [
        (Oddity.PLACE_MISSING, "Police: events: no rows of Hill. Each of the 5 files before it had some, the last one "
         "37."),
    ]


def test_a_last_line_without_an_end_is_odd_only_where_the_others_had_one():
    assert [code for code, _ in odd(month(0, ends_cleanly=False))] == [Oddity.CUT_OFF]
    assert odd(month(0, ends_cleanly=False), [month(1, ends_cleanly=False), *PAST]) == []


def test_a_file_that_reaches_less_far_than_the_one_before_is_odd():
    older = month(1, 99)
    assert [code for code, _ in odd(replace(older, last_on=older.last_on - timedelta(days=1)))] == [Oddity.NOTHING_NEW]
    assert odd(older) == []


def test_days_without_rows_at_either_end_of_what_is_covered_are_odd_beyond_a_fortnight_and_twice_the_usual():
    assert odd(month(0, last_on=LAST - timedelta(days=14))) == []
    assert odd(month(0, last_on=LAST - timedelta(days=15))) == [
        (Oddity.ENDS_EARLY, "Police: events: the last row is of 16 May 2024, 15 days before the end of the days it is "
         "said to be complete for (31 May 2024). Usually that is at most 1 day."),
    ]
    assert [code for code, _ in odd(month(0, first_on=FIRST + timedelta(days=15)))] == [Oddity.STARTS_LATE]
    quiet = [replace(each, last_on=each.covers_to - timedelta(days=10)) for each in PAST]
    assert odd(month(0, last_on=LAST - timedelta(days=20)), quiet) == []
    assert [code for code, _ in odd(month(0, last_on=LAST - timedelta(days=21)), quiet)] == [Oddity.ENDS_EARLY]


def test_the_senders_count_is_compared_with_the_rows():
    assert control_total(None, 9, wanted=False) is None
    assert control_total(9, 9, wanted=True) is None
    assert control_total(None, 9, wanted=True).code == Oddity.NO_CONTROL_TOTAL
    assert control_total(1, 1_200, wanted=False).sentence == "The sender counted 1 row, and the file has 1,200."


def test_a_source_that_came_in_every_file_like_this_one_is_missed():
    before = [{"Police: events", "School: events"}] * 4
    assert [each.sentence for each in sources_missing({"Police: events"}, before)] == [
        "School: events: no rows. Each of the 4 files like this one before had some.",
    ]
    assert sources_missing({"Police: events"}, before[:3]) == []
    assert sources_missing({"Police: events"}, [*before, {"Police: events"}]) == []


def test_a_word_of_being_complete_needs_a_file_behind_it():
    assert coverage_ahead("Police: events", LAST, held=False, came_since=True) is None
    assert coverage_ahead("Police: events", LAST, held=True, came_since=True).code == Oddity.COVERAGE_AHEAD
    assert "no file has come" in coverage_ahead("Police: events", LAST, held=False, came_since=False).sentence


@pytest.mark.parametrize(
    ("days", "late_by"), [(30, 0), (31, 0), (37, 0), (38, 8), (39, 9), (400, 370)],
)
def test_a_feed_is_late_when_its_days_of_grace_are_over_and_then_since_it_was_expected(days, late_by):
    expected = LAST + timedelta(days=30)
    assert lateness(LAST, beat_days=30, grace_days=7, on=LAST + timedelta(days=days)) == (expected, late_by)


def test_nobody_can_say_that_a_feed_is_late_of_which_nothing_is_known():
    assert lateness(None, beat_days=30, grace_days=7, on=LAST) == (None, 0)
    assert lateness(LAST, beat_days=None, grace_days=7, on=LAST) == (None, 0)


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, FeedState.FRESH), ({"on": LAST}, FeedState.DUE), ({"late_by": 9}, FeedState.LATE),
        ({"late_by": 9, "held": True}, FeedState.HELD), ({"is_active": False, "held": True}, FeedState.STOPPED),
        ({"expected_on": None}, FeedState.NO_BEAT), ({"has_file": False, "expected_on": None}, FeedState.NOT_BEGUN),
    ],
)
def test_how_a_feed_stands(changed, state):
    facts = {
        "is_active": True, "held": False, "has_file": True, "expected_on": LAST, "late_by": 0,
        "on": LAST - timedelta(days=1),
    }
    assert state_of(**{**facts, **changed}) == state
