"""Which exceptions hold."""

from claims.contributors import deeds_by_person, is_same_person, person_behind
from claims.models import ConflictOverride
from claims.rules import MOVES
from families.models import User


def override_for(claim, user, act):
    """The exception under which this person, by whatever sign-in, may do `act` with the claim as it stands; or None."""
    made = ConflictOverride.objects.filter(claim=claim, act=act, digest=claim.evidence_digest).select_related("person")
    return next((override for override in made if is_same_person(override.person, user)), None)


def people_who_need_one(claim, act, by):
    """Who could do `act` with the claim in their role, had they not contributed, and is not `by` nor its checker."""
    roles = {move.by for move in MOVES if move.verb == act}
    deeds = deeds_by_person(claim.family_id)
    return [
        user for user in User.objects.filter(is_active=True, role__in=roles).order_by("first_name", "username")
        if person_behind(user) in deeds and not is_same_person(user, by) and not is_same_person(user, claim.checked_by)
        and not override_for(claim, user, act)
    ]
