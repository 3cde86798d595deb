"""Facts for every kind of criterion, arranged around the days on which its verdict turns."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tests.reference.days import birthday, minus, plus

ONE_DAY = timedelta(days=1)


@dataclass
class Aim:
    """What facts are made for: a household, a headline, one of its criteria, and the days that matter."""

    household: object
    headline: dict
    criterion: dict
    engaged_on: date
    judged_on: date
    goes_well: bool

    def asked(self, name, default=None):
        """A parameter of the criterion."""
        return self.criterion.get(name, default)


def somebody(maker, aim):
    """A person of the family, or blank for the family itself."""
    if maker.chance(0.25):
        return ""
    return maker.rng.choice(aim.household.everybody())


def somebody_young(maker, aim):
    """A child of the family if it has one, else anybody."""
    return maker.rng.choice(aim.household.in_role("child") or aim.household.everybody())


def somebody_apt(maker, aim):
    """A child where only facts of the young count, though not always; else somebody, or the family itself."""
    if aim.asked("age_under") and maker.chance(0.85):
        return somebody_young(maker, aim)
    return somebody(maker, aim)


def somebody_turning(maker, aim):
    """A child who reaches the age between engagement and the day of judging if there is one, and the day."""
    birthdays = {
        ref: birthday(maker.people[ref].date_of_birth, aim.asked("age_under", 18))
        for ref in aim.household.in_role("child") or aim.household.everybody()
    }
    turning = [ref for ref, day in birthdays.items() if aim.engaged_on <= day <= aim.judged_on]
    young = maker.rng.choice(turning or list(birthdays))
    return young, birthdays[young]


def add_event(maker, aim, kind, day, person_ref=None, withdrawn=False):
    """An event of the family's."""
    if person_ref is None:
        person_ref = somebody_apt(maker, aim)
    maker.add_event(kind, day, person_ref, aim.household.ref, withdrawn)


def add_spell(maker, aim, kind, first, last, withdrawn=False, person_ref=None):
    """A spell of the family's."""
    if person_ref is None:
        person_ref = somebody_apt(maker, aim)
    maker.add_spell(kind, first, last, person_ref, aim.household.ref, withdrawn)


# None of these for some months


def clear_period(maker, aim):
    """Bad facts that end just in time, too late, too early, or not at all."""
    rng, E, D = maker.rng, aim.engaged_on, aim.judged_on
    months = aim.asked("months", 6)
    just_in_time = maker.near(minus(D, months)) - ONE_DAY
    just_in_feed = maker.near(minus(D - timedelta(days=aim.asked("lag_days", 45)), months)) - ONE_DAY
    if aim.goes_well:
        how = maker.pick(none=4, just_in_time=3, ended=2, before=1)
    else:
        how = maker.pick(
            none=6, just_in_time=14, just_in_feed=10, ended=10, before=6, recent=8, today=4, open=14,
            open_later=16, broken=18, withdrawn=4, of_age=10, apart=6,
        )  # fmt: skip
    event_kinds, spell_kinds = aim.asked("events", []), aim.asked("spells", [])
    is_event = bool(event_kinds) and (not spell_kinds or maker.chance(0.5))
    kind = rng.choice(event_kinds if is_event else spell_kinds)
    stretch_over = plus(E, months)

    def bad(last, first=None, withdrawn=False):
        """An event on the last day, or a spell that ends on it."""
        if is_event:
            add_event(maker, aim, kind, last, withdrawn=withdrawn)
        else:
            first = first or last - timedelta(days=rng.choice([0, 1, 20, 200]))
            add_spell(maker, aim, kind, first, last, withdrawn)

    if how == "just_in_time":
        bad(just_in_time)
    elif how == "just_in_feed":
        bad(just_in_feed)
    elif how == "ended":
        bad(maker.between(E, minus(D, months)))
        if maker.chance(0.5):
            bad(maker.between(E, minus(D, months)))
    elif how == "before":
        bad(rng.choice([E - ONE_DAY, E, minus(E, 2)]))
    elif how == "recent":
        bad(maker.between(minus(D, months), D))
    elif how == "today":
        bad(rng.choice([D, D + ONE_DAY, D - ONE_DAY]))
    elif how == "open" and not is_event:
        add_spell(maker, aim, kind, maker.between(minus(E, 2), plus(E, 1)), rng.choice([None, D, plus(D, 1)]))
    elif how in ("open_later", "broken") and stretch_over < D:
        day = rng.choice([maker.near(stretch_over), stretch_over + ONE_DAY, maker.between(stretch_over, D)])
        if how == "open_later" and not is_event:
            add_spell(maker, aim, kind, day, rng.choice([None, None, D, D + ONE_DAY, D - ONE_DAY]))
        else:
            if maker.chance(0.5):
                day = maker.between(max(stretch_over, minus(D, months)), D)
            bad(day, first=day)
    elif how == "withdrawn":
        bad(maker.between(minus(D, months), D), withdrawn=True)
    elif how == "of_age":
        young, day = somebody_turning(maker, aim)
        if is_event:
            add_event(maker, aim, kind, day - ONE_DAY, young)
            add_event(maker, aim, kind, day, young)
        else:
            add_spell(maker, aim, kind, day - ONE_DAY, rng.choice([day, None]), person_ref=young)
            add_spell(maker, aim, kind, day, rng.choice([day, None]), person_ref=young)
    elif how == "apart" and not is_event:
        last = maker.between(E, D)
        add_spell(maker, aim, kind, last - timedelta(days=30), last)
        add_spell(maker, aim, kind, last + ONE_DAY, last + timedelta(days=rng.choice([1, 40])))


# Fewer than before


def reduction(maker, aim):
    """Counts before and after that fall on both sides of the percentage, often exactly on it."""
    rng, E, D = maker.rng, aim.engaged_on, aim.judged_on
    months, baseline_months = aim.asked("months", 6), aim.asked("baseline_months", 12)
    first_before, first_after = minus(E, baseline_months), max(minus(D, months), E)
    if aim.goes_well:
        before, after = rng.choice([(0, 0), (2, 0), (3, 0), (10, 1)])
    else:
        before, after = rng.choice(
            [(0, 0), (0, 0), (0, 1), (0, 2), (1, 0), (2, 1), (3, 1), (4, 1), (5, 1), (5, 2), (8, 2), (8, 5)]
        )
    kinds = aim.asked("events")
    for _ in range(before):
        day = rng.choice([first_before, E - ONE_DAY, maker.between(first_before, E - ONE_DAY)])
        add_event(maker, aim, rng.choice(kinds), day)
    for _ in range(after):
        day = rng.choice([first_after, D, maker.between(first_after, D), maker.between(first_after, D)])
        add_event(maker, aim, rng.choice(kinds), day)
    if maker.chance(0.2):
        outside = [first_before - ONE_DAY, D + ONE_DAY]
        if first_after > E:
            outside += [first_after - ONE_DAY, E]
        add_event(maker, aim, rng.choice(kinds), rng.choice(outside))
    if maker.chance(0.1):
        add_event(maker, aim, rng.choice(kinds), maker.between(first_after, D), withdrawn=True)
    if aim.asked("age_under") and maker.chance(0.3):
        young, day = somebody_turning(maker, aim)
        if first_before <= day <= D:
            add_event(maker, aim, rng.choice(kinds), day, young)
            add_event(maker, aim, rng.choice(kinds), day - ONE_DAY, young)


# A scored tool


def score(maker, aim):
    """A baseline and what followed: held, nearly held, lost again, or never there."""
    if aim.asked("subject", "family") == "family":
        readings(maker, aim, "")
        return
    for person_ref in aim.household.everybody():
        if maker.chance(0.5):
            readings(maker, aim, person_ref)


def readings(maker, aim, person_ref):
    """The readings of one subject."""
    rng, E, D = maker.rng, aim.engaged_on, aim.judged_on
    hold = aim.asked("hold_months", 3)
    first_day = minus(E, aim.asked("baseline_months", 3))
    poor, good, edge = levels(aim)
    how = "held" if aim.goes_well else maker.pick(
        none=6, one=6, late_one=4, held=20, starting=14, lost=14, never=14, wavering=10, twice=8
    )  # fmt: skip

    def read(day, value):
        maker.add_score(aim.asked("tool"), day, value, person_ref, aim.household.ref)

    if maker.chance(0.1):
        read(first_day - ONE_DAY, good)
    if how == "none":
        return
    read(rng.choice([first_day, E, maker.between(first_day, E)]), poor)
    if how == "late_one":
        read(D + ONE_DAY, good)
    if how in ("one", "late_one"):
        return
    if how == "never":
        read(maker.between(E + ONE_DAY, D), rng.choice([poor, edge + (poor - good) / 100]))
        return
    last = rng.choice([D, D, maker.between(minus(D, 2), D), D + ONE_DAY])
    begun = minus(last, hold)
    begun = maker.near(begun) if how in ("held", "starting") else begun
    if aim.goes_well:
        begun, last = minus(D, hold + 1), D
    if how == "starting":
        begun = maker.between(minus(D, hold), D)
        read(begun, edge)
        if maker.chance(0.3):
            read(maker.between(begun, D), good)
        return
    if how == "lost":
        lost_on = maker.between(minus(D, 2), D)
        read(minus(lost_on - ONE_DAY, rng.choice([hold, hold, hold + 1])), good)
        read(lost_on - ONE_DAY, edge)
        read(lost_on, poor)
        return
    read(begun, edge)
    if how == "wavering":
        read(maker.between(begun, last), poor)
    if how == "twice":
        read(maker.between(begun, last), good)
    read(last, rng.choice([good, edge]))


def levels(aim):
    """A poor reading, a good one, and one that is only just good enough, given the poor one as baseline."""
    if aim.asked("higher_is_better", True):
        poor = Decimal(3)
        enough = max(aim.asked("at_least", 0), poor + aim.asked("improve_by", 0))
        return poor, Decimal(10), Decimal(enough)
    poor = Decimal(900)
    enough = min(aim.asked("at_least", poor), poor - aim.asked("improve_by", 0))
    return poor, Decimal(100), Decimal(enough)


# A recorded decision


def judgement(maker, aim):
    """Decisions on the edges of their validity, sometimes one that takes back another."""
    rng, E, D = maker.rng, aim.engaged_on, aim.judged_on
    ref, code = aim.household.ref, aim.headline["code"]
    if aim.goes_well:
        maker.add_judgement(ref, code, maker.between(max(E, minus(D, 1)), D), True)
        return
    oldest = minus(D, aim.asked("valid_months", 12))
    edges = [oldest - ONE_DAY, oldest, D - ONE_DAY, D, D + ONE_DAY, E - ONE_DAY, E]
    for day in rng.sample(edges, rng.choice([0, 1, 1, 2])):
        maker.add_judgement(ref, code, day, maker.chance(0.6))
