"""The audit of a claim before it is sent: into the sample, out of it again, and what the auditor found."""

from django.db import transaction

from claims.actions.moving import VOUCHED, lock_claim, lock_families, move, save_moved
from claims.enums import MoveVerb, RejectionCode
from claims.models import Claim
from claims.permissions import check_can_audit, check_can_release, check_can_sample
from families.permissions import Refused


@transaction.atomic
def put_in_audit_sample(*, claims, by, reason):
    """Puts approved claims into the audit sample, all or none. `reason` says by which rule they were drawn."""
    lock_families(claim.family_id for claim in claims)
    rows = Claim.objects.filter(pk__in=[claim.pk for claim in claims]).order_by("pk")
    locked = list(rows.select_for_update(of=["self"], no_key=True).select_related("family"))
    for claim in locked:
        check_can_sample(claim, by)
    if not reason.strip():
        raise Refused("Say by which rule the claims were drawn.")
    moves = move(locked, MoveVerb.SAMPLE, by=by, reasons={claim.pk: reason.strip() for claim in locked})
    save_moved(locked, moves, by=by)
    return locked


@transaction.atomic
def take_out_of_audit_sample(*, claim, by, reason):
    """Takes a claim that nobody has audited out of the sample; it is approved as before."""
    claim = lock_claim(claim)
    check_can_release(claim, by)
    if not reason.strip():
        raise Refused("Give the reason.")
    moves = move([claim], MoveVerb.RELEASE, by=by, reasons={claim.pk: reason.strip()})
    save_moved([claim], moves, by=by)
    return claim


@transaction.atomic
def record_audit(*, claim, by, passed, code="", reason=""):
    """Records what the audit of a claim in the sample found. One that fails leaves its window; `code` says in what."""
    claim = lock_claim(claim)
    check_can_audit(claim, by)
    reason = reason.strip()
    if not passed:
        if code not in RejectionCode.values:
            raise Refused("Choose the code of the finding.")
        claim.finding_code, claim.window = code, None
        reason = f"{RejectionCode(code).label}. {reason}".strip()
    moves = move([claim], MoveVerb.PASS if passed else MoveVerb.FAIL, by=by, reasons={claim.pk: reason})
    save_moved([claim], moves, by=by, fields=VOUCHED)
    return claim
