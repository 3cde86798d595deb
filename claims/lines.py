"""One result for one line of families: who holds it, here or elsewhere. Reads only."""

from datetime import date

from claims.enums import LIVE, SENT
from claims.models import Claim
from families.facts.enums import ClaimMadeStatus
from families.lineage.reading import lines_of
from families.models import ClaimMade
from families.together import read_together

TAKEN_BACK = (ClaimMadeStatus.REJECTED, ClaimMadeStatus.WITHDRAWN)


def in_order_of_right(claim):
    """The key by which live claims of one line and framework are ordered: the first holds the result."""
    return claim.status not in SENT, claim.claimed_on or date.max, claim.pk


class Lines:
    """The lines of some families, with the live claims and the claims declared elsewhere of all their members.

    `also` are further questions, asked along with these; `told` holds what all of them were answered.
    """

    def __init__(self, family_ids, **also):
        self.members = lines_of(family_ids)
        everybody = {member for line in self.members.values() for member in line}
        self.told = told = read_together(
            live=Claim.objects.filter(family__in=everybody, status__in=LIVE).defer("evidence").select_related("family"),
            made=ClaimMade.objects.current().filter(family__in=everybody).select_related("family").order_by("pk"),
            **also,
        )
        self._live, self._made = told.live, told.made
        self._declared = [row for row in told.made if not row.reference and row.status not in TAKEN_BACK]

    def first_of(self, family_id):
        """The family by which a line is known."""
        return self.members[family_id][0]

    def was_made_on(self, family_id, framework, on):
        """Whether a claim for the family itself is on record as made on a day."""
        return any((row.family_id, row.framework, row.claimed_on) == (family_id, framework, on) for row in self._made)

    def why_taken(self, family_id, framework, *, claim=None):
        """Why a family's result in a framework belongs to another family of its line; empty when it does not.

        `claim` is the family's own live claim, if it has one: the claim with the better right holds.
        """
        line = self.members[family_id]
        if len(line) == 1:
            return ""
        for made in self._declared:
            if made.framework == framework and made.family_id in line and made.family_id != family_id:
                return f"A result of family {made.family}, of the same line, was claimed on {_day(made.claimed_on)}."
        rivals = [
            other for other in self._live
            if other.framework == framework and other.family_id in line and other.family_id != family_id
        ]
        if claim is not None:
            rivals = [other for other in rivals if in_order_of_right(other) < in_order_of_right(claim)]
        if not rivals:
            return ""
        other = min(rivals, key=in_order_of_right)
        return f"Claim {other} for family {other.family}, of the same line, stands for this result."


    def why_not_put_back(self, claim):
        """Why a claim cannot be put back into the queue: another of its line holds the result by now; or nothing."""
        return "" if claim.status in LIVE else self.why_taken(claim.family_id, claim.framework)


def why_not_ours(claim):
    """Why the result of a claim belongs to another family of its line, as a sentence; empty when it does not."""
    return Lines([claim.family_id]).why_taken(claim.family_id, claim.framework, claim=claim)


def _day(day):
    return f"{day:%-d %B %Y}"
