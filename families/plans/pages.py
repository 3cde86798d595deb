"""What the pages of a plan share: how its rows read, where a missing part is mended, and the way back to the plan."""

from urllib.parse import urlencode

from django.urls import reverse

from families.facts.words import WORDS, day_in_words
from families.plans.models import Objective, PlanAction, PlanReview
from families.plans.rules import MEND_ACTION, MEND_HOUSEHOLD, MEND_MEMBERS, MEND_OBJECTIVE, MEND_PROBLEM
from families.recording_pages import form_page


def action_in_words(row):
    """An action in one line."""
    says = f"{row.what} ({row.owner_name}), by {day_in_words(row.due_on)}"
    return says if row.settled_on is None else f"{says}. {row.get_state_display()} on {day_in_words(row.settled_on)}"


WORDS.update({
    Objective: lambda row: row.what, PlanAction: action_in_words,
    PlanReview: lambda row: f"Review on {day_in_words(row.held_on)}: {row.what}",
})

MENDED_AT = {
    MEND_MEMBERS: "families:plan_members", MEND_HOUSEHOLD: "families:household",
    MEND_PROBLEM: "families:screening",
}


def plan_address(family):
    """The address of the plan's page."""
    return reverse("families:plan", args=[family.token])


def plan_form(request, family, form, act, **words):
    """A form about the plan: afterwards one is back at the plan."""
    return form_page(request, family, form, act, back=plan_address(family), **words)


def mended_at(part, family):
    """The address at which a missing part is mended."""
    if part.mend == MEND_OBJECTIVE:
        return f"{reverse('families:add_objective', args=[family.token])}?{urlencode({'headline': part.about})}"
    if part.mend == MEND_ACTION:
        return reverse("families:add_action", args=[family.token, part.about])
    return reverse(MENDED_AT[part.mend], args=[family.token])


def to_do_list(working):
    """Every part of a complete plan with the address at which it is mended."""
    return [{"part": part, "url": mended_at(part, working.family)} for part in working.parts]
