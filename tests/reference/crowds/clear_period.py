"""Families judged by a clear period: bad facts, memberships, birthdays and feeds on the days on which it turns."""

from datetime import timedelta

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
SPELLS = [
    "child_in_need",
    "child_protection",
    "looked_after",
    "early_help",
    "custody",
    "alternative_provision",
    "not_on_roll",
    "neet",
    "rent_arrears",
    "treatment",
]
VALUES = {
    "months": [6, 6, 3, 1, 2, 12, 60],
    "age_under": [None, None, 18, 16, 1, 120],
    "lag_days": coverage.LAGS,
    "kinds": ["events", "spells", "both", "two events", "two spells"],
}

BOUNDARIES = {
    "the months are over the day before": {"met", "no_data"},
    "the months are over on the day": {"met", "no_data"},
    "the months are over the day after": {"pending"},
    "months clamped to their end": {"met", "pending"},
    "engaged today": {"pending"},
    "a bad fact the day before engagement": {"met"},
    "a bad fact on the day of engagement": {"met", "pending"},
    "a bad fact the day after engagement": {"met", "pending"},
    "a bad fact the day before judging": {"pending", "regressed"},
    "a bad fact on the day of judging": {"pending", "not_met", "regressed"},
    "a bad fact the day after judging": {"met"},
    "a stretch was complete the day before the next bad fact": {"regressed"},
    "a stretch was complete on the day of the next bad fact": {"pending", "not_met"},
    "a stretch was complete the day after the next bad fact": {"pending", "not_met"},
    "an open spell after a complete stretch": {"regressed"},
    "an open spell": {"not_met"},
    "a spell that ends on the day of judging": {"not_met", "regressed"},
    "a spell that ends tomorrow": {"not_met", "regressed"},
    "a spell that ended yesterday": {"pending", "regressed"},
    "a spell that began before engagement": {"met", "pending", "not_met"},
    "two spells that touch": {"met", "pending"},
    "two spells a day apart": {"met", "pending"},
    "of age the day before the fact": {"met"},
    "of age on the day of the fact": {"met"},
    "of age the day after the fact": {"pending", "not_met", "regressed"},
    "of age while the spell goes on": {"not_met", "regressed"},
    "a fact on the family itself": {"pending", "not_met", "regressed"},
    "a fact on the family itself under an age": {"met"},
    "a fact on the first day of membership": {"pending", "regressed"},
    "a fact the day before membership": {"met"},
    "a fact on the last day of membership": {"pending", "regressed"},
    "a fact the day after membership": {"met"},
    "a spell that a leaver took away": {"pending", "met"},
    "a spell whose person left on the day of judging": {"not_met"},
    "a spell over a break in membership": {"pending", "regressed", "not_met"},
    "a fact between two memberships": {"met"},
    "a withdrawn fact": {"met"},
    "nothing bad": {"met", "pending", "no_data"},
    "coverage begins the day before the clear stretch": {"met"},
    "coverage begins on the first day of the clear stretch": {"met"},
    "coverage begins the day after the clear stretch": {"met", "no_data"},
    "coverage begins just in time": {"met"},
    "coverage begins a day too late": {"no_data"},
    "coverage ends on the last day the lag allows": {"met"},
    "coverage ends a day short of the lag": {"no_data"},
    "coverage ends a day later than the lag asks": {"met"},
    "coverage with a gap of one day": {"met", "no_data"},
    "coverage in touching rows": {"met"},
    "coverage in overlapping rows": {"met"},
    "coverage only to come": {"no_data"},
    "no coverage": {"no_data"},
}


def prepare(crowd):
    """Feeds of every kind."""
    coverage.cover(crowd, EVENTS + SPELLS, [6, 6, 3, 1, 12])


def variant(crowd, place):
    """One criterion, made for the pattern of its first kind's coverage more often than not."""
    rng = crowd.rng
    how = VALUES["kinds"][place % 5]
    number = 2 if how.startswith("two") else 1
    criterion = {"kind": "clear_period"}
    if "event" in how or how == "both":
        criterion["events"] = rng.sample(EVENTS, number)
    if "spell" in how or how == "both":
        criterion["spells"] = rng.sample(SPELLS, number)
    pattern = crowd.patterns[kinds_of(criterion)[0]]
    fits = pattern.how in ("gap", "begins", "ends") and crowd.chance(0.8)
    criterion["months"] = pattern.months if fits else rng.choice(VALUES["months"])
    criterion["lag_days"] = pattern.lag_days if fits else rng.choice(VALUES["lag_days"])
    age = rng.choice(VALUES["age_under"])
    if age is not None:
        criterion["age_under"] = age
    return criterion


def kinds_of(criterion):
    """Every kind that must be absent."""
    return [*criterion.get("events", []), *criterion.get("spells", [])]


def months_of(criterion):
    """How many months must be clear."""
    return criterion.get("months", 6)


def bad(crowd, criterion, first, last, person, ref, withdrawn=False, must=None):
    """An event on `last`, or a spell from `first` to `last`, of a kind that the criterion names."""
    rng = crowd.rng
    asked = [name for name in ("events", "spells") if criterion.get(name) and must in (None, name)]
    if rng.choice(asked) == "events":
        crowd.add_event(rng.choice(criterion["events"]), last, person, ref, withdrawn)
    else:
        crowd.add_spell(rng.choice(criterion["spells"]), first, last, person, ref, withdrawn)


def of_any_age(criterion):
    """A criterion that looks at everybody, of a few months."""
    return "age_under" not in criterion and months_of(criterion) <= 12


def with_events(criterion):
    """One for everybody that names events."""
    return of_any_age(criterion) and criterion.get("events")


def with_spells(criterion):
    """One for everybody that names spells."""
    return of_any_age(criterion) and criterion.get("spells")


def well_covered(crowd, suits=of_any_age):
    """Only the criteria that suit and all of whose feeds reach far enough, if there are any."""
    whole = ("whole", "adjacent", "overlapping", "inside", "two_sources", "to_yesterday")
    return lambda one: suits(one) and all(crowd.patterns[kind].how in whole for kind in kinds_of(one))


def long_ago(crowd, criterion):
    """A day of engagement before any window that matters, or exactly as long ago as the months asked for."""
    if crowd.chance(0.25):
        return start_for(crowd.rng, crowd.as_of, months_of(criterion))
    return minus(crowd.as_of, months_of(criterion) + 14) - timedelta(days=crowd.rng.randint(0, 30))


def nothing(crowd):
    """Nothing bad, engaged so that the months are over the day before, on the day or the day after."""
    headline, criterion = crowd.headline()
    months, side = months_of(criterion), crowd.rng.choice(SIDES)
    due = crowd.as_of + side * ONE_DAY
    E = start_for(crowd.rng, due, months)
    ref = crowd.family(E, headline)
    crowd.somebody(ref)
    crowd.on(ref, headline, "nothing bad")
    say_due(crowd, ref, headline, E, months)


def say_due(crowd, ref, headline, start, months):
    """Notes on which side of the day of judging the months that begin on `start` are over."""
    due = plus(start, months)
    side = (due - crowd.as_of).days
    if side in SIDES:
        crowd.on(ref, headline, f"the months are over {SIDE_NAMES[side]}")
        if due.day != start.day:
            crowd.on(ref, headline, "months clamped to their end")


def one_bad(crowd):
    """One bad fact, the months after which are over the day before, on the day or the day after."""
    headline, criterion = crowd.headline(of_any_age)
    months, side = months_of(criterion), crowd.rng.choice(SIDES)
    start = start_for(crowd.rng, crowd.as_of + side * ONE_DAY, months)
    E = start - timedelta(days=crowd.rng.choice([1, 2, 25, 200, 400]))
    ref = crowd.family(E, headline)
    bad(
        crowd,
        criterion,
        start - timedelta(days=crowd.rng.choice([1, 1, 2, 30])),
        start - ONE_DAY,
        crowd.somebody(ref),
        ref,
    )
    say_due(crowd, ref, headline, start, months)


def around_engagement(crowd):
    """A bad fact on the day of engagement, or next to it."""
    headline, criterion = crowd.headline(well_covered(crowd))
    months, side = months_of(criterion), crowd.rng.choice(SIDES)
    E = start_for(crowd.rng, crowd.as_of, months)
    ref = crowd.family(E, headline)
    day = E + side * ONE_DAY
    bad(crowd, criterion, day, day, crowd.somebody(ref), ref)
    crowd.on(ref, headline, f"a bad fact {SIDE_NAMES[side]}{' of' if not side else ''} engagement")


def around_engagement_long_ago(crowd):
    """A bad fact on the day of engagement, or next to it, so long ago that the months are over either way."""
    headline, criterion = crowd.headline(well_covered(crowd))
    side = crowd.rng.choice(SIDES)
    E = start_for(crowd.rng, crowd.as_of, months_of(criterion)) - timedelta(days=2)
    ref = crowd.family(E, headline)
    day = E + side * ONE_DAY
    bad(crowd, criterion, day - ONE_DAY, day, crowd.somebody(ref), ref)
    crowd.on(ref, headline, f"a bad fact {SIDE_NAMES[side]}{' of' if not side else ''} engagement")


def around_judging(crowd):
    """A bad fact yesterday, today or tomorrow."""
    headline, criterion = crowd.headline(well_covered(crowd))
    side = crowd.rng.choice(SIDES)
    E = long_ago(crowd, criterion) if crowd.chance(0.5) else minus(crowd.as_of, months_of(criterion)) - ONE_DAY
    ref = crowd.family(E, headline)
    day = crowd.as_of + side * ONE_DAY
    if crowd.chance(0.3):
        early = E + ONE_DAY
        bad(crowd, criterion, early, early, crowd.somebody(ref), ref)
    bad(crowd, criterion, day, day, crowd.somebody(ref), ref)
    crowd.on(ref, headline, f"a bad fact {SIDE_NAMES[side]}{' of' if not side else ''} judging")


def stretch_completed(crowd):
    """A clear stretch since engagement, or since a bad fact, that was complete just before the next, or just not."""
    headline, criterion = crowd.headline(of_any_age)
    rng, D, months = crowd.rng, crowd.as_of, months_of(criterion)
    side = rng.choice(SIDES)
    next_bad = D - timedelta(days=rng.randint(0, 27 if months == 1 else 50))
    start = start_for(rng, next_bad + side * ONE_DAY, months)
    after_a_fact = crowd.chance(0.5)
    E = start - timedelta(days=rng.randint(2, 20)) if after_a_fact else start
    ref = crowd.family(E, headline)
    if after_a_fact:
        bad(crowd, criterion, E, start - ONE_DAY, crowd.somebody(ref), ref)
    is_open = bool(criterion.get("spells")) and crowd.chance(0.5)
    if is_open:
        last = rng.choice([None, D, D + ONE_DAY])
        crowd.add_spell(rng.choice(criterion["spells"]), next_bad, last, crowd.somebody(ref), ref)
    else:
        bad(crowd, criterion, next_bad, next_bad, crowd.somebody(ref), ref)
    if plus(start, months) == next_bad + side * ONE_DAY:
        crowd.on(
            ref, headline, f"a stretch was complete {SIDE_NAMES[side]} {'of ' if not side else ''}the next bad fact"
        )
        if is_open and side < 0:
            crowd.on(ref, headline, "an open spell after a complete stretch")


def spell_ends(crowd):
    """A spell that is open, or ended about the day of judging, or began before engagement."""
    headline, criterion = crowd.headline(with_spells)
    if not criterion.get("spells"):
        nothing(crowd)
        return
    rng, D = crowd.rng, crowd.as_of
    E = rng.choice([long_ago(crowd, criterion), D - timedelta(days=rng.randint(3, 20))])
    ref = crowd.family(E, headline)
    last, name = rng.choice(
        [
            (None, "an open spell"),
            (D, "a spell that ends on the day of judging"),
            (D + ONE_DAY, "a spell that ends tomorrow"),
            (D - ONE_DAY, "a spell that ended yesterday"),
        ]
    )
    first = rng.choice([D - ONE_DAY, D, E, E + ONE_DAY, E - timedelta(days=9)])
    if last is not None and last < first:
        first = last
    if name == "an open spell" and first >= D - ONE_DAY:
        first = E
    crowd.add_spell(rng.choice(criterion["spells"]), first, last, crowd.somebody(ref), ref)
    crowd.on(ref, headline, name)
    if first < E:
        crowd.on(ref, headline, "a spell that began before engagement")


def spell_before_engagement(crowd):
    """A spell that began before engagement and ended long ago, or just."""
    headline, criterion = crowd.headline(well_covered(crowd, with_spells))
    if not criterion.get("spells"):
        nothing(crowd)
        return
    rng = crowd.rng
    E = long_ago(crowd, criterion)
    ref = crowd.family(E, headline)
    last = rng.choice([E - ONE_DAY, E, E + ONE_DAY, crowd.as_of - timedelta(days=5)])
    crowd.add_spell(rng.choice(criterion["spells"]), minus(E, 2), last, crowd.somebody(ref), ref)
    crowd.on(ref, headline, "a spell that began before engagement")


def two_spells(crowd):
    """Two spells that touch, overlap or leave one day between, the clear months counted from the later."""
    headline, criterion = crowd.headline(well_covered(crowd, with_spells))
    if not criterion.get("spells"):
        nothing(crowd)
        return
    rng, D = crowd.rng, crowd.as_of
    start = start_for(rng, D + rng.choice(SIDES) * ONE_DAY, months_of(criterion))
    E = start - timedelta(days=80)
    ref = crowd.family(E, headline)
    gap = rng.choice([1, 2, 0])
    person = crowd.somebody(ref)
    crowd.add_spell(rng.choice(criterion["spells"]), E + timedelta(days=10), start - timedelta(days=10), person, ref)
    crowd.add_spell(rng.choice(criterion["spells"]), start - timedelta(days=10 - gap), start - ONE_DAY, person, ref)
    if gap:
        crowd.on(ref, headline, "two spells that touch" if gap == 1 else "two spells a day apart")


def of_age(crowd):
    """A fact of somebody who comes of the age the day before, on that day or the day after."""
    headline, criterion = crowd.headline(
        well_covered(crowd, lambda one: 1 < one.get("age_under", 0) < 120 and months_of(one) <= 12)
    )
    age = criterion.get("age_under")
    if age is None:
        nothing(crowd)
        return
    rng, D, side = crowd.rng, crowd.as_of, crowd.rng.choice(SIDES)
    E = long_ago(crowd, criterion)
    ref = crowd.family(E, headline)
    start = start_for(rng, D, months_of(criterion))
    day = D - timedelta(days=rng.randint(0, min(25, (D - start).days))) if crowd.chance(0.7) else leap_edge(D, start)
    child = crowd.person(ref, "child", born_to_be(rng, age, day + side * ONE_DAY))
    if criterion.get("spells") and (not criterion.get("events") or crowd.chance(0.5)):
        last = rng.choice([day, None, min(D, day + timedelta(days=20))])
        crowd.add_spell(rng.choice(criterion["spells"]), day, last, child, ref)
        if side > 0 and last != day:
            crowd.on(ref, headline, "of age while the spell goes on")
    else:
        crowd.add_event(rng.choice(criterion["events"]), day, child, ref)
    crowd.on(ref, headline, f"of age {SIDE_NAMES[side]} {'of ' if not side else ''}the fact")


def leap_edge(D, start):
    """The last day of February before `D` if the months hold it, else a day before: leap-day birthdays fall there."""
    day = D
    while day > start and (day.month, day.day) not in ((2, 28), (2, 29)):
        day -= ONE_DAY
    return day


def on_family(crowd):
    """A fact recorded on the family itself, which no age test looks at."""
    headline, criterion = crowd.headline(well_covered(crowd, lambda one: months_of(one) <= 12))
    D = crowd.as_of
    ref = crowd.family(long_ago(crowd, criterion), headline)
    bad(crowd, criterion, minus(D, 1), D - timedelta(days=crowd.rng.choice([0, 1, 9])), "", ref)
    crowd.on(ref, headline, "a fact on the family itself" + (" under an age" if "age_under" in criterion else ""))


def around_membership(crowd):
    """An event on the first or the last day of a membership, or just outside it."""
    headline, criterion = crowd.headline(well_covered(crowd))
    D = crowd.as_of
    ref = crowd.family(long_ago(crowd, criterion), headline)
    day = D - timedelta(days=crowd.rng.randint(1, 25))
    far = minus(D, 60)
    span, name = crowd.rng.choice(
        [
            ((day, None), "a fact on the first day of membership"),
            ((day + ONE_DAY, None), "a fact the day before membership"),
            ((far, day), "a fact on the last day of membership"),
            ((far, day - ONE_DAY), "a fact the day after membership"),
        ]
    )
    bad(crowd, criterion, day, day, crowd.adult(ref, span), ref)
    crowd.on(ref, headline, name)


def around_two_memberships(crowd):
    """Somebody who left and came back: facts between are not the family's, spells only in part."""
    headline, criterion = crowd.headline(well_covered(crowd))
    D, rng = crowd.as_of, crowd.rng
    ref = crowd.family(long_ago(crowd, criterion), headline)
    left = D - timedelta(days=rng.randint(6, 25))
    back = left + timedelta(days=rng.choice([2, 4]))
    person = crowd.adult(ref, (minus(D, 60), left), (back, None))
    if criterion.get("spells") and crowd.chance(0.6):
        last = rng.choice([None, back, D - ONE_DAY])
        crowd.add_spell(rng.choice(criterion["spells"]), left - timedelta(days=3), last, person, ref)
        crowd.on(ref, headline, "a spell over a break in membership")
    else:
        bad(crowd, criterion, left + ONE_DAY, left + ONE_DAY, person, ref)
        crowd.on(ref, headline, "a fact between two memberships")


def leaver_with_spell(crowd):
    """An open spell of somebody who left, today or earlier."""
    headline, criterion = crowd.headline(well_covered(crowd, with_spells))
    if not criterion.get("spells"):
        nothing(crowd)
        return
    D, rng = crowd.as_of, crowd.rng
    E = long_ago(crowd, criterion)
    ref = crowd.family(E, headline)
    start = start_for(rng, D + rng.choice(SIDES) * ONE_DAY, months_of(criterion))
    last = rng.choice([D, D - ONE_DAY, start - ONE_DAY])
    person = crowd.adult(ref, (minus(D, 60), last))
    crowd.add_spell(rng.choice(criterion["spells"]), E + ONE_DAY, None, person, ref)
    crowd.on(
        ref,
        headline,
        "a spell whose person left on the day of judging" if last == D else "a spell that a leaver took away",
    )


def withdrawn(crowd):
    """A bad fact that its source took back."""
    headline, criterion = crowd.headline(well_covered(crowd))
    D = crowd.as_of
    ref = crowd.family(long_ago(crowd, criterion), headline)
    bad(crowd, criterion, minus(D, 1), D - ONE_DAY, crowd.somebody(ref), ref, withdrawn=True)
    crowd.on(ref, headline, "a withdrawn fact")


def with_pattern(*hows):
    """Criteria of which the first feed, and no other, is wanting in one of these ways."""

    def suits(crowd):
        return lambda one: len(kinds_of(one)) == 1 and crowd.patterns[kinds_of(one)[0]].how in hows

    return suits


def wanting_feed(crowd):
    """Nothing bad for long, and a feed that is wanting."""
    hows = crowd.rng.choice(
        [
            ("begins",),
            ("ends",),
            ("gap",),
            ("adjacent", "two_sources"),
            ("overlapping", "inside"),
            ("future", "none", "old"),
        ]
    )
    headline, criterion = crowd.headline(with_pattern(*hows)(crowd))
    months = months_of(criterion)
    pattern = crowd.patterns[kinds_of(criterion)[0]]
    E = minus(crowd.as_of, months + (9 if pattern.how == "ends" else crowd.rng.choice([1, 9])))
    ref = crowd.family(E, headline)
    name = said_of(crowd, criterion, pattern, months)
    if name and pattern.how in hows:
        crowd.on(ref, headline, name)


def said_of(crowd, criterion, pattern, months):
    """The edge on which a long clear stretch lies with this feed."""
    fits_lag = pattern.lag_days == criterion.get("lag_days", 45)
    if pattern.how == "begins":
        first = coverage.stretches(crowd, kinds_of(criterion))[0][0]
        late = (plus(first, months) - crowd.as_of).days
        if late == 0:
            return "coverage begins just in time"
        return "coverage begins a day too late" if late == 1 else None
    if pattern.how == "ends" and fits_lag and pattern.lag_days <= 90:
        return {
            -1: "coverage ends a day short of the lag",
            0: "coverage ends on the last day the lag allows",
            1: "coverage ends a day later than the lag asks",
        }[pattern.side]
    return {
        "gap": "coverage with a gap of one day",
        "adjacent": "coverage in touching rows",
        "two_sources": "coverage in touching rows",
        "overlapping": "coverage in overlapping rows",
        "inside": "coverage in overlapping rows",
        "future": "coverage only to come",
        "none": "no coverage",
    }.get(pattern.how)


def feed_begins_with_the_stretch(crowd):
    """A clear stretch that begins on the first covered day, or next to it."""
    headline, criterion = crowd.headline(
        lambda one: (
            of_any_age(one) and len(kinds_of(one)) == 1 and crowd.patterns[kinds_of(one)[0]].how in ("begins", "gap")
        )
    )
    side = crowd.rng.choice(SIDES)
    covered = coverage.stretches(crowd, kinds_of(criterion))
    first = covered[-1][0] if covered else minus(crowd.as_of, 6)
    start = first - side * ONE_DAY
    E = start - timedelta(days=crowd.rng.choice([0, 5, 100]))
    ref = crowd.family(E, headline)
    if start > E:
        bad(crowd, criterion, start - ONE_DAY, start - ONE_DAY, crowd.somebody(ref), ref)
    if covered and of_any_age(criterion) and plus(start, months_of(criterion)) <= crowd.as_of:
        words = {
            -1: "the day before the clear stretch",
            0: "on the first day of the clear stretch",
            1: "the day after the clear stretch",
        }[side]
        crowd.on(ref, headline, f"coverage begins {words}")


def just_engaged(crowd):
    """Engaged today, sometimes with a bad fact today or yesterday."""
    headline, criterion = crowd.headline(of_any_age)
    ref = crowd.family(crowd.as_of, headline)
    if crowd.chance(0.3):
        bad(crowd, criterion, crowd.as_of - ONE_DAY, crowd.as_of - ONE_DAY, crowd.somebody(ref), ref)
    crowd.on(ref, headline, "engaged today")


STORIES = [
    nothing,
    one_bad,
    one_bad,
    around_engagement,
    around_engagement_long_ago,
    around_judging,
    stretch_completed,
    stretch_completed,
    spell_ends,
    spell_ends,
    spell_before_engagement,
    two_spells,
    of_age,
    of_age,
    on_family,
    around_membership,
    around_two_memberships,
    leaver_with_spell,
    withdrawn,
    wanting_feed,
    wanting_feed,
    feed_begins_with_the_stretch,
    just_engaged,
]


def parameters(criterion):
    """The criterion's parameters as `VALUES` lists them."""
    events, spells = len(criterion.get("events", [])), len(criterion.get("spells", []))
    kinds = {(1, 0): "events", (0, 1): "spells", (1, 1): "both", (2, 0): "two events", (0, 2): "two spells"}
    return {"kinds": [kinds[events, spells]]}
