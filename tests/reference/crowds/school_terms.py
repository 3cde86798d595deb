"""Families judged by attendance: percentages to the session, terms on birthdays, exclusions on the edges of a run."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.reference.crowds import coverage
from tests.reference.crowds.crowd import ONE_DAY, SIDE_NAMES, SIDES, born_to_be
from tests.reference.days import minus, plus
from tests.reference.kinds.school_terms import school_age_ends_on, school_age_starts_on
from tests.reference.world import Coverage, Term

EXCLUSIONS = ["fixed_exclusion", "permanent_exclusion"]
VALUES = {
    "measure": ["attendance", "unauthorised"],
    "percent": [90, 85, Decimal("92.5"), 15, 10, Decimal("33.3"), 0, 100],
    "inclusive": [False, True],
    "terms": [3, 3, 1, 2, 4, 12],
    "aggregation": ["each", "pooled"],
    "min_possible": [20, 40, 0, 1, 1000],
    "max_fixed_exclusions": [None, 0, 1, 2, 100],
    "children": ["all", "named"],
    "lag_days": coverage.LAGS,
}

BOUNDARIES = {
    "attendance exactly the percentage": {"met", "not_met"},
    "attendance one session above": {"met"},
    "attendance one session below": {"not_met"},
    "unauthorised exactly the percentage": {"met", "not_met"},
    "unauthorised one session more": {"not_met"},
    "unauthorised one session fewer": {"met"},
    "pooled exactly the percentage": {"met", "not_met"},
    "pooled one session better": {"met"},
    "pooled one session worse": {"not_met"},
    "one term fails though the sum passes": {"met", "not_met"},
    "two schools in a term": {"met", "not_met"},
    "two schools, each too short by itself": {"met", "not_met"},
    "a term as short as allowed": {"met", "not_met"},
    "a term a session too short": {"no_data", "not_met"},
    "a term without sessions": {"no_data", "met", "not_met"},
    "a term without a record": {"no_data"},
    "a missing term beside a failed one": {"not_met", "no_data"},
    "a term that starts the day before engagement": {"pending"},
    "a term that starts on the day of engagement": {"met"},
    "a term that starts the day after engagement": {"met"},
    "a term short": {"pending", "neutral"},
    "the calendar ends before the run": {"pending"},
    "the last term ended yesterday": {"met", "not_met"},
    "the last term ends on the day of judging": {"pending", "neutral"},
    "a term that does not count": {"pending", "neutral"},
    "of school age from the day before the term": {"met"},
    "of school age from the first day of the term": {"met"},
    "of school age from the day after the term began": {"pending", "neutral"},
    "a term between the fifth birthday and school age": {"pending"},
    "school age ends the day before the term": {"neutral"},
    "school age ends on the first day of the term": {"met"},
    "school age ended, judged on the last terms": {"met", "not_met"},
    "school age ended before enough terms": {"neutral"},
    "as many exclusions as allowed": {"met"},
    "one exclusion too many": {"not_met"},
    "an exclusion too many the day before the run": {"met"},
    "an exclusion too many on the first day of the run": {"not_met"},
    "an exclusion too many on the last day of the run": {"not_met"},
    "an exclusion too many the day after the run": {"met"},
    "a permanent exclusion in the run": {"not_met"},
    "a permanent exclusion outside the run": {"met"},
    "a withdrawn exclusion": {"met"},
    "an exclusion before the child came": {"not_met"},
    "attendance and exclusions fail": {"not_met"},
    "coverage of exclusions ends on the last day of the run": {"met"},
    "coverage of exclusions ends a day before the run does": {"no_data"},
    "coverage of exclusions begins on the first day of the run": {"met"},
    "coverage of exclusions begins the day after": {"no_data"},
    "an earlier run passed, then lost": {"regressed"},
    "an earlier run failed too": {"not_met"},
    "an earlier run with a term missing": {"not_met"},
    "an earlier run with exclusions": {"not_met"},
    "not named, asked of the named": set(),
    "not named, asked of all": {"met"},
    "named, asked of all": {"met"},
    "nobody named": {"met"},
    "left the family yesterday": set(),
    "leaves the family today": {"met"},
    "came today": {"met"},
    "no child any more": set(),
    "born on a leap day": {"met", "pending", "neutral", "not_met"},
}


def prepare(crowd):
    """A calendar of six years, the last term over yesterday, today or earlier; feeds that fit its runs."""
    rng, D = crowd.rng, crowd.as_of
    lengths = [74, 60, 62]
    ends = D - [1, 0, 1, 12, 1][crowd.seed % 5] * ONE_DAY
    terms = []
    for number in range(18):
        starts = ends - timedelta(days=lengths[number % 3] + rng.choice([0, 0, 1, 5]))
        terms.append([starts, ends, True])
        ends = starts - timedelta(days=rng.choice([1, 1, 14, 16]))
    terms.reverse()
    turning_days(crowd, terms)
    if crowd.chance(0.4):
        terms[-rng.choice([2, 3, 4])][2] = False
    begins = terms[-1][1] + timedelta(days=rng.choice([1, 14]))
    for _ in range(rng.choice([0, 1, 2])):
        terms.append([begins, begins + timedelta(days=60), crowd.chance(0.8)])
        begins = terms[-1][1] + timedelta(days=10)
    crowd.world.terms += [Term(f"T{nth:02d}", *term) for nth, term in enumerate(terms)]
    crowd.over = [term for term in crowd.world.terms if term.counts and term.ends_on < D]
    cover_exclusions(crowd)


def turning_days(crowd, terms):
    """Moves starts of terms to days on which school age begins or ends, or next to them, where these are near."""
    for term, before in zip(terms[1:], terms, strict=False):
        first, last = before[1] + ONE_DAY, min(term[0] + timedelta(days=30), term[1] - timedelta(days=5))
        turning = [
            day
            for day in (first + timedelta(days=step) for step in range((last - first).days + 1))
            if (day.month, day.day) in ((8, 31), (12, 31), (3, 31))
            or (day.month == 6 and day.weekday() == 4 and day.day > 23)
        ]
        if turning and crowd.chance(0.7):
            term[0] = min(max(turning[-1] + crowd.rng.choice(SIDES) * ONE_DAY, first), last)


def cover_exclusions(crowd):
    """Coverage of both exclusions: whole in most crowds, else ending or beginning about a run of three terms."""
    D, far = crowd.as_of, minus(crowd.as_of, 140)
    first, last = crowd.over[-3].starts_on, crowd.over[-1].ends_on
    crowd.feed = ["whole", "ends", "ends short", "begins", "begins late", "whole"][crowd.seed % 6]
    one, other = crowd.rng.sample(EXCLUSIONS, 2)
    rows = {
        "whole": [(far, plus(D, 1))],
        "ends": [(far, last)],
        "ends short": [(far, last - ONE_DAY)],
        "begins": [(first, D)],
        "begins late": [(first + ONE_DAY, D)],
    }[crowd.feed]
    crowd.world.coverage += [Coverage(one, a, b, "school") for a, b in rows]
    crowd.world.coverage.append(Coverage(other, far, minus(D, 3), "school"))
    crowd.world.coverage.append(Coverage(other, minus(D, 3) + ONE_DAY, plus(D, 1), "school"))


def variant(crowd, place):
    """One criterion; exclusions are tested in half of them."""
    rng = crowd.rng
    measure = VALUES["measure"][place % 3 == 2]
    criterion = {
        "kind": "school_terms",
        "measure": measure,
        "percent": rng.choice(
            [90, 85, Decimal("92.5"), 90, 90, Decimal("33.3"), 0, 100]
            if measure == "attendance"
            else [15, 10, Decimal("7.5"), 15, 15, 100, 0]
        ),
        "inclusive": crowd.chance(0.4),
        "terms": rng.choice(VALUES["terms"]),
        "aggregation": VALUES["aggregation"][crowd.chance(0.35)],
        "min_possible": rng.choice([20, 20, 20, 40, 0, 1, 1000]),
        "children": VALUES["children"][crowd.chance(0.35)],
        "lag_days": rng.choice(VALUES["lag_days"]),
    }
    if place % 2:
        criterion["max_fixed_exclusions"] = rng.choice([0, 1, 2, 2, 100])
    return criterion


def plain(criterion):
    """A criterion for which a good record passes, of few enough terms."""
    return 0 < criterion["percent"] < 100 and criterion.get("terms", 3) <= 4 and criterion.get("min_possible", 20) <= 40


def without_exclusions(criterion):
    """A plain one that asks for attendance alone."""
    return plain(criterion) and "max_fixed_exclusions" not in criterion


def with_exclusions(criterion):
    """A plain one that tests exclusions of which there can be too many."""
    return plain(criterion) and criterion.get("max_fixed_exclusions", 100) <= 2


class Pupil:
    """One child of one family, and what to write about its terms. `run` holds the terms that will be judged."""

    def __init__(self, crowd, suits, born=None, engaged_on=None, extra=1, spans=(), role="child", named=True):
        self.crowd = crowd
        self.headline, self.criterion = crowd.headline(suits)
        self.number = self.criterion.get("terms", 3)
        first = max(len(crowd.over) - self.number - extra, 0)
        self.run = crowd.over[-self.number :]
        self.engaged_on = engaged_on or crowd.over[first].starts_on - timedelta(days=crowd.rng.choice([0, 1, 9]))
        self.ref = crowd.next_family()
        self.spans = list(spans)
        self.born = born or minus(crowd.as_of, 12 * 11 + crowd.rng.randint(0, 10))
        self.child = crowd.person(self.ref, role, self.born, *spans)
        others = [crowd.adult(self.ref)] if named is False else []
        crowd.family(self.engaged_on, self.headline, [self.child] if named is True else others or [""])
        self.whole = 120

    def on(self, *names):
        """Notes edges of this family."""
        self.crowd.on(self.ref, self.headline, *names)

    def engage(self, day):
        """Engages the family on another day after all."""
        families = self.crowd.world.families
        families[-1] = replace(families[-1], engaged_on=day, identified_on=min(families[-1].identified_on, day))

    def share(self):
        """The share of the sessions that may be missed, as a fraction."""
        percent = Fraction(self.criterion["percent"])
        return (100 - percent if self.criterion["measure"] == "attendance" else percent) / 100

    def exact(self):
        """Possible sessions and missed ones that lie exactly on the percentage."""
        share = self.share()
        possible = share.denominator
        while possible < max(60, self.criterion.get("min_possible", 20)):
            possible += share.denominator
        return possible, int(share * possible)

    def write(self, term, possible, missed, school="Oakfield"):
        """One record, with so many sessions missed in the way the criterion asks about."""
        missed = min(max(missed, 0), possible)
        if self.criterion["measure"] == "attendance":
            authorised = self.crowd.rng.randint(0, missed)
            self.crowd.add_term_record(self.child, term.code, school, possible, authorised, missed - authorised)
        else:
            authorised = self.crowd.rng.randint(0, possible - missed) if self.crowd.chance(0.3) else 0
            self.crowd.add_term_record(self.child, term.code, school, possible, authorised, missed)

    def write_good(self, terms=None, but=()):
        """Records well within the percentage for these terms, the run if none are given, but for some."""
        possible, missed = self.exact()
        for term in self.run if terms is None else terms:
            if term not in but:
                self.write(term, possible, max(missed - self.crowd.rng.randint(1, 5), 0))

    def write_bad(self, terms):
        """Records well outside the percentage."""
        possible, missed = self.exact()
        for term in terms:
            self.write(term, possible, missed + self.crowd.rng.randint(1, 9))

    def covered(self):
        """Whether nothing hangs on the feed of exclusions."""
        return "max_fixed_exclusions" not in self.criterion or self.crowd.feed == "whole"


def percentages(crowd):
    """One term of the run, or their sum, exactly on the percentage, or one session to either side."""
    pupil = Pupil(crowd, plain)
    side = crowd.rng.choice(SIDES)
    possible, missed = pupil.exact()
    pooled = pupil.criterion.get("aggregation", "each") == "pooled"
    odd = crowd.rng.choice(pupil.run)
    if pooled:
        for term in pupil.run:
            pupil.write(term, possible, missed + (side if term == odd else 0))
    else:
        pupil.write_good(but=[odd])
        pupil.write(odd, possible, missed + side)
    if not plain(pupil.criterion) or not pupil.covered():
        return
    if pooled:
        pupil.on(
            {-1: "pooled one session better", 0: "pooled exactly the percentage", 1: "pooled one session worse"}[side]
        )
    elif pupil.criterion["measure"] == "attendance":
        words = {-1: "one session above", 0: "exactly the percentage", 1: "one session below"}
        pupil.on(f"attendance {words[side]}")
    else:
        words = {-1: "one session fewer", 0: "exactly the percentage", 1: "one session more"}
        pupil.on(f"unauthorised {words[side]}")


def uneven(crowd):
    """One term far outside the percentage and the others far within, so that the sum passes."""
    pupil = Pupil(crowd, lambda one: plain(one) and one.get("terms", 3) > 1)
    possible, missed = pupil.exact()
    odd = crowd.rng.choice(pupil.run)
    for term in pupil.run:
        pupil.write(term, possible, missed + 1 if term == odd else max(missed - 4, 0))
    if plain(pupil.criterion) and pupil.number > 1 and pupil.covered():
        pupil.on("one term fails though the sum passes")


def two_schools(crowd):
    """A term shared between two schools, sometimes each shorter than a term may be."""
    pupil = Pupil(crowd, lambda one: plain(one) and one.get("min_possible", 20) >= 20)
    odd = crowd.rng.choice(pupil.run)
    pupil.write_good(but=[odd])
    least = pupil.criterion.get("min_possible", 20)
    possible, missed = pupil.exact()
    short = crowd.chance(0.5)
    if short:
        pupil.write(odd, least - 1, 0)
        pupil.write(odd, 1 + crowd.rng.randint(0, 2), crowd.rng.choice([0, 3]), "St Anne's")
    else:
        pupil.write(odd, possible, missed + crowd.rng.randint(0, 2))
        pupil.write(odd, possible, max(missed - 3, 0) + crowd.rng.choice([0, 2, 4]), "St Anne's")
    if plain(pupil.criterion) and pupil.covered():
        pupil.on("two schools, each too short by itself" if short else "two schools in a term")


def short_terms(crowd):
    """A term that is just long enough, a session too short, empty, or without a record; others may fail."""
    pupil = Pupil(crowd, plain)
    odd = crowd.rng.choice(pupil.run)
    least = pupil.criterion.get("min_possible", 20)
    how = crowd.rng.choice(["enough", "short", "empty", "missing", "both"])
    rest = [term for term in pupil.run if term != odd]
    if how == "both" and rest:
        pupil.write_bad(rest)
    else:
        pupil.write_good(rest)
    bad = crowd.chance(0.2)
    if how == "enough":
        pupil.write(odd, least, least if bad else 0)
    elif how == "short" and least:
        pupil.write(odd, least - 1, least - 1 if bad else 0)
    elif how == "empty":
        pupil.write(odd, 0, 0)
    if not plain(pupil.criterion) or not pupil.covered() or (how == "short" and not least):
        return
    if how == "both" and not rest:
        how = "missing"
    pupil.on(
        {
            "enough": "a term as short as allowed",
            "short": "a term a session too short",
            "empty": "a term without sessions",
            "missing": "a term without a record",
            "both": "a missing term beside a failed one",
        }[how]
    )


def around_engagement(crowd):
    """Engaged on the first day of the first term that is needed, or next to it."""
    side = crowd.rng.choice(SIDES)
    pupil = Pupil(crowd, plain, extra=0)
    E = pupil.run[0].starts_on - side * ONE_DAY
    pupil.engage(E)
    pupil.write_good()
    if plain(pupil.criterion) and pupil.covered():
        pupil.on(f"a term that starts {SIDE_NAMES[side]}{' of' if not side else ''} engagement")


def too_few(crowd):
    """Engaged a term too late; when the run would be complete depends on the calendar."""
    pupil = Pupil(crowd, plain, named=crowd.rng.choice([True, False]), extra=0)
    E = pupil.run[0].starts_on + timedelta(days=crowd.rng.choice([1, 5]))
    pupil.engage(E)
    pupil.write_good()
    pupil.on("a term short")
    to_come = [term for term in crowd.world.terms if term.counts and term.ends_on >= crowd.as_of]
    if not to_come and pupil.criterion.get("children", "all") == "named":
        pupil.on("the calendar ends before the run")
    if any(not term.counts and term.starts_on >= E for term in crowd.world.terms):
        pupil.on("a term that does not count")
    if any(term.ends_on == crowd.as_of and term.counts for term in crowd.world.terms):
        pupil.on("the last term ends on the day of judging")


def lately_over(crowd):
    """Judged on a run whose last term ended just now."""
    pupil = Pupil(crowd, plain)
    if crowd.chance(0.7):
        pupil.write_good()
    else:
        pupil.write_bad(pupil.run)
        pupil.write_good([term for term in crowd.world.terms if term.counts and term.ends_on == crowd.as_of])
    if crowd.over[-1].ends_on == crowd.as_of - ONE_DAY and pupil.covered() and plain(pupil.criterion):
        pupil.on("the last term ended yesterday")


def begins_school(crowd):
    """A child whose school age begins on the first day of the first term needed, or next to it."""
    turning = [
        nth
        for nth, term in enumerate(crowd.over[:-1])
        if any((term.starts_on + side * ONE_DAY).strftime("%m-%d") in ("08-31", "12-31", "03-31") for side in SIDES)
    ]
    if not turning:
        return percentages(crowd)
    nth = crowd.rng.choice(turning[-4:])
    term = crowd.over[nth]
    side = crowd.rng.choice(
        [side for side in SIDES if (term.starts_on + side * ONE_DAY).strftime("%m-%d") in ("08-31", "12-31", "03-31")]
    )
    begins = term.starts_on + side * ONE_DAY
    born = born_to_be(crowd.rng, 5, begins - timedelta(days=crowd.rng.choice([0, 1, 60])))
    assert school_age_starts_on(born) == begins
    needed = len(crowd.over) - nth
    pupil = Pupil(
        crowd,
        lambda one: plain(one) and one.get("terms", 3) == needed,
        born=born,
        extra=2,
        named=crowd.rng.choice([True, True, False]),
    )
    pupil.write_good([one for one in crowd.over if one.starts_on >= term.starts_on])
    if pupil.number == needed and plain(pupil.criterion) and pupil.covered():
        pupil.on(
            {
                -1: "of school age from the day before the term",
                0: "of school age from the first day of the term",
                1: "of school age from the day after the term began",
            }[side]
        )


def soon_of_school_age(crowd):
    """A child who is five when the first term needed begins, though school age only begins later."""
    nth = crowd.rng.randrange(max(len(crowd.over) - 4, 0), len(crowd.over))
    term, needed = crowd.over[nth], len(crowd.over) - nth
    born = born_to_be(crowd.rng, 5, term.starts_on - timedelta(days=crowd.rng.choice([0, 1, 20])))
    pupil = Pupil(crowd, lambda one: plain(one) and one.get("terms", 3) == needed, born=born, extra=2)
    pupil.write_good(crowd.over[nth:])
    if pupil.number == needed and school_age_starts_on(born) > term.starts_on:
        pupil.on("a term between the fifth birthday and school age")


def leaves_school(crowd):
    """A child whose school age ends on the first day of a term, the day before, or long before."""
    rng, D = crowd.rng, crowd.as_of
    leaving = [
        (nth, side)
        for nth, term in enumerate(crowd.over)
        for side in (0, -1)
        if is_last_friday_of_june(term.starts_on + side * ONE_DAY)
    ]
    if leaving and crowd.chance(0.7):
        nth, side = leaving[-1]
        ends = crowd.over[nth].starts_on + side * ONE_DAY
        born = rng.choice([date(ends.year - 16, 8, 31), date(ends.year - 17, 9, 1), date(ends.year - 16, 2, 14)])
        assert school_age_ends_on(born) == ends
        last = nth if side == 0 else nth - 1
        applied = crowd.over[: last + 1]
        pupil = Pupil(
            crowd, plain, born=born, engaged_on=crowd.over[max(last + 1 - rng.choice([1, 2, 3, 4]), 0)].starts_on
        )
        since = [term for term in applied if term.starts_on >= pupil.engaged_on]
        pupil.write_good(crowd.over[max(0, nth - 5) :])
        if len(since) == pupil.number and plain(pupil.criterion) and pupil.covered():
            pupil.on(
                "school age ends on the first day of the term"
                if side == 0
                else "school age ended, judged on the last terms"
            )
        elif len(since) == pupil.number - 1 and side < 0:
            pupil.on("school age ends the day before the term")
        return None
    ended = rng.choice([date(D.year, 6, 30), date(D.year - 1, 6, 30)])
    born = date(ended.year - 16, rng.choice([1, 8]), 31) if crowd.chance(0.7) else date(ended.year - 17, 9, 1)
    few = crowd.chance(0.5)
    applied = [term for term in crowd.over if term.starts_on <= school_age_ends_on(born)]
    pupil = Pupil(crowd, plain, born=born)
    E = applied[-(pupil.number - 1 if few else pupil.number)].starts_on if pupil.number > 1 or not few else D - ONE_DAY
    pupil.engage(E)
    if crowd.chance(0.7):
        pupil.write_good(applied[-5:])
    else:
        pupil.write_bad(applied[-5:])
    if school_age_ends_on(born) < D and pupil.covered() and plain(pupil.criterion):
        pupil.on("school age ended before enough terms" if few else "school age ended, judged on the last terms")
    return None


def is_last_friday_of_june(day):
    """Whether school age ends on this day for those who turn 16 in this school year."""
    return day.month == 6 and day.weekday() == 4 and day.day > 23


def exclusions(crowd):
    """As many exclusions as are allowed or one more, on the edges of the run, some of them withdrawn or permanent."""
    pupil = Pupil(crowd, with_exclusions)
    pupil.write_good()
    rng, most = crowd.rng, pupil.criterion.get("max_fixed_exclusions", 100)
    if most > 2:
        return
    first, last = pupil.run[0].starts_on, pupil.run[-1].ends_on
    inside = [crowd.between(first, last) for _ in range(most)]
    how = rng.choice(["allowed", "more", "edge", "edge", "permanent", "withdrawn", "both", "before"])
    for day in inside:
        crowd.add_event("fixed_exclusion", day, pupil.child)
    name = None
    if how == "allowed":
        name = "as many exclusions as allowed"
    elif how == "more":
        crowd.add_event("fixed_exclusion", crowd.between(first, last), pupil.child)
        name = "one exclusion too many"
    elif how == "edge":
        day, words = rng.choice(
            [
                (first - ONE_DAY, "the day before the run"),
                (first, "on the first day of the run"),
                (last, "on the last day of the run"),
                (last + ONE_DAY, "the day after the run"),
            ]
        )
        crowd.add_event("fixed_exclusion", day, pupil.child)
        name = f"an exclusion too many {words}"
    elif how == "permanent":
        day = rng.choice([first - ONE_DAY, first, last, last + ONE_DAY])
        crowd.add_event("permanent_exclusion", day, pupil.child)
        name = f"a permanent exclusion {'in' if first <= day <= last else 'outside'} the run"
    elif how == "withdrawn":
        crowd.add_event(rng.choice(EXCLUSIONS), crowd.between(first, last), pupil.child, "", True)
        name = "a withdrawn exclusion"
    elif how == "before":
        crowd.world.memberships[-1] = replace(crowd.world.memberships[-1], starts_on=last)
        crowd.add_event("fixed_exclusion", first, pupil.child)
        crowd.add_event("fixed_exclusion", first, pupil.child)
        name = "an exclusion before the child came"
    elif how == "both":
        crowd.world.term_records[-1:] = []
        crowd.keys.discard(("term record", pupil.child, pupil.run[-1].code, "Oakfield"))
        pupil.write_bad(pupil.run[-1:])
        crowd.add_event("fixed_exclusion", last, pupil.child)
        name = "attendance and exclusions fail"
    if pupil.covered() and name:
        pupil.on(name)


def feed_of_exclusions(crowd):
    """A good record, and a feed of exclusions that ends or begins about the run."""
    pupil = Pupil(crowd, lambda one: with_exclusions(one) and one.get("terms", 3) == 3)
    pupil.write_good()
    if with_exclusions(pupil.criterion) and pupil.number == 3 and crowd.feed != "whole":
        pupil.on(
            "coverage of exclusions "
            + {
                "ends": "ends on the last day of the run",
                "ends short": "ends a day before the run does",
                "begins": "begins on the first day of the run",
                "begins late": "begins the day after",
            }[crowd.feed]
        )


def earlier_runs(crowd):
    """A run that fails after an earlier one that passed, failed, or could not be told."""
    pupil = Pupil(crowd, plain, extra=1)
    how = crowd.rng.choice(["passed", "failed", "missing", "excluded"])
    earlier = crowd.over[-pupil.number - 1 : -1]
    last = crowd.over[-1]
    pupil.engage(earlier[0].starts_on)
    pupil.write_bad([last])
    excludes = "max_fixed_exclusions" in pupil.criterion
    if how == "excluded" and not excludes:
        how = "passed"
    if how == "failed":
        pupil.write_bad(earlier)
    else:
        pupil.write_good(earlier, but=[earlier[0]] if how == "missing" else [])
    if how == "excluded":
        crowd.add_event("permanent_exclusion", earlier[0].starts_on, pupil.child)
    pooled = pupil.criterion.get("aggregation", "each") == "pooled" and pupil.number > 1
    if plain(pupil.criterion) and not pooled:
        pupil.on(
            {
                "passed": "an earlier run passed, then lost",
                "failed": "an earlier run failed too",
                "missing": "an earlier run with a term missing",
                "excluded": "an earlier run with exclusions",
            }[how]
        )


def named_or_not(crowd):
    """A child whom the problem names, or does not, asked of all or of the named."""
    named = crowd.rng.choice([True, False, None])
    pupil = Pupil(crowd, without_exclusions, named=named)
    if named is False and crowd.chance(0.5):
        other = crowd.person(pupil.ref, "child", pupil.born)
        crowd.add_problem(pupil.ref, pupil.headline, other, pupil.engaged_on)
        pupil.child, first = other, pupil.child
        pupil.write_good()
        pupil.child = first
    pupil.write_good()
    if not without_exclusions(pupil.criterion):
        return
    asked = pupil.criterion.get("children", "all")
    if named is None:
        pupil.on("nobody named")
    elif asked == "named" and named is False:
        pupil.on("not named, asked of the named")
    elif asked == "all":
        pupil.on("named, asked of all" if named else "not named, asked of all")


def members(crowd):
    """A child who left yesterday, leaves today, came today, or is a child no more."""
    D = crowd.as_of
    span, role, name = crowd.rng.choice(
        [
            ((minus(D, 60), D - ONE_DAY), "child", "left the family yesterday"),
            ((minus(D, 60), D), "child", "leaves the family today"),
            ((D, None), "child", "came today"),
            ((minus(D, 60), None), "adult", "no child any more"),
        ]
    )
    pupil = Pupil(crowd, without_exclusions, spans=[span], role=role)
    pupil.write_good()
    if without_exclusions(pupil.criterion):
        pupil.on(name)


def leap_children(crowd):
    """Children born on a leap day, five or sixteen of late."""
    year = crowd.as_of.year - crowd.rng.choice([5, 6, 7, 8, 12, 15, 16, 17])
    pupil = Pupil(crowd, plain, born=date(year - year % 4, 2, 29), extra=crowd.rng.choice([0, 1, 3]))
    pupil.write_good(crowd.over[-6:])
    pupil.on("born on a leap day")


STORIES = [
    percentages,
    percentages,
    percentages,
    uneven,
    two_schools,
    short_terms,
    short_terms,
    around_engagement,
    too_few,
    lately_over,
    begins_school,
    soon_of_school_age,
    leaves_school,
    exclusions,
    exclusions,
    exclusions,
    feed_of_exclusions,
    earlier_runs,
    earlier_runs,
    named_or_not,
    members,
    leap_children,
]
