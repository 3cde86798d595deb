"""The only writers of referrals and of what referrers have been told."""

from django.db import transaction

from families.actions import not_later
from families.believing import believe, replace, said_again
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.household.actions.moves import register_family
from families.permissions import Refused, check_works_with
from families.referrals.enums import ReferralOutcome
from families.referrals.models import Referral
from families.referrals.permissions import check_can_answer, check_can_take
from families.two_clocks import moment_of_writing


@transaction.atomic
def take_referral(*, by, received_on, referrer, about, reason, district=None, family=None):
    """Records a referral as it came. `referrer` holds name, agency, phone and email; `family` where it is known."""
    check_can_take(by)
    if family is not None:
        check_works_with(by, family)
    new = Referral(
        received_on=not_later(received_on), about=about, reason=reason, district=district, family=family, taken_by=by,
        **{f"referrer_{name}": value for name, value in referrer.items()},
    )
    believe(new, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=new, detail="referral")
    return new


@transaction.atomic
def correct_referral(*, referral, by, received_on, referrer, about, reason, district=None):
    """Corrects what was written down wrongly."""
    check_can_answer(by, referral)
    new = said_again(
        referral, received_on=not_later(received_on), about=about, reason=reason, district=district,
        **{f"referrer_{name}": value for name, value in referrer.items()},
    )
    return changed(referral, new, by, Verb.CORRECTED, "referral")


@transaction.atomic
def acknowledge_referral(*, referral, by, acknowledged_on):
    """Records that the referrer was told that the referral came."""
    check_can_answer(by, referral)
    if referral.acknowledged_on is not None:
        raise Refused("The referrer has been told already that it came.")
    new = said_again(referral, acknowledged_on=answered(referral, acknowledged_on))
    return changed(referral, new, by, Verb.RECORDED, "referral acknowledged")


@transaction.atomic
def decide_referral(*, referral, by, outcome, decided_on, family=None):
    """Records what became of a referral, and which family it was about where one was taken on or known."""
    check_can_answer(by, referral)
    if family is not None:
        check_works_with(by, family)
    if outcome == ReferralOutcome.TAKEN_ON and family is None:
        raise Refused("Register the family first, or say which family it is.")
    new = said_again(referral, outcome=ReferralOutcome(outcome), decided_on=answered(referral, decided_on))
    new.family = family
    return changed(referral, new, by, Verb.RECORDED, "referral decided")


@transaction.atomic
def tell_outcome(*, referral, by, outcome_told_on, told):
    """Records that the referrer was told what became of the referral, and in which words."""
    check_can_answer(by, referral)
    if not referral.outcome:
        raise Refused("Record what was decided before recording that the referrer was told.")
    told_on = answered(referral, outcome_told_on)
    new = said_again(
        referral, outcome_told_on=told_on, told=told, acknowledged_on=referral.acknowledged_on or told_on
    )
    return changed(referral, new, by, Verb.RECORDED, "referrer told")


def answered(referral, on):
    """The day of an answer, not before the referral came."""
    if not_later(on) < referral.received_on:
        raise Refused("The answer is dated before the referral came.")
    return on


def changed(old, new, by, verb, detail):
    """Puts the new belief in place of the old, and logs it."""
    replace(old, new, by=by, at=moment_of_writing())
    record(verb, by=by, about=new, detail=detail)
    return new


@transaction.atomic
def register_from_referral(*, referral, by, identified_on, **family_said):
    """Registers the family that a referral is about, and records that it was taken on. Returns the family."""
    check_can_answer(by, referral)
    if referral.family_id is not None:
        raise Refused("The family of this referral is registered already.")
    family = register_family(by=by, identified_on=identified_on, **family_said)
    decide_referral(
        referral=referral, by=by, outcome=ReferralOutcome.TAKEN_ON, family=family,
        decided_on=max(identified_on, referral.received_on),
    )
    return family
