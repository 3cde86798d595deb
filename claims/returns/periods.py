"""Half-years from 1 April and 1 October: the periods over which progress is returned. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from families.facts.dates import day_in_words


@dataclass(frozen=True)
class Period:
    """From `first_day` to `last_day`, both included."""

    first_day: date
    last_day: date

    def __str__(self):
        return f"{day_in_words(self.first_day)} to {day_in_words(self.last_day)}"

    @property
    def code(self):
        """How a form names it."""
        return f"{self.first_day}/{self.last_day}"


def half_year_of(day):
    """The half-year in which a day lies."""
    if 4 <= day.month <= 9:
        return Period(date(day.year, 4, 1), date(day.year, 9, 30))
    year = day.year if day.month >= 10 else day.year - 1
    return Period(date(year, 10, 1), date(year + 1, 3, 31))


def half_years(first_day, last_day):
    """The half-years from the one of a first day to the one of a last day, in order."""
    period, found = half_year_of(first_day), []
    while period.first_day <= last_day:
        found.append(period)
        period = half_year_of(period.last_day + timedelta(days=1))
    return found
