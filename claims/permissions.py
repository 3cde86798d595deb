"""May this person do this to this claim? Each check returns quietly or raises `Refused` with a sentence."""

from django.utils import timezone

from claims.contributors import DEEDS, deeds_of
from claims.enums import ClaimStatus, MoveVerb
from claims.rules import MOVES, SYSTEM, after
from families.accounts.enums import Role
from families.permissions import Refused, check_has_role

IN_WORDS = {
    MoveVerb.APPROVE: "approve a claim",
    MoveVerb.DECLINE: "decline a claim",
    MoveVerb.RECONSIDER: "put a declined claim back into the queue",
    MoveVerb.SUBMIT: "submit claims to the department",
    MoveVerb.PAY: "record a payment",
    MoveVerb.REJECT: "record the department's rejection",
    MoveVerb.WITHDRAW: "withdraw a claim",
}
STANDS = {
    ClaimStatus.QUEUED: "is in the queue: nobody has approved it",
    ClaimStatus.LEFT_QUEUE: "has left the queue: the family does not qualify at present",
    ClaimStatus.APPROVED: "is approved and not submitted yet",
    ClaimStatus.DECLINED: "was declined",
    ClaimStatus.SUBMITTED: "was submitted",
    ClaimStatus.PAID: "was paid",
    ClaimStatus.REJECTED: "was rejected by the department",
    ClaimStatus.WITHDRAWN: "was withdrawn",
}


def in_words(moment):
    """A moment as people write it: 14:05 on 3 May 2016."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M} on {local.day} {local:%B %Y}"


def check_can_move(claim, verb, by):
    """Only the role that `MOVES` names may do this, and only from a status from which the move exists."""
    check_has_role(by, *{move.by for move in MOVES if move.verb == verb and move.by != SYSTEM}, to=IN_WORDS[verb])
    if after(claim.status, verb, by.role) is not None:
        return
    if verb == MoveVerb.APPROVE and claim.approved_by_id:
        raise Refused(f"{claim.approved_by} already approved this claim at {in_words(claim.approved_at)}.")
    raise Refused(f"Claim {claim.reference} {STANDS[claim.status]}, so nobody can {_plain(verb)} it.")


def _plain(verb):
    return {
        MoveVerb.PAY: "record a payment for", MoveVerb.REJECT: "record a rejection of",
        MoveVerb.RECONSIDER: "put back",
    }.get(verb, verb.value)


def check_did_not_contribute(claim, by, *, to="approve this claim"):
    """Whoever contributed to the result decides nothing about it; persons are compared, not sign-ins."""
    deeds = deeds_of(by, claim.family_id)
    if deeds:
        raise Refused(f"You cannot {to}: you {' and '.join(DEEDS[did] for did in deeds)}.")


def check_can_approve(claim, by):
    """A programme manager who contributed nothing to the result, while the claim waits in the queue."""
    check_can_move(claim, MoveVerb.APPROVE, by)
    check_did_not_contribute(claim, by)


def check_can_decline(claim, by):
    """A programme manager, while the claim waits in the queue."""
    check_can_move(claim, MoveVerb.DECLINE, by)


def check_can_reconsider(claim, by):
    """A programme manager, for a declined claim."""
    check_can_move(claim, MoveVerb.RECONSIDER, by)


def check_can_withdraw(claim, by):
    """A programme manager, for a claim that is approved, submitted or paid."""
    check_can_move(claim, MoveVerb.WITHDRAW, by)


def check_can_record_payment(claim, by):
    """A programme manager, for a submitted claim."""
    check_can_move(claim, MoveVerb.PAY, by)


def check_can_record_rejection(claim, by):
    """A programme manager, for a submitted claim."""
    check_can_move(claim, MoveVerb.REJECT, by)


def check_can_manage_windows(by):
    """Programme managers open windows and decide what goes into them."""
    check_has_role(by, Role.PROGRAMME_MANAGER, to="manage submission windows")


def check_can_submit(window, by):
    """A programme manager, once per window."""
    check_has_role(by, Role.PROGRAMME_MANAGER, to=IN_WORDS[MoveVerb.SUBMIT])
    if window.submitted_at:
        raise Refused(f"{window.submitted_by} already submitted this window at {in_words(window.submitted_at)}.")


def check_can_export(by):
    """Analysts and programme managers make exports."""
    check_has_role(by, Role.ANALYST, Role.PROGRAMME_MANAGER, to="make exports")


def refusal(check, *subjects):
    """The sentence with which a check refuses, or an empty string when it does not: for a page to show."""
    try:
        check(*subjects)
    except Refused as refused:
        return str(refused)
    return ""
