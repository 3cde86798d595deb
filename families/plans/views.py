"""Recording and correcting a family's plan."""

from functools import partial

from django.contrib import messages

from families.members import members_of
from families.plans.actions import correct_plan, record_plan
from families.plans.forms import PlanForm
from families.plans.reading import headlines_for, parts_of, raised_headlines
from families.plans.rules import parts_of_a_plan, what_is_missing
from families.recording_pages import find_belief, form_page, open_family


def record_plan_page(request, token):
    """A plan the family agreed."""
    family = open_family(request, token)
    act = partial(record_plan, family=family, by=request.user)
    return plan_page(request, family, act, heading="Record a plan", done="The plan is recorded.")


def correct_plan_page(request, token, pk):
    """A correction of what a recorded plan says."""
    family = open_family(request, token)
    plan = find_belief(family.plans, pk)
    act = partial(correct_plan, plan=plan, by=request.user)
    return plan_page(request, family, act, heading="Correct the plan", done="The plan is corrected.", old=plan)


def plan_page(request, family, act, *, old=None, **words):
    """The form, above it what makes the plan complete, and after recording what stays missing."""
    members = members_of(family)
    form = PlanForm(request.POST or None, members=members, headlines=headlines_for(family), plan=old)
    parts = parts_of_a_plan(**form.draft(), members=members, raised=raised_headlines(family))

    def act_and_warn(**said):
        missing = what_is_missing(parts_of(act(**said)))
        if missing:
            messages.warning(request, "The plan is not complete yet. Still missing: " + "; ".join(missing) + ".")

    return form_page(request, family, form, act_and_warn, old=old, template="families/plan.html", parts=parts, **words)
