"""How many results a year allows: what was agreed with the department, less what was claimed. Reads only.

Families beyond it are worked with like any other, and not claimed (North Tyneside worked with 3,000 families against
1,480 expected). A year for which nothing is recorded has no cap.
"""

from dataclasses import dataclass

from django.db.models import Count

from claims.enums import SENT
from claims.funding.rules import first_day, in_words, year_of
from claims.models import Claim, FundingYear
from families.together import read_together


@dataclass(frozen=True)
class Room:
    """The results agreed for one financial year, and how many of them are claimed already."""

    year: int
    agreed: int
    claimed: int

    @property
    def left(self):
        """How many more may be claimed."""
        return max(0, self.agreed - self.claimed)

    @property
    def year_in_words(self):
        """"2016/17"."""
        return in_words(self.year)

    @property
    def sentence(self):
        """What to say of a family for whom there is no room."""
        return (
            f"No more than the {self.agreed:,} results agreed for {self.year_in_words} can be claimed. The family is "
            "worked with, and not claimed this year."
        )


def hold_room(framework, on):
    """Holds the number agreed for the year of a day until the transaction ends. Called before the room is read."""
    list(_agreed(framework, on).select_for_update(no_key=True))


def _agreed(framework, on):
    return FundingYear.objects.filter(framework=framework, year=year_of(on))


def questions(framework, on):
    """What the room of a day follows from, to be asked together."""
    year = year_of(on)
    claimed = Claim.objects.filter(
        framework=framework, status__in=SENT, claimed_on__gte=first_day(year), claimed_on__lt=first_day(year + 1)
    )
    return {
        "agreed": _agreed(framework, on),
        "claimed": claimed.order_by().values("framework").annotate(number=Count("pk")),
    }


def room_by(told):
    """The room that follows from the answers; None where nothing is agreed."""
    if not told.agreed:
        return None
    agreed = told.agreed[0]
    return Room(agreed.year, agreed.results, told.claimed[0]["number"] if told.claimed else 0)


def room_on(framework, on):
    """The room in the year of a day; None where nothing is agreed."""
    return room_by(read_together(**questions(framework, on)))


def surplus(claims, room):
    """Those of these claims that go beyond the room, the latest approved first to be left out; a set of ids."""
    if room is None:
        return set()
    in_turn = sorted(claims, key=lambda claim: (claim.approved_at, claim.pk))
    return {claim.pk for claim in in_turn[room.left :]}
