"""Who may make an exception, for whom, and for what."""

from claims.conflicts.enums import Vouching
from claims.conflicts.reading import override_for
from claims.contributors import DEEDS, deeds_of, is_same_person
from claims.enums import ClaimStatus, MoveVerb
from claims.rules import after
from claims.vouchers import has_vouched
from families.accounts.enums import Role
from families.permissions import Refused, check_has_role

WAITS_FOR = {ClaimStatus.QUEUED: Vouching.CHECK, ClaimStatus.CHECKED: Vouching.APPROVE}
VERBS = {Vouching.CHECK: MoveVerb.CHECK, Vouching.APPROVE: MoveVerb.APPROVE}


def check_may_make_exceptions(claim, by, deeds=None):
    """A programme manager who contributed nothing, while the claim waits to be checked or approved.

    `deeds` is what the person did, where that is known already.
    """
    check_has_role(by, Role.PROGRAMME_MANAGER, to="make an exception")
    if claim.status not in WAITS_FOR:
        raise Refused("An exception is made while a claim waits to be checked or approved.")
    if deeds_of(by, claim.family_id) if deeds is None else deeds:
        raise Refused("You cannot make an exception: you contributed to this claim yourself.")


def check_can_override(claim, person, act, by):
    """For somebody else, who contributed, who did not check the claim, and whose role could do it."""
    check_may_make_exceptions(claim, by)
    if WAITS_FOR[claim.status] != act:
        raise Refused("The claim does not wait for this.")
    if is_same_person(person, by):
        raise Refused("You cannot make an exception for yourself.")
    if not person.is_active or after(claim.status, VERBS[act], person.role) is None:
        raise Refused(f"{person}'s role cannot do this.")
    if act == Vouching.APPROVE and has_vouched(claim, person, MoveVerb.CHECK):
        raise Refused(f"{person} checked this claim. One person never does both.")
    if not deeds_of(person, claim.family_id):
        raise Refused(f"{person} needs no exception: they contributed nothing.")


def check_is_disinterested(claim, by, *, to, act=None, deeds=None):
    """Whoever contributed to the result does not vouch for it; persons are compared, not sign-ins.

    `act` is what an exception could have been made for; `deeds` is what the person did, where that is known already.
    """
    deeds = deeds_of(by, claim.family_id) if deeds is None else deeds
    if deeds and not (act and override_for(claim, by, act)):
        raise Refused(f"You cannot {to}: you {' and '.join(DEEDS[did] for did in deeds)}.")
