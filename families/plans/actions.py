"""The only writers of what a family agreed: plans in codes, and their versions in words."""

from django.db import transaction
from django.db.models import Max

from families.actions import check_headline, not_later
from families.believing import believe, insert, replace
from families.changes import tell
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.words import day_in_words
from families.members import members_of
from families.models import Family
from families.permissions import Refused, check_can_record, check_was_typed_here
from families.plans.enums import AGREEING, Stance
from families.plans.models import Agreement, Plan, Voice
from families.plans.permissions import check_covers_members, check_is_as_seen, check_is_complete
from families.plans.versions import content_of
from families.plans.working import WorkingPlan
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


@transaction.atomic
def agree_plan(*, family, by, agreed_on, voices, seen=None):
    """Makes a version of the plan as it stands, which the family agreed on a day, and the plan in force of it.

    `voices` says person id -> (`Stance`, own words). `seen` is the digest of the plan that was on the screen: where
    somebody changed it since, this is refused and says who. Refused too while anything is missing.
    """
    check_can_record(by, family)
    at = moment_of_writing()
    hold(family)
    working = WorkingPlan(family, on=not_later(agreed_on))
    content = content_of(working)
    check_is_as_seen(content, seen, family)
    check_is_complete(working.missing)
    said = {"agreed_on": agreed_on, "covers": working.covers, "objectives": [
        objective.row.headline for objective in working.objectives
    ]}
    agreement = Agreement(
        family=family, number=next_number(family), plan=plan_that_says(family, by, said), agreed_on=agreed_on,
        content=content, recorded_at=at, recorded_by=by,
    )
    insert(agreement)
    speak(agreement, voices, {one.person_id: one.name for one in working.members})
    record(Verb.RECORDED, by=by, about=family, detail=f"version {agreement.number} of the plan")
    return agreement


def hold(family):
    """Waits for whoever else is changing this family's plan, until they are done."""
    Family.objects.select_for_update(no_key=True).get(pk=family.pk)


def next_number(family):
    """The number of the next version."""
    return (family.agreements.aggregate(last=Max("number"))["last"] or 0) + 1


def plan_that_says(family, by, said):
    """The plan in codes: a new one, or where one was agreed on that day already, a correction of it."""
    same_day = family.plans.current().filter(agreed_on=said["agreed_on"]).first()
    if same_day is None:
        return record_plan(family=family, by=by, **said)
    check_was_typed_here(same_day)
    return correct_plan(plan=same_day, by=by, **said)


def speak(agreement, voices, names):
    """Records what each person said."""
    strangers = set(voices) - set(names)
    if strangers:
        on = day_in_words(agreement.agreed_on)
        raise Refused(f"Somebody who is said to have agreed was not a member of the family on {on}.")
    if not any(stance in AGREEING for stance, _ in voices.values()):
        raise Refused("Say who of the family agreed the plan: at least one person must have.")
    for person_id, (stance, words) in voices.items():
        insert(Voice(
            agreement=agreement, person_id=person_id, name=names[person_id], stance=Stance(stance), words=words
        ))
