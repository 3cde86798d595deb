"""What a plan may say, when it may be agreed, and who may say what became of an action."""

from django.utils.timezone import localtime

from families.facts.dates import day_in_words
from families.models import User
from families.partners.reading import actions_of
from families.permissions import Refused, check_can_record
from families.plans.models import Objective, PlanAction, PlannedMember
from families.plans.versions import digest_of

WORKED_ON = (Objective, PlanAction, PlannedMember)


class ChangedMeanwhile(Refused):
    """Somebody changed the plan after this person opened it."""

    status = 409


def check_covers_members(covers, members, agreed_on):
    """A plan covers only people who were members on the day it was agreed."""
    there = {row.person_id for row in members if row.is_member_on(agreed_on)}
    names = {row.person_id: row.name for row in members}
    for person_id in covers or []:
        if person_id not in there:
            who = names.get(person_id, "Somebody the plan covers")
            raise Refused(f"{who} was not a member of the family on the day the plan was agreed.")


def check_is_complete(missing):
    """A plan is agreed only when nothing is missing."""
    if missing:
        raise Refused(f"The plan cannot be agreed yet. Still missing: {'; '.join(missing)}.")


def check_is_as_seen(content, seen, family):
    """The plan is what was on the screen; without `seen` nobody looked."""
    if seen is not None and seen != digest_of(content):
        raise ChangedMeanwhile(
            f"{who_changed(family)} after you opened this page. Read the plan as it is now, then agree it. "
            "What you typed is still here."
        )


def who_changed(family):
    """Who changed the plan last, and when."""
    moments = []
    for model in WORKED_ON:
        for at, by in (("recorded_at", "recorded_by"), ("superseded_at", "superseded_by")):
            rows = model.objects.filter(family=family, **{f"{at}__isnull": False}).order_by(f"-{at}")
            moments += rows.values_list(at, by)[:1]
    if not moments:
        return "The plan was changed"
    at, by = max(moments, key=lambda moment: moment[0])
    who = User.objects.filter(pk=by).first() or "A file"
    at = localtime(at)
    return f"{who} changed the plan at {at:%H:%M} on {day_in_words(at)}"


def check_can_settle(by, action):
    """Whoever owns an action says what became of it, their agency where that is a partner, and whoever works with the
    family."""
    if by.is_active and action.owner_user_id == by.pk:
        return
    if actions_of(by).filter(pk=action.pk).exists():
        return
    check_can_record(by, action.family)
