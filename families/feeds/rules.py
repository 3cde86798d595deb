"""What is usual of a feed, what is odd about a file of it, and when it is late. Pure: values in, sentences out.

A threshold errs towards holding: a file held without need costs somebody a minute, a file that silently lacks its bad
news makes progress out of nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median_low

from families.facts.dates import day_in_words
from families.feeds.enums import FeedState, Oddity

LOOKED_BACK = 12  # files: a year of monthly ones, so that a habit of years ago does not excuse a short file today
ENOUGH_FILES = 4  # files taken before anything counts as usual: three may be alike by chance
FEWEST_TO_JUDGE_BY = 10  # rows: of smaller files half may be missing by chance, and only the sender's count can tell
SHORT_PERCENT = 70  # of the usual rows: half a file lies far below it, a quiet month seldom does
KIND_ROWS = 5  # rows of a kind, in every file before, that make its absence more than chance
PLACE_ROWS = 3  # rows of a school, in every file before: one or two children may have moved away
QUIET_DAYS = 14  # days without a row, at either end of the days covered, that are never odd
QUIET_TIMES = 2  # the usual quiet days times this are odd
GRACE_DAYS = 7  # what a new feed is given before it counts as late: posting, leave, a mended file


@dataclass(frozen=True)
class Brought:
    """What one file brought of one feed; `places` are schools. `first_on` and `last_on` are None without rows."""

    rows: int
    kinds: Mapping = field(default_factory=dict)
    places: Mapping = field(default_factory=dict)
    first_on: date | None = None
    last_on: date | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    ends_cleanly: bool = True


@dataclass(frozen=True)
class Usual:
    """What a feed's files usually hold, in rows: their median, fewest and most, over so many files."""

    files: int
    rows: int
    fewest: int
    most: int


@dataclass(frozen=True)
class Odd:
    """One thing that is odd about a file, in a sentence with its figures beside the usual ones."""

    code: Oddity
    sentence: str


def usual_of(past):
    """What is usual, of the files taken before (the latest first); None while too few were."""
    rows = [brought.rows for brought in past[:LOOKED_BACK]]
    if len(rows) < ENOUGH_FILES:
        return None
    return Usual(len(rows), median_low(rows), min(rows), max(rows))


def what_is_odd(name, brought, past, *, usual_rows=None, fewest_rows=None):
    """All that is odd about what a file brought of the feed `name`, beside the files taken before, the latest first.

    `usual_rows` and `fewest_rows` are those that somebody set, if anybody did.
    """
    past = past[:LOOKED_BACK]
    found = [short(name, brought, past, usual_rows, fewest_rows)]
    if len(past) >= ENOUGH_FILES:
        found += [
            *missing(name, brought.kinds, [each.kinds for each in past], KIND_ROWS, Oddity.KIND_MISSING),
            *missing(name, brought.places, [each.places for each in past], PLACE_ROWS, Oddity.PLACE_MISSING),
            cut_off(name, brought, past), nothing_new(name, brought, past), ends_early(name, brought, past),
            starts_late(name, brought, past),
        ]
    return [each for each in found if each]


def short(name, brought, past, usual_rows=None, fewest_rows=None):
    """Fewer rows than anybody would expect. What was seen before is not odd, however few it was."""
    if fewest_rows is not None and brought.rows < fewest_rows:
        return Odd(Oddity.SHORT, f"{name}: {rows(brought.rows)}. A good file has at least {fewest_rows:,}.")
    learned = usual_of(past)
    usually = usual_rows if usual_rows is not None else learned.rows if learned else None
    if usually is None:
        return None
    if brought.rows == 0 and usually > 0 and not (learned and learned.fewest == 0):
        return Odd(Oddity.EMPTY, f"{name}: no rows. There are usually about {usually:,}.")
    seen = learned.fewest if learned and usual_rows is None else usually
    if usually >= FEWEST_TO_JUDGE_BY and 100 * brought.rows < SHORT_PERCENT * usually and brought.rows < seen:
        between = f" (between {learned.fewest:,} and {learned.most:,})" if learned else ""
        return Odd(Oddity.SHORT, f"{name}: {rows(brought.rows)}. There are usually about {usually:,}{between}.")
    return None


def missing(name, here, before, at_least, code):
    """Kinds, or schools, that every file before had so many rows of, and this one has none of."""
    always = {each for each, count in before[0].items() if count >= at_least} if before else set()
    for one in before[1:]:
        always &= {each for each, count in one.items() if count >= at_least}
    return [
        Odd(code, f"{name}: no rows of {each.replace('_', ' ')}. Each of the {len(before)} files before it had some, "
            f"the last one {before[0][each]:,}.")
        for each in sorted(always - {each for each, count in here.items() if count})
    ]


def cut_off(name, brought, past):
    """The last line has no end, where the lines of every file before had one."""
    if brought.ends_cleanly or not all(each.ends_cleanly for each in past):
        return None
    return Odd(
        Oddity.CUT_OFF, f"{name}: the last line has no end, as if the file had been cut off. "
        f"The {len(past)} files before it ended with a whole line.",
    )


def nothing_new(name, brought, past):
    """Reaches less far than the file before, where each file before reached at least as far as the one before it."""
    days = [each.last_on for each in past]
    if brought.last_on is None or None in days:
        return None
    if brought.last_on >= days[0] or not all(new >= old for new, old in zip(days, days[1:], strict=False)):
        return None
    return Odd(
        Oddity.NOTHING_NEW, f"{name}: the last row is of {day_in_words(brought.last_on)}. The file before it reached "
        f"{day_in_words(days[0])}, and none so far reached less far than the one before.",
    )


def ends_early(name, brought, past):
    """Days at the end of what is covered on which nothing happened, many more than usual."""
    quiet = days_between(brought.last_on, brought.covers_to)
    usual = [days_between(each.last_on, each.covers_to) for each in past]
    if not too_quiet(quiet, usual):
        return None
    return Odd(
        Oddity.ENDS_EARLY, f"{name}: the last row is of {day_in_words(brought.last_on)}, {quiet} days before the end "
        f"of the days it is said to be complete for ({day_in_words(brought.covers_to)}). "
        f"Usually that is at most {most(usual)}.",
    )


def starts_late(name, brought, past):
    """Days at the start of what is covered on which nothing happened, many more than usual."""
    quiet = days_between(brought.covers_from, brought.first_on)
    usual = [days_between(each.covers_from, each.first_on) for each in past]
    if not too_quiet(quiet, usual):
        return None
    return Odd(
        Oddity.STARTS_LATE, f"{name}: the first row is of {day_in_words(brought.first_on)}, {quiet} days after the "
        f"start of the days it is said to be complete for ({day_in_words(brought.covers_from)}). "
        f"Usually that is at most {most(usual)}.",
    )


def too_quiet(quiet, usual):
    """Whether so many quiet days are odd; None where they, or the usual ones, are not known."""
    known = [each for each in usual if each is not None]
    return (
        quiet is not None and len(known) >= ENOUGH_FILES
        and quiet > QUIET_DAYS and quiet > QUIET_TIMES * max(known)
    )


def control_total(total, counted, wanted):
    """The number of rows that the sender counted beside those in the file; `wanted`: this sender always counts."""
    if total is None:
        if not wanted:
            return None
        return Odd(
            Oddity.NO_CONTROL_TOTAL, "This sender always says how many rows a file has, and of this one that was not "
            "given.",
        )
    if total == counted:
        return None
    return Odd(Oddity.CONTROL_TOTAL, f"The sender counted {rows(total)}, and the file has {counted:,}.")


def sources_missing(here, before):
    """Sources that were in every file before beside one that is in this file too. Both by name; the latest first."""
    before = before[:LOOKED_BACK]
    if len(before) < ENOUGH_FILES:
        return []
    always = set(before[0]).intersection(*before[1:])
    return [
        Odd(Oddity.SOURCE_MISSING, f"{name}: no rows. Each of the {len(before)} files like this one before had some.")
        for name in sorted(always - set(here))
    ]


def coverage_ahead(name, until, *, held, came_since):
    """Said to be complete until a day that no file has brought. `came_since`: a file, since the last such word."""
    if held:
        return Odd(
            Oddity.COVERAGE_AHEAD, f"{name}: said to be complete until {day_in_words(until)}, but the file that would "
            "show it is held. Decide about that file first.",
        )
    if not came_since:
        return Odd(
            Oddity.COVERAGE_AHEAD, f"{name}: said to be complete until {day_in_words(until)}, but no file has come "
            "since it was last said to be complete until an earlier day.",
        )
    return None


def lateness(reference_on, *, beat_days, grace_days, on):
    """When the next file is expected after what reaches to `reference_on`, and how many days late it is by `on`.

    It is not late (0) while the days of grace are not over; then it is late by all the days since it was expected.
    """
    if reference_on is None or beat_days is None:
        return None, 0
    expected = reference_on + timedelta(days=beat_days)
    late = (on - expected).days
    return expected, late if late > grace_days else 0


def state_of(*, is_active, held, has_file, expected_on, late_by, on):
    """How a feed stands."""
    if not is_active:
        return FeedState.STOPPED
    if held:
        return FeedState.HELD
    if late_by:
        return FeedState.LATE
    if not has_file:
        return FeedState.NOT_BEGUN
    if expected_on is None:
        return FeedState.NO_BEAT
    return FeedState.DUE if on >= expected_on else FeedState.FRESH


def rows(count):
    """A number of rows in words."""
    return f"{count:,} row" if count == 1 else f"{count:,} rows"


def days_between(first, last):
    """Whole days from one to the other, not below 0; None where one is not known."""
    return None if first is None or last is None else max(0, (last - first).days)


def most(usual):
    """The most of the usual quiet days, in words."""
    days = max(each for each in usual if each is not None)
    return "1 day" if days == 1 else f"{days} days"
