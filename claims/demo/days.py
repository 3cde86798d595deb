"""Days, and the school calendar."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

LAST_ROUND = 44  # days before today on which the claims of the last round were judged


def ago(today, days):
    """The day so many days before."""
    return today - timedelta(days=days)


def plus_months(day, months):
    """Calendar addition, the day clamped to the end of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def begun_for(due, months=6):
    """The latest day from which so many months have gone by on `due`."""
    day = plus_months(due, -months)
    while plus_months(day + timedelta(days=1), months) <= due:
        day += timedelta(days=1)
    return day


def some_day(rng, first, last):
    """A day from `first` to `last`, both included; `first` where there is none."""
    return first + timedelta(days=rng.randint(0, max((last - first).days, 0)))


def some_days(rng, count, first, last):
    """So many days in order, both ends included."""
    return sorted(some_day(rng, first, last) for _ in range(count))


@dataclass(frozen=True)
class Term:
    """One school term. `sessions` are the half days on which school was open."""

    code: str
    starts_on: date
    ends_on: date
    sessions: int


def weekday_on_or_after(day, weekday):
    """The first Monday (0) to Sunday (6) from a day on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def terms_of_year(year):
    """The three terms of the school year that begins in September of `year`, with a fixed break in April."""
    autumn = weekday_on_or_after(date(year, 9, 2), 2)
    christmas = weekday_on_or_after(date(year, 12, 16), 4)
    spring = weekday_on_or_after(date(year + 1, 1, 3), 0)
    easter = weekday_on_or_after(date(year + 1, 3, 27), 4)
    summer = weekday_on_or_after(easter + timedelta(days=14), 0)
    leaving = weekday_on_or_after(date(year + 1, 7, 18), 4)
    return [
        Term(f"{year}-{(year + 1) % 100:02}-autumn", autumn, christmas, 140),
        Term(f"{year}-{(year + 1) % 100:02}-spring", spring, easter, 116),
        Term(f"{year}-{(year + 1) % 100:02}-summer", summer, leaving, 124),
    ]


class Calendar:
    """The terms of the three years up to today, the term that is running, and the next one."""

    def __init__(self, today):
        year = today.year - (today.month < 9)
        terms = [term for y in range(year - 4, year + 2) for term in terms_of_year(y)]
        over = [term for term in terms if term.ends_on < today]
        self.finished = over[-10:]
        self.planned = terms[len(over) : len(over) + 2]

    def finished_by(self, day):
        """The terms that were over by a day, in order."""
        return [term for term in self.finished if term.ends_on < day]

    def day_before_last_terms(self, rng, count, by):
        """A day on which work may begin so that exactly `count` whole terms lie between it and `by`."""
        over = self.finished_by(by)
        first = over[-count]
        before = over[-count - 1] if len(over) > count else None
        earliest = before.starts_on + timedelta(days=1) if before else ago(first.starts_on, 60)
        return some_day(rng, earliest, first.starts_on)


def starts_school(born):
    """From when a child must go to school: 31 August, 31 December or 31 March on or after the fifth birthday."""
    fifth = plus_months(born, 60)
    days = [date(fifth.year, 3, 31), date(fifth.year, 8, 31), date(fifth.year, 12, 31)]
    return next(day for day in days if day >= fifth)


def leaves_school(born):
    """The last Friday in June of the school year in which a child turns 16."""
    sixteenth = plus_months(born, 192)
    june = date(sixteenth.year + (sixteenth.month >= 9), 6, 30)
    return june - timedelta(days=(june.weekday() - 4) % 7)


def age_on(born, day):
    """Whole years of age."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def last_summer(today):
    """The day on which those left school who have left it long enough for something else to be proven since."""
    summers = [leaves_school(date(year - 16, 3, 1)) for year in (today.year - 1, today.year)]
    return max(summer for summer in summers if summer <= ago(today, 130))
