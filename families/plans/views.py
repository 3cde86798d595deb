"""The page of a family's plan, agreeing a version of it, the versions, and correcting what one said in codes."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.members import members_of
from families.plans.actions import agree_plan, correct_plan
from families.plans.forms import AgreeForm, CompareForm, PlanForm
from families.plans.pages import plan_form, to_do_list
from families.plans.reading import headlines_for, parts_of, raised_headlines, standing_of
from families.plans.rules import parts_of_a_plan, what_is_missing
from families.plans.versions import compare, content_of, digest_of
from families.plans.working import WorkingPlan
from families.recording_pages import find_belief, find_family, form_page, open_family


def plan_page(request, token):
    """The plan as it is being worked on, what it still lacks, and how it stands: agreed, reviewed, drifting."""
    family = find_family(request, token)
    working = WorkingPlan(family)
    record(Verb.VIEWED, by=request.user, about=family, detail="plan")
    return render(request, "families/plan/plan.html", {
        "family": family, "working": working, "to_do": to_do_list(working), "is_complete": not working.missing,
        "standing": standing_of(working), "section": "outcomes:my_families",
    })


def agree_plan_page(request, token):
    """The family agreed the plan as it stands: who, when, and in which words."""
    family = open_family(request, token)
    working = WorkingPlan(family)
    form = AgreeForm(request.POST or None, members=working.members)

    def act(agreed_on, **said):
        agree_plan(
            family=family, by=request.user, agreed_on=agreed_on, voices=form.voices(), seen=request.POST.get("seen", "")
        )

    return plan_form(
        request, family, form, act, heading="Agree the plan with the family", done="The plan is agreed.",
        template="families/plan/agree.html", working=working, to_do=to_do_list(working),
        is_complete=not working.missing, seen=digest_of(content_of(working)),
    )


def plan_versions_page(request, token):
    """Every version that the family agreed, and what changed between two of them."""
    family = open_family(request, token)
    versions = list(family.agreements.select_related("recorded_by", "plan").prefetch_related("voices"))
    numbers = [one.number for one in versions]
    form = CompareForm(request.GET or None, numbers=numbers)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    by_number = {one.number: one for one in versions}
    older, newer = by_number.get(asked.get("older")), by_number.get(asked.get("newer"))
    return render(request, "families/plan/versions.html", {
        "family": family, "versions": versions, "form": form, "older": older, "newer": newer,
        "differences": compare(older.content, newer.content) if older and newer else None,
        "section": "outcomes:my_families",
    })


def plan_version_page(request, token, number):
    """One version as it was agreed, with what each person said. It prints."""
    family = open_family(request, token)
    version = family.agreements.select_related("recorded_by", "plan").prefetch_related("voices").filter(number=number)
    version = version.first()
    if version is None:
        raise Http404
    return render(request, "families/plan/version.html", {
        "family": family, "version": version, "section": "outcomes:my_families",
    })


def correct_plan_page(request, token, pk):
    """A correction of what an agreed plan says in codes."""
    family = open_family(request, token)
    plan = find_belief(family.plans, pk)
    members = members_of(family)
    form = PlanForm(request.POST or None, members=members, headlines=headlines_for(family), plan=plan)
    parts = parts_of_a_plan(**form.draft(), members=members, raised=raised_headlines(family))
    act = partial(correct_and_warn, request, plan)
    return form_page(
        request, family, form, act, old=plan, template="families/plan.html", parts=parts,
        heading="Correct the plan", done="The plan is corrected.",
    )


def correct_and_warn(request, plan, **said):
    """Corrects the plan, and says what stays missing."""
    missing = what_is_missing(parts_of(correct_plan(plan=plan, by=request.user, **said)))
    if missing:
        messages.warning(request, "The plan is not complete yet. Still missing: " + "; ".join(missing) + ".")
