"""What a partner agency sees of plans and referrals: its own actions, and its own referrals. Nothing else, ever."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from families.accounts.enums import Role
from families.models import PlanAction, Referral


def actions_of(user):
    """The current actions of plans that this partner's agency owns: through its own sign-ins, or professionals of that
    agency round a family. Nobody who is not an active partner owns any."""
    rows = PlanAction.objects.current()
    if not user.is_active or user.role != Role.PARTNER or not user.agency:
        return rows.none()
    return rows.filter(
        Q(owner_user__role=Role.PARTNER, owner_user__agency=user.agency)
        | Q(owner_professional__isnull=False, agency__iexact=user.agency)
    )


def referrals_of(user):
    """The referrals that this partner's agency made, as we believe them now."""
    if not user.is_active or user.role != Role.PARTNER or not user.agency:
        return Referral.objects.none()
    return Referral.objects.current().filter(referrer_agency__iexact=user.agency)


@dataclass(frozen=True)
class Answer:
    """What one referral's referrer may know: their own words, and what they have been told, or are about to be."""

    received_on: date
    referrer: str
    about: str
    says: str
    told: str


def answer(referral):
    """A referral as its own agency reads it: not before it is told, and nothing of the family."""
    if referral.outcome_told_on:
        says = f"{referral.get_outcome_display()}."
    elif referral.acknowledged_on:
        says = "It has come and is being looked at."
    else:
        says = "It has come."
    return Answer(
        referral.received_on, referral.referrer_name, referral.about, says,
        referral.told if referral.outcome_told_on else "",
    )
