"""How far the feeds of a crowd reach: each kind in a way of its own, made around the days on which rules turn."""

from datetime import timedelta

from tests.reference.crowds.crowd import ONE_DAY, SIDES
from tests.reference.days import minus, plus
from tests.reference.world import Coverage

LAGS = [45, 45, 45, 0, 1, 7, 90, 400]


class Pattern:
    """What one kind's coverage was made around: so many months and so many days of lag, and on which side it fell."""

    def __init__(self, how, months, lag_days, side):
        self.how, self.months, self.lag_days, self.side = how, months, lag_days, side


def cover(crowd, kinds, months):
    """Coverage rows for every kind: half of them whole, the others wanting in one way each."""
    for kind in kinds:
        pattern = Pattern(
            crowd.pick(
                whole=9,
                adjacent=3,
                overlapping=3,
                inside=2,
                gap=5,
                begins=6,
                ends=6,
                two_sources=2,
                future=1,
                none=1,
                old=1,
                to_yesterday=3,
            ),
            crowd.rng.choice(months),
            crowd.rng.choice(LAGS),
            crowd.rng.choice(SIDES),
        )
        crowd.patterns[kind] = pattern
        add_rows(crowd, kind, pattern)


def add_rows(crowd, kind, pattern):
    """The rows of one kind."""
    D, far = crowd.as_of, minus(crowd.as_of, 140)
    cut = crowd.between(minus(D, 20), minus(D, 1))

    def row(first, last, source="council"):
        if first <= last:
            crowd.world.coverage.append(Coverage(kind, first, last, source))

    if pattern.how in ("whole", "to_yesterday"):
        row(far, plus(D, 1) if pattern.how == "whole" else D - ONE_DAY)
    elif pattern.how == "adjacent":
        row(far, cut)
        row(cut + ONE_DAY, D)
    elif pattern.how == "overlapping":
        row(far, cut + timedelta(days=20))
        row(cut, plus(D, 2), "police")
    elif pattern.how == "inside":
        row(far, D)
        row(cut, cut + timedelta(days=3), "police")
    elif pattern.how == "two_sources":
        row(far, cut, "police")
        row(cut + ONE_DAY, D - ONE_DAY)
    elif pattern.how == "gap":
        gap = max(minus(D, pattern.months) + pattern.side * ONE_DAY, far + ONE_DAY)
        row(far, gap - ONE_DAY)
        row(gap + ONE_DAY, D)
    elif pattern.how == "begins":
        row(max(minus(D, pattern.months) + pattern.side * ONE_DAY, far), D)
    elif pattern.how == "ends":
        row(far, D - ONE_DAY - timedelta(days=pattern.lag_days) + pattern.side * ONE_DAY)
    elif pattern.how == "future":
        row(D, plus(D, 3))
    elif pattern.how == "old":
        row(far, minus(D, 18))
    elif pattern.how == "old gap":
        row(far, minus(D, 18))
        row(minus(D, 18) + 2 * ONE_DAY, D)


def stretches(crowd, kinds):
    """The first and last days of what the rows of these kinds cover, each kind's by itself."""
    rows = [row for row in crowd.world.coverage if row.kind in kinds]
    return [(row.starts_on, min(row.ends_on, crowd.as_of - ONE_DAY)) for row in rows if row.starts_on < crowd.as_of]
