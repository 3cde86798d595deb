"""What a person decides about one claim: check, approve, decline, put back, withdraw."""

from django.db import transaction
from django.utils import timezone

from claims.actions.moving import (
    CHECK,
    PUT_BACK,
    VOUCHED,
    lock_claim,
    lock_families,
    move,
    put_back,
    save_moved,
    unvouch,
)
from claims.actions.queue import update_queue
from claims.actions.sending import close_claim_made
from claims.enums import SENT, ClaimStatus, MoveVerb
from claims.evidence import differences
from claims.lines import Lines, why_not_ours
from claims.models import Claim
from claims.packs.actions import seal_approvals
from claims.permissions import (
    IN_WORDS,
    check_can_approve,
    check_can_check,
    check_can_decline,
    check_can_reconsider,
    check_can_withdraw,
)
from claims.permissions import refusal as refusal_of
from families.accounts.enums import Role
from families.changes import tell
from families.facts.enums import ClaimMadeStatus
from families.permissions import Refused, check_has_role
from families.two_clocks import moment_of_writing

WAITING = (ClaimStatus.QUEUED, ClaimStatus.CHECKED)


def check_claim(*, claim, by, digest, on=None):
    """Records that a person checked the evidence that `digest` names, and that it proves the result.

    Judges the family once more first, as `approve_claim` does. Raises Refused; returns the claim.
    """
    check_has_role(by, Role.PROGRAMME_MANAGER, Role.ANALYST, to=IN_WORDS[MoveVerb.CHECK])

    def write(claim):
        claim.checked_digest, claim.checked_by, claim.checked_at = digest, by, timezone.now()
        moves = move([claim], MoveVerb.CHECK, by=by, at=claim.checked_at)
        save_moved([claim], moves, by=by, fields=CHECK)

    return _vouch(claim, by, digest, on, check_can_check, write)


def approve_claim(*, claim, by, digest, on=None):
    """Approves a checked claim on the evidence that `digest` names: the evidence that this person was shown.

    First the family is judged once more as of `on` (default: today). That stays written even when the approval is
    then refused: because the evidence is another by now (the check lapses with it), the claim left the queue,
    somebody else was faster, or this person contributed to the result or checked it. What was approved is sealed in
    its pack with it (`claims/packs/`). Raises Refused; returns the claim.
    """
    check_has_role(by, Role.PROGRAMME_MANAGER, to=IN_WORDS[MoveVerb.APPROVE])

    def write(claim):
        claim.approved_digest, claim.approved_by, claim.approved_at = digest, by, timezone.now()
        moves = move([claim], MoveVerb.APPROVE, by=by, at=claim.approved_at)
        save_moved([claim], moves, by=by, fields=VOUCHED)
        seal_approvals(moves=moves, by=by)

    return _vouch(claim, by, digest, on, check_can_approve, write)


def _vouch(shown, by, digest, on, check, write):
    """Judges again, then writes unless something stands against it; what was judged stays written all the same."""
    with transaction.atomic():
        known_at = moment_of_writing()
        lock_families([shown.family_id])
        if Claim.objects.filter(pk=shown.pk, status__in=WAITING).exists():
            update_queue([shown.family_id], as_of=on, known_at=known_at)
        claim = lock_claim(shown)
        refusal = refusal_of(_check_is_what_was_shown, claim, digest, shown) or refusal_of(check, claim, by)
        refusal = refusal or why_not_ours(claim)
        if not refusal:
            write(claim)
    if refusal:
        raise Refused(refusal)
    return claim


def _check_is_what_was_shown(claim, digest, shown):
    """Evidence that changed since it was shown is refused with what changed, and with the check that lapsed by it."""
    if claim.evidence_digest == digest or claim.status not in WAITING:
        return
    sentences = ["The evidence has changed since you saw it."]
    if shown.evidence_digest == digest:
        sentences += differences(shown.evidence, claim.evidence)
        if shown.checked_by_id and claim.checked_by_id is None:
            sentences.append(f"The check by {shown.checked_by} has lapsed; somebody must check the claim again.")
    raise Refused(" ".join([*sentences, "Look at it again."]))


def decline_claim(*, claim, by, reason):
    """Declines a claim in the queue. It returns only when its evidence changes, or when somebody puts it back."""
    return _decide(claim, MoveVerb.DECLINE, by, reason, check_can_decline)


def withdraw_claim(*, claim, by, reason):
    """Withdraws an approved or a sent claim for good. The family may be claimed anew; what was paid is owed back.

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
        unvouch(claim)
    elif not was_sent:
        claim.window = None
    save_moved([claim], moves, by=by, fields=VOUCHED)
    if was_sent:
        close_claim_made(claim, ClaimMadeStatus.WITHDRAWN, by=by)
        tell([claim.family_id], by=by)
    return claim


def reconsider_claim(*, claim, by, reason, on=None):
    """Puts a claim back into the queue, without its check and approval, if the family qualifies as of `on` (today)."""
    with transaction.atomic():
        claim = lock_claim(claim)
        check_can_reconsider(claim, by)
        if not reason.strip():
            raise Refused("Give the reason.")
        lines = Lines([claim.family_id])
        if why := lines.why_not_put_back(claim):
            raise Refused(why)
        moves = move([claim], MoveVerb.RECONSIDER, by=by, reasons={claim.pk: reason.strip()})
        put_back(claim, lines)
        save_moved([claim], moves, by=by, fields=PUT_BACK)
        update_queue([claim.family_id], as_of=on)
        claim.refresh_from_db()
        if claim.status != ClaimStatus.QUEUED:
            raise Refused("The family does not qualify any more, so the claim cannot be put back.")
    return claim
