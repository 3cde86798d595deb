"""Days and months: the calendar arithmetic that the rules use."""

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def days_in_month(year, month):
    """The number of days in a month."""
    first_of_next = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return (first_of_next - ONE_DAY).day


def plus(day, months):
    """The same day of the month, this many months on; the month's last day where it has no such day."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month = month + 1 if months > 0 else month - 1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return date(year, month, min(day.day, days_in_month(year, month)))


def minus(day, months):
    """The same day of the month, this many months back, clamped likewise."""
    return plus(day, -months)


def days_before(day, number):
    """The day this many days earlier."""
    return day - timedelta(days=number)


def days_after(day, number):
    """The day this many days later."""
    return day + timedelta(days=number)


def each_day(first, last):
    """Every day from `first` to `last`, both included; none if `last` is earlier."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def birthday(date_of_birth, age):
    """The day on which somebody reaches an age; 28 February for a leap-day child in a common year."""
    return plus(date_of_birth, 12 * age)


def is_younger_than(date_of_birth, age, day):
    """Whether somebody born on this date has not reached the age on `day`."""
    return day < birthday(date_of_birth, age)
