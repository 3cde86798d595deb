"""Changing a family's problems, and who leads the work with it. New ones: `families/screening/`."""

from functools import partial

from families.actions import assign_lead_worker, change_problem
from families.members import people_of
from families.models import Person
from families.plans.reading import headlines_for
from families.problem_forms import FAMILY, ChangeProblemForm, LeadWorkerForm
from families.recording_pages import find_belief, form_page, open_family


def person_of(value):
    """The person chosen in a form, or None for the family as a whole."""
    return None if value == FAMILY else Person.objects.get(pk=value)


def change_problem_page(request, token, pk):
    """Whether a problem is accepted."""
    family = open_family(request, token)
    problem = find_belief(family.problems.select_related("person"), pk)
    initial = {"status": problem.status, "identified_on": problem.identified_on}
    form = ChangeProblemForm(request.POST or None, initial=initial)
    act = partial(change_problem, problem=problem, by=request.user)
    name = headlines_for(family).get(problem.headline, problem.headline)
    who = people_of(family).get(problem.person_id)
    about = f"{name}: {who.name if who else 'the family as a whole'}"
    return form_page(
        request, family, form, act, heading="Change a problem", done="The problem is changed.", old=problem, about=about
    )


def assign_lead_worker_page(request, token):
    """Who leads the work with the family."""
    family = open_family(request, token)
    form = LeadWorkerForm(request.POST or None)
    now = family.lead_workers.current().filter(ends_on=None).select_related("worker").first()
    act = partial(assign_lead_worker, family=family, by=request.user)
    return form_page(
        request, family, form, act, heading="Change the lead worker", done="The lead worker is changed.",
        about=f"The lead worker now is {now.worker or now.name}." if now else "This family has no lead worker now.",
    )
