"""The only writers of the plan that is being worked on, and of its reviews."""

from django.db import transaction

from families.actions import check_belonged, check_headline, not_later
from families.believing import believe, replace, said_again, stop_believing
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.household.permissions import check_can_change
from families.permissions import Refused, check_can_record
from families.plans.actions import hold
from families.plans.enums import ActionState
from families.plans.models import Objective, PlanAction, PlannedMember, PlanReview
from families.plans.owners import Owners, value_of
from families.plans.permissions import check_can_settle, check_is_as_seen
from families.plans.working import decided_now
from families.two_clocks import moment_of_writing


@transaction.atomic
def say_whom_it_covers(*, family, by, decided, seen=None):
    """Says of members whether the plan covers them, person id -> (`is_covered`, reason). What is said already stays.

    `seen` is the digest of what was on the screen: where somebody changed it since, this is refused and says who.
    """
    check_can_record(by, family)
    at = moment_of_writing()
    hold(family)
    check_is_as_seen(decided_now(family), seen, family)
    rows = {row.person_id: row for row in PlannedMember.objects.current().filter(family=family)}
    for person_id, (is_covered, reason) in decided.items():
        new = PlannedMember(
            family=family, person_id=person_id, is_covered=is_covered, reason="" if is_covered else reason
        )
        old = rows.get(person_id)
        if old is None:
            check_belonged(family, person_id)
            believe(new, by=by, at=at)
        elif (old.is_covered, old.reason) != (new.is_covered, new.reason):
            replace(old, new, by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail="whom the plan covers")


@transaction.atomic
def add_objective(*, family, by, headline, what, person=None):
    """Adds what will be different under a headline, for one member or the family."""
    check_can_record(by, family)
    new = Objective(family=family, headline=headline, what=what, person=person)
    check_objective(new)
    at = moment_of_writing()
    hold(family)
    believe(new, by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail="objective")
    return new


@transaction.atomic
def change_objective(*, objective, family, by, headline, what, person=None, reached_on=None):
    """Says an objective anew, or that it is reached. Raises Overtaken when somebody changed it first."""
    check_can_change(by, objective, family)
    new = said_again(objective, headline=headline, what=what, person=person, reached_on=reached_on)
    check_objective(new)
    at = moment_of_writing()
    hold(family)
    replace(objective, new, by=by, at=at)
    record(Verb.CORRECTED, by=by, about=family, detail="objective")
    return new


def check_objective(new):
    """It is under a headline of the family's, about somebody of it, and not reached in the future."""
    check_headline(new.family, new.headline)
    check_belonged(new.family, new.person)
    if new.reached_on is not None:
        not_later(new.reached_on)


@transaction.atomic
def take_out_objective(*, objective, family, by):
    """Takes an objective out of the plan, once nothing is left to do towards it."""
    check_can_change(by, objective, family)
    at = moment_of_writing()
    hold(family)
    rows = PlanAction.objects.current().filter(family=family, objective=objective.thread)
    if any(row.state == ActionState.TO_DO for row in rows):
        raise Refused("Something is still to be done towards this. Say first that it is done or no longer needed.")
    stop_believing(objective, by=by, at=at)
    record(Verb.WITHDREW, by=by, about=family, detail="objective")


@transaction.atomic
def add_action(*, family, by, objective, what, owner, due_on, meeting=None, owners=None):
    """Adds what somebody does towards an objective (its thread) by a day. `owner` is as `Owners` names them; who adds
    many at once gives the `owners`."""
    check_can_record(by, family)
    at = moment_of_writing()
    hold(family)
    if not Objective.objects.current().filter(family=family, thread=objective).exists():
        raise Refused("The objective is no longer in the plan. Choose another.")
    new = PlanAction(
        family=family, objective=objective, what=what, due_on=due_on, meeting=meeting,
        **(owners or Owners(family, by=by)).find(owner).fields(),
    )
    believe(new, by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail="action of the plan")
    return new


@transaction.atomic
def change_action(*, action, family, by, what="", owner="", due_on=None, meeting=None):
    """Says anew what is to be done, by whom or by when; what is not said stays. Raises Overtaken when somebody changed
    it first."""
    check_can_change(by, action, family)
    check_is_to_do(action)
    owned = {} if owner in ("", value_of(action)) else Owners(family, by=by).find(owner).fields()
    new = said_again(
        action, what=what or action.what, due_on=due_on or action.due_on, meeting=meeting, **owned
    )
    return said_of_action(action, new, by, "change of an action")


@transaction.atomic
def settle_action(*, action, by, state, settled_on, reason="", meeting=None):
    """Says that an action was done on a day, or no longer needed, and why. Its owner may say so too."""
    check_can_settle(by, action)
    check_is_to_do(action)
    new = said_again(
        action, state=ActionState(state), settled_on=not_later(settled_on), reason=reason, meeting=meeting
    )
    return said_of_action(action, new, by, f"action {new.get_state_display().lower()}")


@transaction.atomic
def reopen_action(*, action, by, reason=""):
    """Says that an action is to be done after all."""
    check_can_settle(by, action)
    if action.state == ActionState.TO_DO:
        raise Refused("This is still to be done. Change it if it says something wrong.")
    new = said_again(action, state=ActionState.TO_DO, settled_on=None, reason=reason, meeting=None)
    return said_of_action(action, new, by, "action to be done after all")


def check_is_to_do(action):
    """What is settled stays as it is until it is opened again."""
    if action.superseded_at is None and action.state != ActionState.TO_DO:
        raise Refused("This is settled already. Say that it is to be done after all, if it is.")


def said_of_action(old, new, by, detail):
    """Puts the new in place of the old, and logs it."""
    at = moment_of_writing()
    hold(old.family)
    replace(old, new, by=by, at=at)
    record(Verb.RECORDED, by=by, about=old.family, detail=detail)
    return new


@transaction.atomic
def record_review(*, family, by, held_on, has_changed, what, next_on):
    """Records that the plan was looked at again on a day, and when it will be next."""
    check_can_record(by, family)
    if not family.plans.current().filter(agreed_on__lte=not_later(held_on)).exists():
        raise Refused("No plan was agreed by that day, so there was none to review.")
    new = PlanReview(family=family, held_on=held_on, has_changed=has_changed, what=what, next_on=next_on)
    believe(new, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail="review of the plan")
    return new


@transaction.atomic
def correct_review(*, review, family, by, held_on, has_changed, what, next_on):
    """Corrects what was recorded of a review."""
    check_can_change(by, review, family)
    new = said_again(review, held_on=not_later(held_on), has_changed=has_changed, what=what, next_on=next_on)
    replace(review, new, by=by, at=moment_of_writing())
    record(Verb.CORRECTED, by=by, about=family, detail="review of the plan")
    return new
