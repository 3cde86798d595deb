"""What a plan makes due: its actions, its next review, and the next meeting of the team around the family."""

from datetime import timedelta

from django.conf import settings
from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce

from families.due.sources import Source, add_source, of_the_family
from families.models import FamilyDetails, Meeting, Plan, PlanAction, PlanReview


def plans_in_force(scope):
    """The families in scope that agreed a plan, with the day (`agreed`) and the next review that was set since
    (`next_set`). `families.plans.rules.next_review_on` is the rule; a test holds the two against each other."""
    plans = Plan.objects.current().filter(family=OuterRef("family"), agreed_on__lte=scope.today)
    reviews = PlanReview.objects.current().filter(family=OuterRef("family"), held_on__gte=OuterRef("agreed"))
    return FamilyDetails.objects.current().filter(family__in=scope.families).annotate(
        agreed=Subquery(plans.order_by("-agreed_on").values("agreed_on")[:1]),
    ).filter(agreed__isnull=False).annotate(
        next_set=Subquery(reviews.order_by("-held_on").values("next_on")[:1]),
    )


def next_review():
    """The day by which a plan is to be looked at again, as an expression."""
    usual = ExpressionWrapper(F("agreed") + timedelta(weeks=settings.PLAN_REVIEW_WEEKS), output_field=DateField())
    return Cast(Coalesce("next_set", usual, output_field=DateField()), DateField())


def meetings_agreed(scope):
    """The latest meeting with each family at which the next one was agreed: once that is recorded, it is the latest."""
    later = Meeting.objects.filter(
        Q(held_on__gt=OuterRef("held_on")) | Q(held_on=OuterRef("held_on"), pk__gt=OuterRef("pk")),
        family=OuterRef("family"),
    )
    return Meeting.objects.filter(~Exists(later), family__in=scope.families, next_on__isnull=False)


for one in (
    Source(
        "action", lambda scope: PlanAction.objects.to_do().filter(family__in=scope.families), "due_on",
        {"pk": F("pk"), "what": F("what"), "owner": F("owner_name"), "agency": F("agency")},
        lambda said: f"{said['what']} ({said['owner']})",
        lambda said: ("families:settle_action", {"token": said["token"], "pk": said["pk"]}),
    ),
    Source(
        "review", plans_in_force, next_review(), {"family": F("family_id")}, lambda said: "Review the plan",
        of_the_family("families:review_plan"),
    ),
    Source(
        "meeting", meetings_agreed, "next_on", {"family": F("family_id")},
        lambda said: "Meet with the team around the family, as agreed", of_the_family("families:record_meeting"),
    ),
):
    add_source(one)
