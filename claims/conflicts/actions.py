"""The only writer of exceptions."""

from django.db import transaction
from django.utils import timezone

from claims.actions.moving import lock_claim
from claims.conflicts.models import ConflictOverride
from claims.conflicts.permissions import check_can_override
from claims.contributors import DEEDS, deeds_of
from families.believing import insert
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused


@transaction.atomic
def override_conflict(*, claim, person, act, reason, by):
    """Lets a person who contributed check (or approve) one claim on its evidence as it stands. Raises Refused."""
    claim = lock_claim(claim)
    check_can_override(claim, person, act, by)
    if not reason.strip():
        raise Refused("Give the reason.")
    deeds = " and ".join(DEEDS[did] for did in deeds_of(person, claim.family_id))
    override = ConflictOverride(
        claim=claim, person=person, act=act, digest=claim.evidence_digest, deeds=deeds, reason=reason.strip(),
        given_by=by, given_at=timezone.now(),
    )
    insert(override)
    record(Verb.MANAGED, by=by, about=claim, detail=f"exception: user {person.pk} may {act}")
    return override
