"""What the department answered: a payment, a rejection with its code, what a spot check found, money paid back."""

from django.db import transaction
from django.utils import timezone

from claims import tariff
from claims.actions.moving import lock_claim, move, save_moved
from claims.actions.sending import close_claim_made
from claims.enums import ClaimStatus, MoveVerb, RejectionCode
from claims.permissions import (
    check_can_record_payment,
    check_can_record_rejection,
    check_can_record_repayment,
    check_can_record_spot_check,
)
from families.changes import tell
from families.facts.enums import ClaimMadeStatus
from families.permissions import Refused


@transaction.atomic
def record_payment(*, claim, by, paid_on, amount=None, on=None):
    """Records, on a day (`on`, default: today), that a submitted claim was paid on that day or an earlier one.

    `amount` is in pence, by default what was claimed. It may be another, since the department's word stands.
    """
    claim = lock_claim(claim)
    check_can_record_payment(claim, by)
    amount = claim.amount if amount is None else amount
    if amount <= 0:
        raise Refused("The amount paid is more than nothing.")
    if amount > tariff.MOST_FOR_ONE_FAMILY:
        most = tariff.MOST_FOR_ONE_FAMILY // 100
        raise Refused(f"No family ever earned more than £{most:,}. Check the amount: it is in pounds.")
    if paid_on > (on or timezone.localdate()):
        raise Refused("The date of the payment must be today or in the past.")
    if paid_on < claim.claimed_on:
        raise Refused(f"The payment is dated before the claim, which was made on {claim.claimed_on:%-d %B %Y}.")
    claim.paid_on, claim.paid_amount = paid_on, amount
    moves = move([claim], MoveVerb.PAY, by=by)
    save_moved([claim], moves, by=by, fields=["paid_on", "paid_amount"])
    close_claim_made(claim, ClaimMadeStatus.PAID, by=by)
    tell([claim.family_id], by=by)
    return claim


@transaction.atomic
def record_rejection(*, claim, by, code, reason=""):
    """Records that the department rejected a submitted claim; the family is free to be claimed again."""
    claim = lock_claim(claim)
    check_can_record_rejection(claim, by)
    if code not in RejectionCode.values:
        raise Refused("Choose the code of the department's reason.")
    claim.rejection_code = code
    words = f"{RejectionCode(code).label}. {reason.strip()}".strip()
    moves = move([claim], MoveVerb.REJECT, by=by, reasons={claim.pk: words})
    save_moved([claim], moves, by=by, fields=["rejection_code"])
    close_claim_made(claim, ClaimMadeStatus.REJECTED, by=by)
    tell([claim.family_id], by=by)
    return claim


@transaction.atomic
def record_spot_check(*, claim, by, valid, code="", reason=""):
    """Records whether the department's spot check found a paid claim valid; if not, the money is owed back."""
    claim = lock_claim(claim)
    check_can_record_spot_check(claim, by)
    words = reason.strip()
    if not valid:
        if code not in RejectionCode.values:
            raise Refused("Choose the code of the finding.")
        claim.finding_code = code
        words = f"{RejectionCode(code).label}. {words}".strip()
    verb = MoveVerb.FIND_VALID if valid else MoveVerb.FIND_INVALID
    moves = move([claim], verb, by=by, reasons={claim.pk: words})
    save_moved([claim], moves, by=by, fields=["finding_code"])
    return claim


@transaction.atomic
def record_repayment(*, claim, by, repaid_on, amount=None, on=None):
    """Records that the money for a claim went back to the department on a day (`on`, default: today) or before.

    `amount` is in pence, by default all that was paid; the department may ask for less. The family may be claimed anew.
    """
    claim = lock_claim(claim)
    check_can_record_repayment(claim, by)
    amount = claim.paid_amount if amount is None else amount
    if not 0 < amount <= claim.paid_amount:
        raise Refused("The amount repaid is more than nothing, and no more than was paid.")
    if repaid_on > (on or timezone.localdate()):
        raise Refused("The date of the repayment must be today or in the past.")
    if repaid_on < claim.paid_on:
        raise Refused(f"The repayment is dated before the payment, which was made on {claim.paid_on:%-d %B %Y}.")
    claim.repaid_on, claim.repaid_amount = repaid_on, amount
    stood = claim.status != ClaimStatus.WITHDRAWN
    moves = move([claim], MoveVerb.REPAY, by=by)
    save_moved([claim], moves, by=by, fields=["repaid_on", "repaid_amount"])
    if stood:
        close_claim_made(claim, ClaimMadeStatus.WITHDRAWN, by=by)
    tell([claim.family_id], by=by)
    return claim
