"""May this person do this to this claim? Each check returns quietly or raises `Refused` with a sentence."""

from django.utils import timezone

from claims.conflicts.enums import Vouching
from claims.conflicts.permissions import check_is_disinterested
from claims.contributors import is_same_person
from claims.enums import ClaimStatus, MoveVerb
from claims.rules import MOVES, SYSTEM, after
from claims.vouchers import has_vouched
from claims.watching.enums import AlertState
from families.accounts.enums import Role
from families.permissions import Refused, check_has_role

IN_WORDS = {
    MoveVerb.CHECK: "check a claim",
    MoveVerb.APPROVE: "approve a claim",
    MoveVerb.DECLINE: "decline a claim",
    MoveVerb.RECONSIDER: "put a claim back into the queue",
    MoveVerb.SAMPLE: "draw claims into the audit sample",
    MoveVerb.PASS: "audit a claim",
    MoveVerb.FAIL: "audit a claim",
    MoveVerb.SIGN_OFF: "record a sign-off",
    MoveVerb.UNSIGN: "take claims out of a sign-off",
    MoveVerb.SUBMIT: "submit claims to the department",
    MoveVerb.PAY: "record a payment",
    MoveVerb.REJECT: "record the department's rejection",
    MoveVerb.WITHDRAW: "withdraw a claim",
    MoveVerb.FIND_VALID: "record what a spot check found",
    MoveVerb.FIND_INVALID: "record what a spot check found",
    MoveVerb.REPAY: "record a repayment",
}
STANDS = {
    ClaimStatus.QUEUED: "is in the queue: nobody has checked it",
    ClaimStatus.LEFT_QUEUE: "has left the queue: the family does not qualify at present",
    ClaimStatus.CHECKED: "is checked and not approved yet",
    ClaimStatus.APPROVED: "is approved and not submitted yet",
    ClaimStatus.DECLINED: "was declined",
    ClaimStatus.IN_SAMPLE: "is in the audit sample",
    ClaimStatus.AUDIT_PASSED: "passed its audit and is not submitted yet",
    ClaimStatus.AUDIT_FAILED: "failed its audit",
    ClaimStatus.SIGNED_OFF: "is signed off and not submitted yet",
    ClaimStatus.SUBMITTED: "was submitted",
    ClaimStatus.PAID: "was paid",
    ClaimStatus.REJECTED: "was rejected by the department",
    ClaimStatus.WITHDRAWN: "was withdrawn",
    ClaimStatus.SPOT_VALID: "was found valid in a spot check",
    ClaimStatus.SPOT_INVALID: "was found not valid in a spot check",
    ClaimStatus.REPAID: "was repaid",
}


def in_words(moment):
    """A moment as people write it: 14:05 on 3 May 2016."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M} on {local.day} {local:%B %Y}"


def check_can_move(claim, verb, by):
    """Only the roles that `MOVES` names may do this, and only from a status from which the move exists."""
    roles = dict.fromkeys(move.by for move in MOVES if move.verb == verb and move.by != SYSTEM)
    check_has_role(by, *roles, to=IN_WORDS[verb])
    if after(claim.status, verb, by.role) is not None:
        return
    if verb == MoveVerb.CHECK and claim.checked_by_id:
        raise Refused(f"{claim.checked_by} already checked this claim at {in_words(claim.checked_at)}.")
    if verb == MoveVerb.APPROVE and claim.approved_by_id:
        raise Refused(f"{claim.approved_by} already approved this claim at {in_words(claim.approved_at)}.")
    raise Refused(f"Claim {claim.reference} {STANDS[claim.status]}, so nobody can {_plain(verb)}.")


def _plain(verb):
    return {
        MoveVerb.PAY: "record a payment for it", MoveVerb.REJECT: "record a rejection of it",
        MoveVerb.RECONSIDER: "put it back", MoveVerb.SAMPLE: "draw it into the audit sample",
        MoveVerb.PASS: "audit it", MoveVerb.FAIL: "audit it", MoveVerb.SIGN_OFF: "sign it off",
        MoveVerb.UNSIGN: "take back its sign-off", MoveVerb.FIND_VALID: "record a spot check of it",
        MoveVerb.FIND_INVALID: "record a spot check of it", MoveVerb.REPAY: "record a repayment of it",
    }.get(verb, f"{verb.value} it")


def check_can_check(claim, by, deeds=None):
    """A programme manager or an analyst who contributed nothing to the result, while the claim waits in the queue."""
    check_can_move(claim, MoveVerb.CHECK, by)
    check_is_disinterested(claim, by, to="check this claim", act=Vouching.CHECK, deeds=deeds)


def check_can_approve(claim, by, deeds=None, vouchers=None):
    """A programme manager who neither contributed to the result nor checked it, once somebody has."""
    check_can_move(claim, MoveVerb.APPROVE, by)
    check_is_disinterested(claim, by, to="approve this claim", act=Vouching.APPROVE, deeds=deeds)
    if has_vouched(claim, by, MoveVerb.CHECK, vouchers):
        raise Refused("You cannot approve this claim: you checked it. Somebody else must approve it.")


def check_can_sample(claim, by):
    """An auditor, for an approved claim."""
    check_can_move(claim, MoveVerb.SAMPLE, by)


def check_can_audit(claim, by):
    """An auditor who neither contributed to the result, nor checked or approved it."""
    check_can_move(claim, MoveVerb.PASS, by)
    check_is_disinterested(claim, by, to="audit this claim")
    for verb, did in ((MoveVerb.CHECK, "checked"), (MoveVerb.APPROVE, "approved")):
        if has_vouched(claim, by, verb):
            raise Refused(f"You cannot audit this claim: you {did} it.")


def check_can_decline(claim, by):
    """A programme manager, until the claim is approved."""
    check_can_move(claim, MoveVerb.DECLINE, by)


def check_can_reconsider(claim, by):
    """A programme manager, for a claim that was checked, approved, declined, or failed its audit."""
    check_can_move(claim, MoveVerb.RECONSIDER, by)


def check_can_withdraw(claim, by):
    """A programme manager, from the approval on, but not while the claim is in the audit sample."""
    check_can_move(claim, MoveVerb.WITHDRAW, by)


def check_can_record_payment(claim, by):
    """A programme manager, for a submitted claim."""
    check_can_move(claim, MoveVerb.PAY, by)


def check_can_record_rejection(claim, by):
    """A programme manager, for a submitted claim."""
    check_can_move(claim, MoveVerb.REJECT, by)


def check_can_record_spot_check(claim, by):
    """A programme manager, for a paid claim."""
    check_can_move(claim, MoveVerb.FIND_VALID, by)


def check_can_record_repayment(claim, by):
    """A programme manager, for a claim that was paid and is not valid, or was withdrawn after it was paid."""
    check_can_move(claim, MoveVerb.REPAY, by)
    if claim.paid_amount is None:
        raise Refused("This claim was never paid, so there is nothing to repay.")


def check_can_decide_alerts(by):
    """Programme managers decide what becomes of a claim that is contradicted."""
    check_has_role(by, Role.PROGRAMME_MANAGER, to="decide about an alert")


def check_can_decide_alert(alert, by, deeds=None):
    """A programme manager who vouched neither for the claim nor for what it rests on."""
    check_can_decide_alerts(by)
    if alert.state != AlertState.OPEN:
        raise Refused("This alert was decided already.")
    check_is_disinterested(alert.claim, by, to="dismiss this alert", deeds=deeds)
    for did, person in (("checked", alert.claim.checked_by), ("approved", alert.claim.approved_by)):
        if is_same_person(by, person):
            raise Refused(f"You cannot dismiss this alert: you {did} the claim. You can withdraw the claim.")


def check_can_manage_windows(by):
    """Programme managers open windows and decide what goes into them."""
    check_has_role(by, Role.PROGRAMME_MANAGER, to="manage submission windows")


def check_can_sign_off(window, by):
    """A programme manager records the officers' word, until the window is submitted."""
    check_has_role(by, Role.PROGRAMME_MANAGER, to=IN_WORDS[MoveVerb.SIGN_OFF])
    check_is_not_submitted(window)


def check_can_submit(window, by):
    """A programme manager, once per window."""
    check_has_role(by, Role.PROGRAMME_MANAGER, to=IN_WORDS[MoveVerb.SUBMIT])
    check_is_not_submitted(window)


def check_is_not_submitted(window):
    """What was submitted is done with."""
    if window.submitted_at:
        raise Refused(f"{window.submitted_by} already submitted this window at {in_words(window.submitted_at)}.")


def check_can_export(by):
    """Analysts and programme managers make exports."""
    check_has_role(by, Role.ANALYST, Role.PROGRAMME_MANAGER, to="make exports")


def check_can_hand_over(by):
    """Programme managers and auditors hand packs of claims to whoever checks them."""
    check_has_role(by, Role.PROGRAMME_MANAGER, Role.AUDITOR, to="hand over the packs of claims")


def refusal(check, *subjects):
    """The sentence with which a check refuses, or an empty string when it does not: for a page to show."""
    try:
        check(*subjects)
    except Refused as refused:
        return str(refused)
    return ""
