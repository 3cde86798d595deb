"""What was sent about families that belongs to claims: told to the copy that a family is shown."""

from django.utils.timezone import localdate

from claims.models import Claim
from families.purposes.enums import Purpose
from families.purposes.sent import Sent


def claims_sent(family, person_id):
    """The claims that were sent to the department: they hold the family's number and no names."""
    if person_id is not None:
        return []
    claims = Claim.objects.filter(family=family, submitted_at__isnull=False)
    return [
        Sent(
            localdate(claim.submitted_at), "the government department that pays for the programme",
            "that things got better for a family, under a number and without names", Purpose.CLAIM_EVIDENCE.label,
        )
        for claim in claims
    ]
