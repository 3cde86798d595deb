"""Working on a plan: whom it covers, its objectives, its actions and what became of them, and its reviews."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.http import Http404
from django.utils.timezone import localdate

from families.members import people_of
from families.plans import recording
from families.plans.enums import ActionState
from families.plans.forms import (
    ActionForm,
    ChangeObjectiveForm,
    MembersForm,
    ObjectiveForm,
    ReopenForm,
    ReviewForm,
    SettleForm,
    TakeOutForm,
)
from families.plans.models import PlanAction, PlanReview
from families.plans.owners import Owners, value_of
from families.plans.pages import action_in_words, plan_form
from families.plans.reading import headlines_for
from families.plans.versions import digest_of
from families.plans.working import WorkingPlan, decided_now
from families.problem_views import person_of
from families.recording_pages import find_belief, open_family


def plan_members_page(request, token):
    """Whom the plan covers, and why not somebody."""
    family = open_family(request, token)
    working = WorkingPlan(family)
    form = MembersForm(request.POST or None, members=working.members)

    def act(**said):
        recording.say_whom_it_covers(
            family=family, by=request.user, decided=form.decided(), seen=request.POST.get("seen", "")
        )

    return plan_form(
        request, family, form, act, heading="Who the plan covers", done="It is recorded whom the plan covers.",
        template="families/plan/members.html", working=working, seen=digest_of(decided_now(family)),
    )


def add_objective_page(request, token):
    """What will be different."""
    family = open_family(request, token)
    form = ObjectiveForm(
        request.POST or None, people=people_of(family), headlines=headlines_for(family),
        headline=request.GET.get("headline", ""),
    )

    def act(person, **said):
        recording.add_objective(family=family, by=request.user, person=person_of(person), **said)

    return plan_form(
        request, family, form, act, heading="Add an objective",
        done="The objective is added. Now say what is to be done towards it.",
    )


def change_objective_page(request, token, pk):
    """An objective said anew, or reached."""
    family = open_family(request, token)
    objective = find_belief(family.objectives, pk)
    form = ChangeObjectiveForm(
        request.POST or None, people=people_of(family), headlines=headlines_for(family), objective=objective
    )

    def act(person, **said):
        recording.change_objective(
            objective=objective, family=family, by=request.user, person=person_of(person), **said
        )

    return plan_form(
        request, family, form, act, heading="Change an objective", done="The objective is changed.", old=objective
    )


def take_out_objective_page(request, token, pk):
    """Asks whether to take an objective out of the plan, and does it."""
    family = open_family(request, token)
    objective = find_belief(family.objectives, pk)
    form = TakeOutForm(request.POST if request.method == "POST" else None)

    def act(**said):
        recording.take_out_objective(objective=objective, family=family, by=request.user)

    return plan_form(
        request, family, form, act, heading="Take an objective out of the plan", done="The objective is taken out.",
        old=objective, about=f"{objective.what} Versions that were agreed keep it.",
    )


def add_action_page(request, token, thread):
    """What somebody does towards an objective."""
    family = open_family(request, token)
    objective = family.objectives.current().filter(thread=thread).first()
    if objective is None:
        raise Http404
    form = ActionForm(request.POST or None, owners=Owners(family, by=request.user).choices())
    act = partial(recording.add_action, family=family, by=request.user, objective=thread)
    return plan_form(
        request, family, form, act, heading="Add an action", done="The action is added.",
        about=f"So that this will be different: {objective.what}",
    )


def change_action_page(request, token, pk):
    """What is to be done, by whom or by when, said anew."""
    family = open_family(request, token)
    action = find_belief(family.plan_actions, pk)
    initial = {"what": action.what, "due_on": action.due_on, "owner": value_of(action)}
    form = ActionForm(request.POST or None, initial=initial, owners=owners_with(action, request.user))
    form.button = "Save change"
    act = partial(recording.change_action, action=action, family=family, by=request.user)
    return plan_form(request, family, form, act, heading="Change an action", done="The action is changed.", old=action)


def owners_with(action, by):
    """Who can own an action, and who owns it now, also if they have left."""
    owners = Owners(action.family, by=by)
    now = value_of(action)
    if any(one.value == now for one in owners.all):
        return owners.choices()
    return [*owners.choices(), ("As it is now", [(now, f"{action.owner_name}, {action.agency}")])]


def settle_action_page(request, token, pk):
    """What became of an action; what was settled may be to be done after all. Shows all that was said of it."""
    family = open_family(request, token)
    action = find_belief(family.plan_actions, pk)
    is_open = action.state == ActionState.TO_DO
    form = (SettleForm if is_open else ReopenForm)(request.POST if request.method == "POST" else None)
    act = partial(recording.settle_action if is_open else recording.reopen_action, action=action, by=request.user)
    return plan_form(
        request, family, form, act, heading="What became of an action" if is_open else "To be done after all",
        done="It is recorded.", old=action, about=action_in_words(action), template="families/plan/settle.html",
        history=PlanAction.objects.with_history(action.thread),
    )


def review_plan_page(request, token):
    """The plan was looked at again."""
    family = open_family(request, token)
    today = localdate()
    form = ReviewForm(request.POST or None, initial={
        "held_on": today, "next_on": today + timedelta(weeks=settings.PLAN_REVIEW_WEEKS),
    })
    act = partial(recording.record_review, family=family, by=request.user)
    return plan_form(
        request, family, form, act, heading="Record a review of the plan",
        done="The review is recorded. If the plan changed, agree it with the family again.",
    )


def correct_review_page(request, token, pk):
    """What was recorded wrongly of a review."""
    family = open_family(request, token)
    review = find_belief(PlanReview.objects.filter(family=family), pk)
    initial = {name: getattr(review, name) for name in ("held_on", "what", "next_on")}
    form = ReviewForm(request.POST or None, initial={**initial, "has_changed": "yes" if review.has_changed else "no"})
    form.button = "Save correction"
    act = partial(recording.correct_review, review=review, family=family, by=request.user)
    return plan_form(
        request, family, form, act, heading="Correct a review", done="The review is corrected.", old=review
    )
