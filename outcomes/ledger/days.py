"""Calendar arithmetic and stretches of days, as the judging rules understand them. Both ends are included."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from outcomes.wording import minus_months

ONE_DAY = timedelta(days=1)

__all__ = ["ONE_DAY", "first_start", "latest_start", "merged", "minus", "missing", "plus"]


# Families share their days and their months: nearly every sum was done before.
REMEMBERED = 100_000
minus = lru_cache(REMEMBERED)(minus_months)


@lru_cache(REMEMBERED)
def plus(on: date, months: int) -> date:
    """The same day so many calendar months later, or the month's last day where it has no such day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


@lru_cache(REMEMBERED)
def latest_start(last: date, months: int) -> date:
    """The latest day from which so many months are over by `last`: the latest d with plus(d, months) <= last."""
    on = minus(last, months) + timedelta(days=3)
    while plus(on, months) > last:
        on -= ONE_DAY
    return on


@lru_cache(REMEMBERED)
def first_start(last: date, months: int) -> date:
    """The first day from which so many months are not over before `last`: the first d with plus(d, months) >= last."""
    on = minus(last, months) - timedelta(days=3)
    while plus(on, months) < last:
        on += ONE_DAY
    return on


def merged(stretches, one_day=ONE_DAY):
    """Stretches that touch or overlap as one, in order. Days may be whole numbers, with `one_day` 1."""
    found = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1] + one_day:
            if last > found[-1][1]:
                found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def missing(covered, first, last, one_day=ONE_DAY):
    """The stretches of `first` to `last` that the merged stretches `covered` leave open."""
    found = []
    for start, end in covered:
        if end < first:
            continue
        if start > last:
            break
        if start > first:
            found.append((first, start - one_day))
        first = end + one_day
    if first <= last:
        found.append((first, last))
    return found
