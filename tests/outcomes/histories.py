"""What a world looked like before its last corrections: facts not told yet, told wrongly, or since withdrawn."""

import random
from dataclasses import replace
from datetime import timedelta

from families.two_clocks import moment_of_reading
from tests.outcomes.worlds import load
from tests.reference.world import DATASETS, World

ONE_DAY = timedelta(days=1)
SHARE = 0.12


def told_in_turn(world, seed):
    """Loads two earlier states of the world and then the world. Yields each state with the moment it was known at."""
    rng = random.Random(f"history {seed}")
    second = before(world, rng)
    for state in (before(second, rng), second, world):
        load(state)
        yield state, moment_of_reading()


def before(world, rng):
    """A state from which loading this world leads to it. No row has a key that the world lacks."""
    earlier = World()
    for name in DATASETS:
        told = [told_before(row, rng) for row in getattr(world, name)]
        setattr(earlier, name, [row for row in told if row is not None])
    return earlier


def told_before(row, rng):
    """What was told before in place of this row: mostly the same, otherwise something else, or (None) nothing yet."""
    if getattr(row, "withdrawn", False) and rng.random() < 0.7:
        row = replace(row, withdrawn=False)
    if rng.random() > SHARE:
        return row
    return DIFFERENTLY[type(row).__name__](row, rng)


def term(row, rng):
    if rng.random() < 0.5:
        return replace(row, counts=not row.counts)
    return replace(row, ends_on=row.ends_on - ONE_DAY)


def person(row, rng):
    return replace(row, date_of_birth=row.date_of_birth - rng.choice([1, 30, 365, 4 * 365]) * ONE_DAY)


def family(row, rng):
    return rng.choice([
        replace(row, assessed_on=None),
        replace(row, engaged_on=None),
        replace(row, engaged_on=row.engaged_on and row.engaged_on - 31 * ONE_DAY),
        replace(row, lead_worker="" if row.lead_worker else "Ann Price"),
        replace(row, closed_on=None if row.closed_on else row.identified_on + 400 * ONE_DAY),
        replace(row, framework="expanded"),
    ])


def membership(row, rng):
    if rng.random() < 0.4:
        return replace(row, role=rng.choice(["adult", "child", "non_resident_parent"]))
    last = row.starts_on + rng.choice([200, 500, 900]) * ONE_DAY
    return replace(row, ends_on=min(last, row.ends_on or last))


def problem(row, rng):
    return rng.choice([
        None,
        replace(row, status="suspected" if row.status == "accepted" else "accepted"),
        replace(row, identified_on=row.identified_on + 500 * ONE_DAY),
    ])


def plan(row, rng):
    return rng.choice([
        None,
        replace(row, covers=""),
        replace(row, covers=" ".join(row.covers.split()[:-1])),
        replace(row, objectives=" ".join(row.objectives.split()[:-1])),
    ])


def term_record(row, rng):
    attended = row.possible - row.authorised - row.unauthorised
    return rng.choice([
        None,
        replace(row, unauthorised=row.unauthorised + attended // 4),
        replace(row, unauthorised=0),
    ])


def event(row, rng):
    return rng.choice([
        None,
        replace(row, withdrawn=True),
        replace(row, occurred_on=row.occurred_on + rng.choice([-100, 1, 100]) * ONE_DAY),
    ])


def spell(row, rng):
    return rng.choice([
        None,
        replace(row, withdrawn=True),
        replace(row, ends_on=None),
        replace(row, starts_on=row.starts_on - rng.choice([1, 20, 100]) * ONE_DAY),
    ])


def score(row, rng):
    return rng.choice([None, replace(row, score=row.score + 2), replace(row, score=row.score - 1)])


def judgement(row, rng):
    return rng.choice([None, replace(row, achieved=not row.achieved)])


def coverage(row, rng):
    return rng.choice([None, replace(row, ends_on=max(row.starts_on, row.ends_on - rng.choice([1, 20]) * ONE_DAY))])


def claim(row, rng):
    return rng.choice([None, replace(row, status="withdrawn" if row.status == "paid" else "paid")])


def the_same(row, rng):
    return row


DIFFERENTLY = {
    "Term": term, "District": the_same, "Person": person, "Family": family, "Membership": membership,
    "Problem": problem, "Plan": plan, "TermRecord": term_record, "Event": event, "Spell": spell, "Score": score,
    "Judgement": judgement, "Coverage": coverage, "ClaimMade": claim,
}
