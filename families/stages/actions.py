"""The only writers of a family's stage, and of steps to and from social care."""

from django.db import transaction

from families.actions import not_later
from families.believing import believe, replace, said_again
from families.changes import tell
from families.enums import Stage
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused, check_can_record
from families.plans.actions import hold
from families.stages.enums import StepDirection
from families.stages.models import CareStep, StageMove
from families.stages.permissions import check_can_move
from families.stages.reading import needs_met
from families.two_clocks import moment_of_writing


@transaction.atomic
def move_stage(*, family, by, to, moved_on, reason="", comment=""):
    """Moves a family to another stage on a day, where the table of moves has a way there and nothing is in its way.

    The first active plan engages the family; closing gives the work its last day and its reason, opening it again
    takes them away. What is claimed is another matter, and stays as it is.
    """
    check_can_record(by, family)
    at = moment_of_writing()
    hold(family)
    details = family.details.current().get()
    check_can_move(by, family, details.stage, to, needs_met(family), reason)
    if not_later(moved_on) < details.identified_on:
        raise Refused("The day is before the family was identified.")
    if details.closed_on is not None and moved_on < details.closed_on:
        raise Refused("The day is before the work was closed.")
    move = StageMove(
        family=family, before=details.stage, after=Stage(to), moved_on=moved_on, reason=reason, comment=comment
    )
    believe(move, by=by, at=at)
    replace(details, said_again(details, stage=Stage(to), **dates_at(details, to, moved_on, reason)), by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail=f"stage: {to}")
    tell([family.pk], by=by)
    return move


def dates_at(details, to, on, reason):
    """What else the family's record says from now on."""
    if to == Stage.CLOSED:
        return {"closed_on": on, "closed_reason": reason}
    engaged = {"engaged_on": on} if to == Stage.ACTIVE_PLAN and details.engaged_on is None else {}
    return {"closed_on": None, "closed_reason": "", **engaged}


@transaction.atomic
def record_care_step(*, family, by, direction, stepped_on, team, reason):
    """Records that a family was stepped up to social care, or down from it, on a day. Its stage stays as it is."""
    check_can_record(by, family)
    step = CareStep(
        family=family, direction=StepDirection(direction), stepped_on=not_later(stepped_on), team=team, reason=reason
    )
    believe(step, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail=f"stepped {direction}")
    return step
