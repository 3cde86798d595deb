"""What pages ask about plans."""

from django.utils.timezone import localdate

from families.enums import ProblemStatus
from families.facts.vocabulary import headline_names
from families.members import members_of
from families.plans.rules import parts_of_a_plan


def headlines_for(family):
    """The headlines that can be chosen for the family, code -> name.

    Those of its framework's plan; where nobody keeps a list, those its problems and plans already name.
    """
    details = family.details.current().first()
    names = headline_names(details.framework) if details else None
    if names is not None:
        return dict(names)
    named = set(family.problems.current().values_list("headline", flat=True))
    for objectives in family.plans.current().values_list("objectives", flat=True):
        named.update(objectives)
    return {code: code for code in sorted(named)}


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
