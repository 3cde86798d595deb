"""When a night judges everybody, and when a part of it is given up. No queries, no clock."""

from datetime import date, timedelta

from outcomes.enums import WhyFull

SUNDAY = 6
AT_LEAST_EVERY = timedelta(days=7)
MOST_ATTEMPTS = 3


def why_full(
    business_date: date, *, follows: bool, same_rules: bool, same_calendar: bool, last_full_on: date | None
) -> str:
    """Why the night of this date judges everybody; blank where whoever is due or touched is enough.

    `follows`: whether there is a night before it to build on. A Sunday's missed full night is made up for by the next.
    """
    if not follows:
        return WhyFull.FIRST
    if not same_rules:
        return WhyFull.RULES
    if not same_calendar:
        return WhyFull.CALENDAR
    if last_full_on is None or business_date.weekday() == SUNDAY or business_date - last_full_on >= AT_LEAST_EVERY:
        return WhyFull.WEEKLY
    return ""


def is_given_up(attempts: int) -> bool:
    """Whether a chunk that failed so often is left to the next night."""
    return attempts >= MOST_ATTEMPTS
