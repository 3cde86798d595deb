"""What a person decides about one claim: approve, decline, put back, withdraw."""

from django.db import transaction
from django.utils import timezone

from claims.actions.moving import APPROVAL, clear_approval, lock_claim, move, save_moved
from claims.actions.queue import update_queue
from claims.actions.sending import close_claim_made
from claims.enums import SENT, ClaimStatus, MoveVerb
from claims.evidence import differences
from claims.permissions import IN_WORDS, check_can_approve, check_can_decline, check_can_reconsider, check_can_withdraw
from families.accounts.enums import Role
from families.changes import tell
from families.facts.enums import ClaimMadeStatus
from families.permissions import Refused, check_has_role


def approve_claim(*, claim, by, digest, on=None):
    """Approves a claim on the evidence that `digest` names: the evidence that this person was shown.

    First the family is judged once more as of `on` (default: today). That stays written even when the approval is
    then refused: because the evidence is another by now, the claim left the queue, somebody else was faster, or
    this person contributed to the result. Raises Refused; returns the claim.
    """
    check_has_role(by, Role.PROGRAMME_MANAGER, to=IN_WORDS[MoveVerb.APPROVE])
    shown = claim.evidence if claim.evidence_digest == digest else None
    update_queue([claim.family_id], as_of=on)
    with transaction.atomic():
        claim = lock_claim(claim)
        check_can_approve(claim, by)
        if claim.evidence_digest != digest:
            changed = " ".join(differences(shown, claim.evidence)) if shown else ""
            raise Refused(f"The evidence has changed since you saw it. {changed} Look at it again.".replace("  ", " "))
        claim.approved_digest, claim.approved_by, claim.approved_at = digest, by, timezone.now()
        moves = move([claim], MoveVerb.APPROVE, by=by, at=claim.approved_at)
        save_moved([claim], moves, by=by, fields=APPROVAL)
    return claim


def decline_claim(*, claim, by, reason):
    """Declines a claim in the queue. It returns only when its evidence changes, or when somebody puts it back."""
    return _decide(claim, MoveVerb.DECLINE, by, reason, check_can_decline)


def withdraw_claim(*, claim, by, reason):
    """Withdraws a claim that is approved, submitted or paid, for good. The family may be claimed anew.

    That takes other evidence than this claim's; the new claim cites this one.
    """
    return _decide(claim, MoveVerb.WITHDRAW, by, reason, check_can_withdraw)


@transaction.atomic
def _decide(claim, verb, by, reason, check):
    claim = lock_claim(claim)
    check(claim, by)
    reason = reason.strip()
    if not reason:
        raise Refused("Give the reason.")
    was_sent = claim.status in SENT
    moves = move([claim], verb, by=by, reasons={claim.pk: reason})
    if claim.status == ClaimStatus.DECLINED:
        clear_approval(claim)
    elif not was_sent:
        claim.window = None
    save_moved([claim], moves, by=by, fields=APPROVAL)
    if was_sent:
        close_claim_made(claim, ClaimMadeStatus.WITHDRAWN, by=by)
        tell([claim.family_id], by=by)
    return claim


def reconsider_claim(*, claim, by, reason, on=None):
    """Puts a declined claim back into the queue if the family still qualifies as of `on` (default: today)."""
    with transaction.atomic():
        claim = lock_claim(claim)
        check_can_reconsider(claim, by)
        if not reason.strip():
            raise Refused("Give the reason.")
        moves = move([claim], MoveVerb.RECONSIDER, by=by, reasons={claim.pk: reason.strip()})
        save_moved([claim], moves, by=by)
        update_queue([claim.family_id], as_of=on)
        claim.refresh_from_db()
        if claim.status != ClaimStatus.QUEUED:
            raise Refused("The family does not qualify any more, so the claim cannot be put back.")
    return claim
