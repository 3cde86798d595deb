"""Dates as partners write them, and as we do: ISO, or the British order. Nothing is guessed from other rows."""

import calendar
import re
from datetime import date

ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
BRITISH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
NAMED_MONTH = re.compile(r"([0-9]{1,2})-([A-Za-z]{3})-([0-9]{4})")
SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/. ]([0-9]{1,2}|[A-Za-z]{3})[-/. ][0-9]{2}")
WITH_A_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{1,2}:[0-9]{2}.*")
MONTHS = {month.lower(): number for number, month in enumerate(calendar.month_abbr) if month}
EARLIEST_YEAR, LATEST_YEAR = 1880, 2199

HOW_TO_WRITE = "Write it like 2016-09-05, 5/9/2016 or 05-Sep-2016."


class NotADate(ValueError):
    """The text names no day. The message says why, as the end of a sentence, and how a date is written."""


def day_in_words(on):
    """A date as people write it: 5 March 2024."""
    return f"{on.day} {on:%B %Y}"


def read_date(text):
    """The day that `text` names: `2016-09-05`, `5/9/2016` (5 September) or `05-Sep-2016`. Raises `NotADate`."""
    order = ""
    if found := ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := BRITISH.fullmatch(text):
        day, month, year = map(int, found.groups())
        order = " (the day comes first, then the month)"
    elif (found := NAMED_MONTH.fullmatch(text)) and found[2].lower() in MONTHS:
        day, month, year = int(found[1]), MONTHS[found[2].lower()], int(found[3])
    elif SHORT_YEAR.fullmatch(text):
        raise NotADate(f"has a year of two digits: give all four. {HOW_TO_WRITE}")
    elif WITH_A_TIME.fullmatch(text):
        raise NotADate(f"holds a time as well as a date: give the date alone. {HOW_TO_WRITE}")
    else:
        raise NotADate(f"is not a date. {HOW_TO_WRITE}")
    return checked_date(year, month, day, order)


def checked_date(year, month, day, order):
    """The day, or `NotADate` saying which part is impossible; `order` reminds of how the parts were told apart."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NotADate(f"is not a date: the year is not between {EARLIEST_YEAR} and {LATEST_YEAR}. {HOW_TO_WRITE}")
    if not 1 <= month <= 12:
        raise NotADate(f"is not a date: there is no month {month}{order}. {HOW_TO_WRITE}")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise NotADate(f"is not a date: {calendar.month_name[month]} {year} has {last} days. {HOW_TO_WRITE}")
    return date(year, month, day)
