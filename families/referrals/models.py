"""Referrals: who asked us to help whom, why, and what they have been told back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from families.accounts.enums import Role
from families.referrals.enums import ReferralOutcome
from families.two_clocks import Belief, BeliefQuerySet, one_current


class ReferralQuerySet(BeliefQuerySet):
    """Referrals, who may see them, and which of them wait for an answer."""

    def visible_to(self, user):
        """Those this person took, those of families they may open, and for managers those of their district.

        A referral of no district is seen by every manager, so that none is lost.
        """
        from families.models import Family

        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role == Role.PROGRAMME_MANAGER:
            return self
        mine = Q(taken_by=user) | Q(family__in=Family.objects.visible_to(user))
        if user.role == Role.KEY_WORKER:
            return self.filter(mine)
        if user.role == Role.TEAM_MANAGER:
            return self.filter(mine | Q(district=user.district_id) | Q(district=None, family=None))
        return self.none()

    def awaiting_an_answer(self):
        """Those whose referrer has not been told that it came, or what became of it."""
        return self.filter(Q(acknowledged_on=None) | Q(outcome_told_on=None))


class Referral(Belief):
    """One request to help a family. `about` is whom, in the referrer's words; `taken_by` wrote it down.

    The referrer is told twice: that it came (`acknowledged_on`), and what became of it (`outcome_told_on`, `told`).
    """

    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    received_on = models.DateField()
    referrer_name = models.CharField(max_length=120)
    referrer_agency = models.CharField(max_length=120)
    referrer_phone = models.CharField(max_length=40, blank=True)
    referrer_email = models.EmailField(max_length=120, blank=True)
    about = models.CharField(max_length=200)
    reason = models.TextField()
    district = models.ForeignKey("families.District", on_delete=models.PROTECT, null=True, related_name="referrals")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="referrals_taken"
    )
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, null=True, related_name="referrals")
    acknowledged_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, choices=ReferralOutcome, blank=True)
    decided_on = models.DateField(null=True)
    outcome_told_on = models.DateField(null=True)
    told = models.TextField(blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            one_current("thread", name="referral_has_one_current_belief", message="This was changed already."),
            models.CheckConstraint(
                name="referral_is_answered_after_it_came",
                condition=(
                    (Q(acknowledged_on=None) | Q(acknowledged_on__gte=F("received_on")))
                    & (Q(decided_on=None) | Q(decided_on__gte=F("received_on")))
                    & (Q(outcome_told_on=None) | Q(outcome_told_on__gte=F("received_on")))
                ),
                violation_error_message="The answer is dated before the referral came.",
            ),
            models.CheckConstraint(
                name="referral_outcome_is_told_once_decided",
                condition=Q(outcome_told_on=None) | ~Q(outcome=""),
                violation_error_message="Record what was decided before recording that the referrer was told.",
            ),
        ]

    def __str__(self):
        return f"referral of {self.received_on} from {self.referrer_agency}"
