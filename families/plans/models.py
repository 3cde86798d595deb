"""The single family plan: as it is being worked on, each version that a family agreed, and how it was reviewed.

What is worked on are beliefs on two clocks, so that their history is there for the asking. `Plan` is what an
agreement says in codes, and all that judging reads.
"""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from families.plans.enums import ActionState, Stance
from families.two_clocks import Belief, BeliefQuerySet, one_current


class Plan(Belief):
    """The plan a family agreed on a day; the latest one agreed is the plan in force.

    `covers` holds the ids of the members it covers, sorted (None: all members on that day); `objectives` the codes of
    the headlines it has an objective for, sorted.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="plans")
    agreed_on = models.DateField()
    covers = ArrayField(models.BigIntegerField(), null=True)
    objectives = ArrayField(models.CharField(max_length=50), default=list)

    class Meta:
        constraints = [
            one_current(
                "family", "agreed_on", name="one_plan_accepted_at_a_time",
                message="This family already agreed a plan on that day. Correct that one instead.",
            ),
        ]

    def __str__(self):
        return f"Plan of {self.family}, {self.agreed_on}"


class PlannedMember(Belief):
    """Whether the plan being worked on covers a member; somebody who is left out is left out for a reason."""

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="planned_members")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, related_name="+")
    is_covered = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            one_current(
                "family", "person", name="member_is_covered_or_not",
                message="Somebody has just said whether the plan covers this person. Look at what it says now.",
            ),
            models.CheckConstraint(
                name="member_is_left_out_with_a_reason", condition=Q(is_covered=True) | ~Q(reason=""),
                violation_error_message="Say why the plan leaves this person out.",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {'covered' if self.is_covered else 'left out'}"


class Objective(Belief):
    """What will be different under a headline, for one member or (no person) the family, in plain words."""

    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="objectives")
    headline = models.CharField(max_length=50)
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=400)
    reached_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_current("thread", name="objective_has_one_current_belief", message="This was changed already."),
        ]

    def __str__(self):
        return self.what


class ActionQuerySet(BeliefQuerySet):
    """Actions of plans."""

    def to_do(self):
        """Those that somebody still has to do."""
        return self.current().filter(state=ActionState.TO_DO)

    def overdue(self, on):
        """Those that should have been done before the day."""
        return self.to_do().filter(due_on__lt=on)

    def with_history(self, thread):
        """Everything that was ever said of one action, the latest first."""
        rows = self.filter(thread=thread).select_related("recorded_by", "superseded_by")
        return rows.order_by("-recorded_at", "-pk")


class PlanAction(Belief):
    """What somebody does by a day so that an objective (named by its thread) is reached.

    One of three owns it: a person who signs in here, somebody of the family, or a professional round it (named by
    the thread). `owner_name` and `agency` are as they were when the action was agreed. `meeting` is the thread of the
    meeting at which this was said.
    """

    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="plan_actions")
    objective = models.UUIDField()
    what = models.CharField(max_length=400)
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="plan_actions"
    )
    owner_person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="+")
    owner_professional = models.UUIDField(null=True)
    owner_name = models.CharField(max_length=180)
    agency = models.CharField(max_length=120)
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=ActionState, default=ActionState.TO_DO)
    settled_on = models.DateField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    meeting = models.UUIDField(null=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            one_current("thread", name="action_has_one_current_belief", message="This was changed already."),
            models.CheckConstraint(
                name="action_has_one_owner",
                condition=(
                    Q(owner_user__isnull=False, owner_person=None, owner_professional=None)
                    | Q(owner_user=None, owner_person__isnull=False, owner_professional=None)
                    | Q(owner_user=None, owner_person=None, owner_professional__isnull=False)
                ),
                violation_error_message="Say who does it: one person.",
            ),
            models.CheckConstraint(
                name="action_is_settled_on_a_day",
                condition=Q(state=ActionState.TO_DO, settled_on=None) | (
                    ~Q(state=ActionState.TO_DO) & Q(settled_on__isnull=False)
                ),
                violation_error_message="Give the day on which it was done or became needless.",
            ),
            models.CheckConstraint(
                name="action_is_dropped_for_a_reason",
                condition=~Q(state=ActionState.NOT_NEEDED) | ~Q(reason=""),
                violation_error_message="Say why it is no longer needed.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["family", "due_on"], name="plan_actions_to_do",
                condition=Q(superseded_at__isnull=True, state=ActionState.TO_DO),
            ),
        ]

    def __str__(self):
        return self.what


class Agreement(models.Model):
    """One version of a family's plan, as it was agreed. It never changes.

    `plan` is what the agreement says in codes. `content` is the plan in words as it stood, as `versions.content_of`
    gives it: members, objectives, actions.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="agreements")
    number = models.PositiveIntegerField()
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="agreement")
    agreed_on = models.DateField()
    content = models.JSONField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "number"], name="versions_are_numbered_once",
                violation_error_message="Somebody has just agreed this plan. Look at the latest version.",
            ),
        ]

    def __str__(self):
        return f"Version {self.number}"


class Voice(models.Model):
    """What one person of the family said to a version of the plan, in their own words. It never changes."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="voices")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=180)
    stance = models.CharField(max_length=20, choices=Stance)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "person"], name="person_speaks_once_to_a_version",
                violation_error_message="What this person said is recorded already.",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.get_stance_display().lower()}"


class PlanReview(Belief):
    """The plan was looked at again on a day: what changed, and when it will be looked at next."""

    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="plan_reviews")
    held_on = models.DateField()
    has_changed = models.BooleanField()
    what = models.TextField()
    next_on = models.DateField()

    class Meta:
        constraints = [
            one_current("thread", name="review_has_one_current_belief", message="This was changed already."),
            one_current(
                "family", "held_on", name="plan_is_reviewed_once_a_day",
                message="A review on that day is already recorded.",
            ),
            models.CheckConstraint(
                name="next_review_is_after_this_one", condition=Q(next_on__gt=models.F("held_on")),
                violation_error_message="The next review must be after this one.",
            ),
        ]

    def __str__(self):
        return f"Review of {self.held_on}"
