"""Which exceptions hold."""

from claims.contributors import is_same_person
from claims.models import ConflictOverride


def override_for(claim, user, act):
    """The exception under which this person, by whatever sign-in, may do `act` with the claim as it stands; or None."""
    made = ConflictOverride.objects.filter(claim=claim, act=act, digest=claim.evidence_digest).select_related("person")
    return next((override for override in made if is_same_person(override.person, user)), None)
