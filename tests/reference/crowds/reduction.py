"""Families judged by a reduction: counts exactly on the percentage, and events on the edges of both spans."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from tests.reference.crowds import coverage
from tests.reference.crowds.crowd import ONE_DAY, SIDE_NAMES, SIDES, born_to_be, start_for
from tests.reference.days import minus, plus

EVENTS = [
    "proven_offence",
    "asb_incident",
    "police_callout",
    "missing_episode",
    "domestic_abuse_incident",
    "eviction_notice",
]
VALUES = {
    "percent": [60, 50, 33, Decimal("37.5"), 100, 20, Decimal("33.33"), Decimal("0.01")],
    "months": [6, 6, 3, 12, 1, 60],
    "baseline_months": [12, 12, 6, 1, 60],
    "age_under": [None, None, 18, 16, 1, 120],
    "lag_days": coverage.LAGS,
    "kinds": ["one event", "two events"],
}

BOUNDARIES = {
    "exactly the percentage": {"met"},
    "one event too many": {"not_met"},
    "one event fewer than allowed": {"met"},
    "a rise": {"not_met"},
    "nothing before and nothing since": {"neutral"},
    "nothing before and one since": {"not_met"},
    "all gone": {"met"},
    "the months are over the day before": {"met", "not_met"},
    "the months are over on the day": {"met", "not_met"},
    "the months are over the day after": {"pending"},
    "months clamped to their end": {"met", "not_met", "pending"},
    "the last event needed the day before the baseline": {"not_met"},
    "the last event needed on the first day of the baseline": {"met"},
    "the last event needed on the last day of the baseline": {"met"},
    "the last event needed on the day of engagement": {"not_met"},
    "one event too many the day before the latest span": {"met"},
    "one event too many on the first day of the latest span": {"not_met"},
    "one event too many on the day of judging": {"not_met"},
    "one event too many tomorrow": {"met"},
    "before engagement though in the latest span": {"met", "neutral", "not_met"},
    "of age the day before the fact": {"met"},
    "of age on the day of the fact": {"met"},
    "of age the day after the fact": {"not_met"},
    "a fact on the family itself": {"not_met"},
    "a fact on the family itself under an age": {"met"},
    "a fact on the first day of membership": {"not_met"},
    "a fact the day before membership": {"met"},
    "a fact on the last day of membership": {"not_met"},
    "a fact the day after membership": {"met"},
    "a withdrawn fact": {"met"},
    "coverage begins on the first day of the baseline": {"met", "neutral"},
    "coverage begins a day after the baseline": {"no_data"},
    "coverage of the baseline ends the day before engagement": {"no_data", "met", "neutral"},
    "coverage of the baseline ends a day earlier": {"no_data"},
    "coverage ends on the last day the lag allows": {"met", "neutral"},
    "coverage ends a day short of the lag": {"no_data"},
    "coverage ends a day later than the lag asks": {"met", "neutral"},
    "coverage begins on the first day of the latest span": {"no_data"},
    "coverage with a gap of one day": {"no_data"},
    "no coverage": {"no_data"},
    "counts that fail without coverage": {"not_met"},
}


def prepare(crowd):
    """Feeds of every kind."""
    coverage.cover(crowd, EVENTS[:3], [6, 6, 12, 3])
    side = SIDES[crowd.seed % 3]
    crowd.patterns[EVENTS[3]] = coverage.Pattern("old gap", 6, 45, 0)
    crowd.patterns[EVENTS[4]] = coverage.Pattern("ends", 6, crowd.rng.choice([0, 1, 7, 45]), side)
    crowd.patterns[EVENTS[5]] = coverage.Pattern(["begins", "gap"][crowd.seed % 2], 6, 45, [0, 0, side][crowd.seed % 3])
    for kind in EVENTS[3:]:
        coverage.add_rows(crowd, kind, crowd.patterns[kind])
    whole = [kind for kind in EVENTS if crowd.patterns[kind].how in WHOLE]
    if not whole:
        crowd.world.coverage = [row for row in crowd.world.coverage if row.kind != EVENTS[0]]
        crowd.patterns[EVENTS[0]] = coverage.Pattern("whole", 6, 45, 0)
        coverage.add_rows(crowd, EVENTS[0], crowd.patterns[EVENTS[0]])


WHOLE = ("whole", "adjacent", "overlapping", "inside", "two_sources", "to_yesterday")


def variant(crowd, place):
    """One criterion; every other one rests on feeds that are whole."""
    rng = crowd.rng
    whole = [kind for kind in EVENTS if crowd.patterns[kind].how in WHOLE]
    kinds = whole if place % 2 else EVENTS
    criterion = {
        "kind": "reduction",
        "events": rng.sample(kinds, min(len(kinds), rng.choice([1, 1, 2]))),
        "percent": rng.choice(VALUES["percent"]),
        "months": rng.choice(VALUES["months"]),
        "baseline_months": rng.choice(VALUES["baseline_months"]),
        "lag_days": rng.choice(VALUES["lag_days"]),
    }
    if place < 3:
        criterion["events"] = [EVENTS[3 + place]]
    pattern = crowd.patterns[criterion["events"][0]]
    if pattern.how in ("ends", "begins", "gap") and crowd.chance(0.8):
        criterion["lag_days"] = pattern.lag_days
        criterion["months"] = pattern.months
    age = rng.choice(VALUES["age_under"])
    if age is not None and place > 2:
        criterion["age_under"] = age
    return criterion


def spans(criterion):
    """The months of the latest span and of the baseline."""
    return criterion.get("months", 6), criterion.get("baseline_months", 12)


def allowed(criterion, before):
    """The greatest count since, with so many before, that still passes; None if none does."""
    months, baseline = spans(criterion)
    share = 1 - Fraction(criterion["percent"]) / 100
    most = share * before * months / baseline
    return most.numerator // most.denominator if most >= 0 else None


def counts_exactly(criterion):
    """Counts before and since that lie exactly on the percentage; None where small numbers do not reach it."""
    months, baseline = spans(criterion)
    share = 1 - Fraction(criterion["percent"]) / 100
    for before in range(1, 13):
        since = share * before * months / baseline
        if since.denominator == 1 and since <= 12:
            return before, int(since)
    return None


def whole(crowd, suits=lambda one: "age_under" not in one):
    """Criteria that suit and rest on whole feeds."""
    return lambda one: (
        suits(one) and all(crowd.patterns[kind].how in WHOLE for kind in one["events"]) and max(spans(one)) <= 12
    )


def long_ago(crowd, criterion):
    """A day of engagement that leaves time for the latest span, and feeds time for the baseline."""
    months, _ = spans(criterion)
    return minus(crowd.as_of, months) - timedelta(days=crowd.rng.randint(2, 60))


def happen(crowd, criterion, ref, number, first, last, person=None):
    """So many events of kinds that are counted, from `first` to `last`."""
    for _ in range(number):
        day = crowd.rng.choice([first, last, crowd.between(first, last)])
        crowd.add_event(
            crowd.rng.choice(criterion["events"]), day, crowd.somebody(ref) if person is None else person, ref
        )


def counts(crowd):
    """Counts exactly on the percentage, one too many, one fewer, or with nothing before."""
    headline, criterion = crowd.headline(whole(crowd))
    D, rng = crowd.as_of, crowd.rng
    months, baseline = spans(criterion)
    E = long_ago(crowd, criterion)
    ref = crowd.family(E, headline)
    person = crowd.adult(ref)
    exact = counts_exactly(criterion)
    how = rng.choice(["exact", "more", "fewer", "rise", "none", "one", "gone"])
    before, since, name = {
        "exact": (*(exact or (1, 0)), "exactly the percentage" if exact else None),
        "more": (exact[0], exact[1] + 1, "one event too many") if exact else (1, 1, None),
        "fewer": (exact[0], exact[1] - 1, "one event fewer than allowed") if exact and exact[1] else (2, 0, "all gone"),
        "rise": (1, 1 + months * 2 // baseline + 2, "a rise"),
        "none": (0, 0, "nothing before and nothing since"),
        "one": (0, 1, "nothing before and one since"),
        "gone": (rng.randint(1, 9), 0, "all gone"),
    }[how]
    happen(crowd, criterion, ref, before, minus(E, baseline), E - ONE_DAY, person)
    happen(crowd, criterion, ref, since, max(minus(D, months), E), D, person)
    if name and "age_under" not in criterion:
        crowd.on(ref, headline, name)


def around_the_months(crowd):
    """Engaged so that the months are over the day before, on the day or the day after."""
    headline, criterion = crowd.headline(whole(crowd))
    D, rng, side = crowd.as_of, crowd.rng, crowd.rng.choice(SIDES)
    months, baseline = spans(criterion)
    E = start_for(rng, D + side * ONE_DAY, months)
    ref = crowd.family(E, headline)
    person = crowd.adult(ref)
    happen(crowd, criterion, ref, rng.choice([1, 4]), minus(E, baseline), E - ONE_DAY, person)
    happen(crowd, criterion, ref, rng.choice([0, 0, 3]), E, D, person)
    if minus(D, months) < E and crowd.chance(0.6):
        happen(crowd, criterion, ref, 1, minus(D, months), E - ONE_DAY, person)
        if side <= 0 and plus(E, months) <= D:
            crowd.on(ref, headline, "before engagement though in the latest span")
    due = plus(E, months)
    if due == D + side * ONE_DAY and "age_under" not in criterion:
        crowd.on(ref, headline, f"the months are over {SIDE_NAMES[side]}")
        if due.day != E.day:
            crowd.on(ref, headline, "months clamped to their end")


def before_engagement(crowd):
    """Events just before engagement that lie in the latest span, since months clamp to their end."""
    headline, criterion = crowd.headline(whole(crowd))
    D, rng = crowd.as_of, crowd.rng
    months, baseline = spans(criterion)
    first = minus(D, months)
    E = max(
        start for start in [first, *(first + timedelta(days=step) for step in range(4))] if plus(start, months) <= D
    )
    ref = crowd.family(E, headline)
    person = crowd.adult(ref)
    if first < E:
        happen(crowd, criterion, ref, 1, first, E - ONE_DAY, person)
        if "age_under" not in criterion:
            crowd.on(ref, headline, "before engagement though in the latest span")
    happen(crowd, criterion, ref, rng.choice([0, 1]), E, D, person)


def around_the_baseline(crowd):
    """The one event without which the reduction is too small, on an edge of the baseline."""
    headline, criterion = crowd.headline(whole(crowd))
    D, rng = crowd.as_of, crowd.rng
    months, baseline = spans(criterion)
    E = long_ago(crowd, criterion)
    ref = crowd.family(E, headline)
    person = crowd.adult(ref)
    exact = counts_exactly(criterion)
    first = minus(E, baseline)
    day, name = rng.choice(
        [
            (first - ONE_DAY, "the day before the baseline"),
            (first, "on the first day of the baseline"),
            (E - ONE_DAY, "on the last day of the baseline"),
            (E, "on the day of engagement"),
        ]
    )
    if exact is None or exact[1] == 0 or "age_under" in criterion:
        happen(crowd, criterion, ref, 1, day, day, person)
        return
    before, since = exact
    happen(crowd, criterion, ref, before - 1, first, E - ONE_DAY, person)
    happen(crowd, criterion, ref, since, max(minus(D, months), E + ONE_DAY), D, person)
    happen(crowd, criterion, ref, 1, day, day, person)
    crowd.on(ref, headline, f"the last event needed {name}")


def around_the_latest_span(crowd):
    """The one event that makes the reduction too small, on an edge of the latest span."""
    headline, criterion = crowd.headline(whole(crowd))
    D, rng = crowd.as_of, crowd.rng
    months, baseline = spans(criterion)
    E = long_ago(crowd, criterion)
    ref = crowd.family(E, headline)
    first = minus(D, months)
    day, name = rng.choice(
        [
            (first - ONE_DAY, "the day before the latest span"),
            (first, "on the first day of the latest span"),
            (D, "on the day of judging"),
            (D + ONE_DAY, "tomorrow"),
        ]
    )
    one_more(crowd, criterion, ref, E, day, crowd.adult(ref))
    if "age_under" not in criterion:
        crowd.on(ref, headline, f"one event too many {name}")


def one_more(crowd, criterion, ref, E, day, person):
    """As many events as the percentage allows, and one more on the day given, of the person given."""
    months, baseline = spans(criterion)
    before = crowd.rng.randint(1, 6)
    since = min(allowed(criterion, before), 12)
    if since == 12:
        before, since = 1, allowed(criterion, 1)
    grown = "age_under" not in criterion
    other = crowd.person(ref, "child", minus(E, 360) if grown else minus(E, baseline + 1))
    happen(crowd, criterion, ref, before, minus(E, baseline), E - ONE_DAY, other)
    first = max(minus(crowd.as_of, months) + ONE_DAY, E)
    happen(crowd, criterion, ref, since, first, crowd.as_of, other)
    happen(crowd, criterion, ref, 1, day, day, person)


def of_age(crowd):
    """The one event too many is of somebody who comes of the age about that day."""
    headline, criterion = crowd.headline(whole(crowd, lambda one: 5 < one.get("age_under", 0) < 120))
    age = criterion.get("age_under")
    if age is None or age < 5 or age == 120:
        counts(crowd)
        return
    rng, side = crowd.rng, crowd.rng.choice(SIDES)
    E = long_ago(crowd, criterion)
    ref = crowd.family(E, headline)
    day = crowd.as_of - timedelta(days=rng.randint(0, 20))
    child = crowd.person(ref, "child", born_to_be(rng, age, day + side * ONE_DAY))
    one_more(crowd, criterion, ref, E, day, child)
    if max(spans(criterion)) <= 12 and all(crowd.patterns[kind].how in WHOLE for kind in criterion["events"]):
        crowd.on(ref, headline, f"of age {SIDE_NAMES[side]} {'of ' if not side else ''}the fact")


def on_family(crowd):
    """The one event too many is the family's own, which no age test looks at."""
    headline, criterion = crowd.headline(whole(crowd, lambda one: one.get("age_under", 18) > 5))
    E = long_ago(crowd, criterion)
    ref = crowd.family(E, headline)
    one_more(crowd, criterion, ref, E, crowd.as_of - timedelta(days=crowd.rng.randint(0, 9)), "")
    crowd.on(ref, headline, "a fact on the family itself" + (" under an age" if "age_under" in criterion else ""))


def around_membership(crowd):
    """The one event too many is of somebody who just came, or just left."""
    headline, criterion = crowd.headline(whole(crowd))
    D = crowd.as_of
    E = long_ago(crowd, criterion)
    ref = crowd.family(E, headline)
    day, far = D - timedelta(days=crowd.rng.randint(1, 25)), minus(D, 60)
    span, name = crowd.rng.choice(
        [
            ((day, None), "a fact on the first day of membership"),
            ((day + ONE_DAY, None), "a fact the day before membership"),
            ((far, day), "a fact on the last day of membership"),
            ((far, day - ONE_DAY), "a fact the day after membership"),
        ]
    )
    one_more(crowd, criterion, ref, E, day, crowd.adult(ref, span))
    if "age_under" not in criterion:
        crowd.on(ref, headline, name)


def withdrawn(crowd):
    """Events that were taken back."""
    headline, criterion = crowd.headline(whole(crowd))
    E = long_ago(crowd, criterion)
    ref = crowd.family(E, headline)
    person = crowd.adult(ref)
    one_more(crowd, criterion, ref, E, crowd.as_of + ONE_DAY, person)
    for _ in range(3):
        day = crowd.between(E, crowd.as_of)
        crowd.add_event(crowd.rng.choice(criterion["events"]), day, person, ref, True)
    if "age_under" not in criterion:
        crowd.on(ref, headline, "a withdrawn fact")


def wanting_baseline(crowd):
    """Engaged so that the baseline begins on a feed's first day, or ends on its last, or next to it."""
    headline, criterion = crowd.headline(
        lambda one: (
            len(one["events"]) == 1 and crowd.patterns[one["events"][0]].how not in ("whole", "to_yesterday", "none")
        )
    )
    D, rng = crowd.as_of, crowd.rng
    months, baseline = spans(criterion)
    rows = coverage.stretches(crowd, criterion["events"]) or [(minus(D, 40), D - ONE_DAY)]
    first, last = rng.choice(rows)
    if crowd.chance(0.5):
        late = rng.choice([0, 1])
        E = start_for(rng, first - late * ONE_DAY, -baseline)
        said = (
            "coverage begins a day after the baseline" if late else "coverage begins on the first day of the baseline"
        )
        if minus(E, baseline) != first - late * ONE_DAY:
            said = None
    else:
        early = rng.choice([0, 1])
        E = last + ONE_DAY + early * ONE_DAY
        said = (
            "coverage of the baseline ends a day earlier"
            if early
            else "coverage of the baseline ends the day before engagement"
        )
        if len(criterion["events"]) == 1 and any(one <= last + ONE_DAY <= other for one, other in rows):
            said = None
    if minus(D, months) < E:
        E, said = minus(D, months + 1), None
    ref = crowd.family(E, headline)
    happen(crowd, criterion, ref, rng.choice([0, 3]), minus(E, baseline), E - ONE_DAY, crowd.adult(ref))
    if said and len(criterion["events"]) == 1 and "age_under" not in criterion and first == rows[0][0]:
        crowd.on(ref, headline, said)


def wanting_feed(crowd):
    """A feed that stops about the day the lag allows, begins with the latest span, has a gap, or is not there."""
    hows = crowd.rng.choice([("ends",), ("ends",), ("begins",), ("gap",), ("future", "none")])
    headline, criterion = crowd.headline(
        lambda one: len(one["events"]) == 1 and crowd.patterns[one["events"][0]].how in hows
    )
    pattern = crowd.patterns[criterion["events"][0]]
    months, baseline = spans(criterion)
    E = long_ago(crowd, criterion) - timedelta(days=300)
    ref = crowd.family(E, headline)
    fails = crowd.chance(0.2)
    if crowd.chance(0.5) or fails:
        happen(crowd, criterion, ref, 2, minus(E, baseline), E - ONE_DAY, "")
    if fails:
        happen(crowd, criterion, ref, 12 * (1 + months // baseline), crowd.as_of - ONE_DAY, crowd.as_of, "")
    name = None
    if pattern.how in hows and "age_under" not in criterion and len(criterion["events"]) == 1 and months <= 12:
        same_lag = pattern.lag_days == criterion.get("lag_days", 45) and pattern.lag_days <= 45 and months >= 3
        name = {
            "ends": {
                -1: "coverage ends a day short of the lag",
                0: "coverage ends on the last day the lag allows",
                1: "coverage ends a day later than the lag asks",
            }[pattern.side]
            if same_lag
            else None,
            "begins": "coverage begins on the first day of the latest span"
            if pattern.side == 0 and pattern.months == months
            else None,
            "gap": "coverage with a gap of one day",
            "future": "no coverage",
            "none": "no coverage",
        }[pattern.how]
        if fails:
            name = "counts that fail without coverage" if pattern.how in ("future", "none", "begins") else None
    if name:
        crowd.on(ref, headline, name)


STORIES = [
    counts,
    counts,
    around_the_months,
    around_the_months,
    before_engagement,
    around_the_baseline,
    around_the_latest_span,
    of_age,
    on_family,
    around_membership,
    withdrawn,
    wanting_baseline,
    wanting_baseline,
    wanting_feed,
]


def parameters(criterion):
    """The criterion's parameters as `VALUES` lists them."""
    return {"kinds": ["one event" if len(criterion["events"]) == 1 else "two events"]}
