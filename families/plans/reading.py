"""What pages ask about plans."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.timezone import localdate

from families.enums import ProblemStatus
from families.facts.vocabulary import headline_names
from families.members import members_of
from families.plans.models import Agreement, Plan, PlanReview
from families.plans.rules import Reviewed, drift, next_review_on, parts_of_a_plan
from families.plans.versions import compare, content_of


def headlines_for(family):
    """The headlines that can be chosen for the family, code -> name.

    Those of its framework's plan; where nobody keeps a list, those its problems and plans already name.
    """
    framework = framework_of(family)
    names = headline_names(framework) if framework else None
    if names is not None:
        return dict(names)
    named = set(family.problems.current().values_list("headline", flat=True))
    for objectives in family.plans.current().values_list("objectives", flat=True):
        named.update(objectives)
    return {code: code for code in sorted(named)}


def framework_of(family):
    """The family's framework; asked only where the family was read without its details."""
    if hasattr(family, "framework"):
        return family.framework
    return family.details.current().values_list("framework", flat=True).first()


def raised_headlines(family):
    """The headlines of the family's accepted problems, code -> name."""
    names = headlines_for(family)
    codes = family.problems.current().filter(status=ProblemStatus.ACCEPTED).values_list("headline", flat=True)
    return {code: names.get(code, code) for code in codes}


def parts_of(plan):
    """What makes this plan complete, each part done or not: the to-do list that pages show."""
    return parts_of_a_plan(
        agreed_on=plan.agreed_on, covers=plan.covers, objectives=plan.objectives,
        members=members_of(plan.family), raised=raised_headlines(plan.family),
    )


def plan_in_force(family, on=None):
    """The latest plan agreed on or before the day (today), or None."""
    agreed = family.plans.current().filter(agreed_on__lte=on or localdate())
    return agreed.order_by("-agreed_on").first()


@dataclass(frozen=True)
class Standing:
    """How a family's plan stands: the one in force, its latest version in words, its reviews, and what is the matter.

    `has_changed` says whether the plan that is worked on differs from the version; `next_on` when it is to be reviewed.
    """

    plan: Plan | None
    version: Agreement | None
    has_changed: bool
    reviews: tuple[PlanReview, ...]
    next_on: date | None
    is_overdue: bool
    warnings: tuple[str, ...]


def standing_of(working):
    """How the plan that is worked on stands today."""
    family, today = working.family, working.today
    plan = plan_in_force(family, today)
    version = family.agreements.first()
    reviews = tuple(PlanReview.objects.current().filter(family=family).order_by("-held_on"))
    agreed_on = plan.agreed_on if plan else None
    looked_at = [Reviewed(row.held_on, row.has_changed, row.next_on) for row in reviews]
    next_on = next_review_on(agreed_on, looked_at, settings.PLAN_REVIEW_WEEKS)
    return Standing(
        plan=plan, version=version, reviews=reviews, next_on=next_on,
        has_changed=bool(version and compare(version.content, content_of(working))),
        is_overdue=bool(next_on and next_on < today), warnings=tuple(drift(agreed_on, looked_at, today)),
    )
