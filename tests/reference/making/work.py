"""Work, benefits and training of the adults, around the number of days that each rule asks for."""

from datetime import timedelta

from tests.reference.days import minus
from tests.reference.making.facts import ONE_DAY


def continuous_work(maker, aim):
    """One story for each adult of the family."""
    persons = aim.household.in_role("adult")
    for person_ref in persons:
        if maker.is_new("work", person_ref):
            story(maker, aim, person_ref)


def story(maker, aim, person_ref):
    """One adult's benefits and work."""
    rng, E, D = maker.rng, aim.engaged_on, aim.judged_on
    rules = aim.asked("rules")
    benefit = rng.choice(aim.asked("benefits"))
    rule = rules.get(benefit, rules["default"])
    lookback = timedelta(days=aim.asked("lookback_days", 28))
    how = "in_work" if aim.goes_well else maker.pick(
        idle=10, only_benefit=6, only_work=4, in_work=8, just=20, gap=14, stopped=16, barred=8, two_rules=10,
        two_benefits=8, both_at_once=6, lookback=8, from_engagement=4,
    )  # fmt: skip

    def work(first, last=None):
        maker.add_spell("employment", first, last, person_ref)

    def claims(first, last=None, kind=benefit):
        maker.add_spell(kind, first, last, person_ref)

    days = timedelta(days=rule["days"])
    gap = timedelta(days=rule["gap_days"])
    s = max(D - days - timedelta(days=rng.randint(0, 60)), E)
    if how == "idle":
        return
    if how == "only_benefit":
        claims(minus(E, 6), rng.choice([None, D, D + ONE_DAY]))
        return
    if how == "only_work":
        work(minus(E, 12))
        return
    if how == "just":
        s = maker.near(D - days)
    if how == "from_engagement":
        work(minus(E, 1))
        claims(minus(E, 8), rng.choice([E - ONE_DAY, E - timedelta(days=20), minus(E, 1)]))
        return
    if how == "lookback":
        left = s - ONE_DAY - lookback - rng.choice([-ONE_DAY, 0 * ONE_DAY, ONE_DAY])
        claims(left - timedelta(days=100), left)
        work(s)
        return
    if how == "two_rules":
        with_two_benefits(maker, aim, benefit, work, claims)
        return
    claims(s - timedelta(days=rng.choice([30, 200])), s - ONE_DAY)
    if how in ("in_work", "just"):
        ends = [None, D - ONE_DAY, D, D + ONE_DAY, D - ONE_DAY - gap]
        work(s, None if aim.goes_well else rng.choice(ends))
    elif how == "gap":
        with_a_gap(maker, s, gap, rule, work, claims)
    elif how == "stopped":
        last = D - ONE_DAY - gap - timedelta(days=rng.choice([0, 1, 1, 10, 100]))
        first = last - days - timedelta(days=rng.choice([-1, 0, 0, 1, 30]))
        claims(first - timedelta(days=90), first - ONE_DAY)
        work(first + ONE_DAY if maker.chance(0.2) else first, last)
        if maker.chance(0.15):
            maker.add_spell("esf_provision", first - ONE_DAY, first, person_ref)
        if maker.chance(0.3):
            claims(last + ONE_DAY)
    elif how == "barred":
        work(s)
        barred_by = rng.choice(aim.asked("barred_by") or ["esf_provision"])
        last = rng.choice([s, None, s - ONE_DAY, s + timedelta(days=30)])
        maker.add_spell(barred_by, s - timedelta(days=rng.choice([0, 20])), last, person_ref)
    elif how == "two_benefits":
        other = rng.choice(aim.asked("benefits"))
        last = rng.choice([s - ONE_DAY, s - timedelta(days=2), s - ONE_DAY])
        claims(s - timedelta(days=rng.choice([30, 60, 200])), last, other)
        work(s)
    elif how == "both_at_once":
        other = rng.choice(aim.asked("benefits"))
        work(s - timedelta(days=20))
        claims(maker.between(s, D), rng.choice([None, D - timedelta(days=rng.randint(1, 20))]), other)


def with_a_gap(maker, s, gap, rule, work, claims):
    """Work with a gap as long as the rule allows, or a day longer, spent on benefit or on nothing."""
    rng, D = maker.rng, maker.as_of
    longest = gap + rng.choice([0 * ONE_DAY, 0 * ONE_DAY, ONE_DAY])
    allowed = rule["within_days"] - rule["days"]
    s = min(s, D - timedelta(days=rule["days"] + allowed))
    last = maker.between(s, D - longest - 2 * ONE_DAY)
    work(s, last)
    back = last + longest + ONE_DAY
    work(back, rng.choice([None, D - ONE_DAY]))
    if maker.chance(0.5) and longest:
        claims(last + ONE_DAY, back - ONE_DAY)
    claims(s - timedelta(days=30), s - ONE_DAY)


def with_two_benefits(maker, aim, benefit, work, claims):
    """Work, a while on another benefit, and work again: an island for the rule of each benefit."""
    rng, D = maker.rng, aim.judged_on
    other = rng.choice([kind for kind in aim.asked("benefits") if kind != benefit])
    back = D - timedelta(days=rng.choice([14, 30, 56, 60, 90, 91]) + rng.choice([-1, 0, 0, 1]))
    last = back - timedelta(days=rng.choice([1, 3, 8, 9, 28, 29]))
    first = last - timedelta(days=rng.choice([100, 120, 150, 200]))
    claims(first - timedelta(days=60), first - ONE_DAY)
    work(first, last - ONE_DAY)
    claims(last, back - ONE_DAY, other)
    work(back)
