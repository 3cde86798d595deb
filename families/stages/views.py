"""Where a family stands and where it can go, steps to and from social care, and families that nobody leads."""

from functools import partial

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from families.enums import Stage
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.permissions import Refused
from families.recording_pages import find_family, form_page, open_family
from families.stages import actions
from families.stages.forms import CareStepForm, MoveForm
from families.stages.models import CareStep, StageMove
from families.stages.permissions import may_make
from families.stages.reading import caseloads, families_without_a_lead, needs_met, waited, ways_on
from families.stages.rules import conditions_of, move_between, what_stands_in_the_way

ROWS = 25


def stage_page(request, token):
    """The family's stage, the ways on with what each asks for, and how it came there."""
    family = find_family(request, token)
    record(Verb.VIEWED, by=request.user, about=family, detail="stage")
    return render(request, "families/stage/stage.html", {
        "family": family, "stage": Stage(family.stage).label, "ways": ways_on(family, family.stage, request.user),
        "moves": StageMove.objects.current().filter(family=family).select_related("recorded_by").order_by("-pk"),
        "steps": CareStep.objects.current().filter(family=family).select_related("recorded_by").order_by("-stepped_on"),
        "section": "outcomes:my_families",
    })


def move_stage_page(request, token, to):
    """A move to another stage: what it asks for, and the form once nothing stands in its way."""
    family = open_family(request, token)
    move = find_move(family, to, request.user)
    met = needs_met(family)
    form = MoveForm(request.POST or None, move=move)
    act = partial(actions.move_stage, family=family, by=request.user, to=to)
    return form_page(
        request, family, form, act, heading=move.words, done="The stage is changed.", move=move,
        back=reverse("families:stage", args=[family.token]), template="families/stage/move.html",
        conditions=conditions_of(move, met), is_free=not what_stands_in_the_way(move, met),
    )


def find_move(family, to, user):
    """The way from the family's stage to this one. Raises Http404, and Refused where the family has moved since."""
    move = move_between(family.stage, to)
    if to not in Stage.values or (move and not may_make(user, move)):
        raise Http404
    if move is None:
        raise Refused(f"The family is at the stage “{Stage(family.stage).label}” now. Look at what comes next.")
    return move


def record_care_step_page(request, token):
    """The family was stepped up to social care, or down from it."""
    family = open_family(request, token)
    act = partial(actions.record_care_step, family=family, by=request.user)
    return form_page(
        request, family, CareStepForm(request.POST or None), act, heading="Record a step to or from social care",
        done="The step is recorded.", back=reverse("families:stage", args=[family.token]),
        about="The stage stays as it is: change it too, where social care leads now.",
    )


def allocation_page(request):
    """Families that nobody leads, those that have waited longest first, beside what each worker leads now."""
    page = Paginator(families_without_a_lead(request.user), ROWS).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    rows = [
        {"family": family, "stage": Stage(family.stage).label, "days": waited(family.waiting_since)}
        for family in page.object_list
    ]
    return render(request, "families/stage/allocation.html", {"page": page, "rows": rows, "caseloads": caseloads()})
