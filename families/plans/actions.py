"""The only writers of single family plans."""

from django.db import transaction

from families.actions import check_headline, not_later
from families.believing import believe, replace
from families.changes import tell
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.members import members_of
from families.permissions import check_can_record
from families.plans.models import Plan
from families.plans.permissions import check_covers_members
from families.two_clocks import moment_of_writing


@transaction.atomic
def record_plan(*, family, by, agreed_on, covers=None, objectives=()):
    """Records the plan a family agreed on a day; from then on it is the plan in force, until a later one is agreed.

    `covers` holds person ids (None: all members on that day), `objectives` headline codes. A plan with something
    missing is recorded as it is: `families.plans.reading.parts_of` says what that is.
    """
    check_can_record(by, family)
    plan = checked_plan(family, agreed_on, covers, objectives)
    believe(plan, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="plan")
    tell([family.pk], by=by)
    return plan


@transaction.atomic
def correct_plan(*, plan, by, agreed_on, covers, objectives):
    """Corrects what a recorded plan says. Raises Overtaken when somebody corrected it first."""
    check_can_record(by, plan.family)
    new = checked_plan(plan.family, agreed_on, covers, objectives)
    replace(plan, new, by=by, at=moment_of_writing())
    record(Verb.CORRECTED, by=by, about=plan.family, detail="plan")
    tell([plan.family_id], by=by)
    return new


def checked_plan(family, agreed_on, covers, objectives):
    """An unsaved plan that says only what can be so."""
    not_later(agreed_on)
    check_covers_members(covers, members_of(family), agreed_on)
    for headline in objectives:
        check_headline(family, headline)
    return Plan(
        family=family, agreed_on=agreed_on, covers=None if covers is None else sorted(set(covers)),
        objectives=sorted(set(objectives)),
    )
