"""Days and moments as people write them on the command line, each read in one way by every command.

They are types of arguments: what cannot be read is an ArgumentTypeError, which ends the command with its sentence.
"""

import re
from argparse import ArgumentTypeError
from datetime import datetime, time

from django.utils import timezone

from families.facts.dates import NotADate, read_date

MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)(Z|[+-][0-9]{2}:?[0-9]{2})?"
)


def a_date(text):
    """A day, written as partners' files may write it; nothing written is no day."""
    try:
        return read_date(text)
    except NotADate as fault:
        raise ArgumentTypeError(f"“{text}” {fault}") from None


def a_moment(text):
    """A day and a time; without a zone they are local. A day alone means its end, so that all of it counts."""
    found = MOMENT.fullmatch(text)
    try:
        if not found:
            return timezone.make_aware(datetime.combine(read_date(text), time.max))
        read_date(found[1])
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a moment. Write it like 2016-09-30T17:00 or 2016-09-30.") from None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
