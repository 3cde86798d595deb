"""How many professionals and agencies were round a family, day by day. Pure: values in, numbers and words out."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Stay:
    """One professional's days with a family, both included; no last day: still there."""

    agency: str
    starts_on: date
    ends_on: date | None

    def covers(self, on):
        """Whether the professional was there on a day."""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


@dataclass(frozen=True)
class Count:
    """How many were there from a day on, until the next count."""

    on: date
    professionals: int
    agencies: int


def plain_agency(name):
    """An agency's name as names are compared: spaces and capitals aside."""
    return " ".join(name.split()).casefold()


def count_on(stays, on):
    """How many professionals, and of how many agencies, were there on a day."""
    there = [stay for stay in stays if stay.covers(on)]
    return Count(on, len(there), len({plain_agency(stay.agency) for stay in there}))


def counts_over_time(stays, until):
    """The numbers from the first day on, one entry whenever they changed, up to `until`."""
    changes = {stay.starts_on for stay in stays} | {
        stay.ends_on + timedelta(days=1) for stay in stays if stay.ends_on is not None
    }
    found = []
    for on in sorted(day for day in changes if day <= until):
        count = count_on(stays, on)
        if not found or (count.professionals, count.agencies) != (found[-1].professionals, found[-1].agencies):
            found.append(count)
    return found


def most(counts):
    """The count with the most agencies, of several the first; None where there is none."""
    return max(counts, key=lambda count: (count.agencies, count.professionals), default=None)
