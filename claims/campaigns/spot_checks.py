"""What the department's spot checks found of the claims of each programme, and how sure that is."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from claims.campaigns.intervals import clopper_pearson
from claims.enums import MoveVerb
from claims.models import ClaimMove
from claims.reliance.reading import per_cent
from families.enums import Framework


@dataclass(frozen=True)
class SpotChecks:
    """How many claims of a programme were checked, and how many of these were not valid."""

    framework: Framework
    checked: int
    invalid: int

    @property
    def share(self):
        """The share that was not valid, in words."""
        return per_cent(self.invalid, self.checked)

    @property
    def interval(self):
        """From which share to which as many may be expected of all claims, with 95% confidence: two texts, rounded
        outwards to tenths of a per cent."""
        low, high = clopper_pearson(self.invalid, self.checked)
        return [f"{tenths // 10}.{tenths % 10}%" for tenths in (low * 1000 // 1, -(-high * 1000 // 1))]


def spot_checks():
    """What was found, programme by programme; what was repaid since counts as it was found."""
    moves = ClaimMove.objects.filter(verb__in=[MoveVerb.FIND_VALID, MoveVerb.FIND_INVALID])
    found = defaultdict(dict)
    for framework, verb, number in moves.order_by().values_list("claim__framework", "verb").annotate(Count("pk")):
        found[framework][verb] = number
    return [
        SpotChecks(framework, sum(found[framework].values()), found[framework].get(MoveVerb.FIND_INVALID, 0))
        for framework in Framework if framework in found
    ]
