"""Plans for tests, built as key workers build them."""

from datetime import timedelta

from families.meetings.actions import record_meeting
from families.plans.actions import agree_plan
from families.plans.models import PlanReview
from families.plans.owners import Owners
from families.plans.recording import add_action, add_objective, record_review, say_whom_it_covers
from families.plans.working import WorkingPlan
from families.stages.actions import record_care_step
from families.stages.reading import ways_on
from tests.families.world import TODAY


def cover_everybody(family, by):
    """The plan covers every member."""
    members = WorkingPlan(family).members
    say_whom_it_covers(family=family, by=by, decided={one.person_id: (True, "") for one in members})


def somebody(family, by, kind="person"):
    """Who can own an action, as a form names them: the first of a kind."""
    return next(one.value for one in Owners(family, by=by).all if one.kind == kind)


def objective_with_action(family, by, headline, *, due_on=TODAY, owner=None):
    """An objective under a headline, and one action towards it."""
    objective = add_objective(family=family, by=by, headline=headline, what=f"{headline} is no trouble any more.")
    action = add_action(
        family=family, by=by, objective=objective.thread, what=f"Talk about {headline}", due_on=due_on,
        owner=owner or somebody(family, by),
    )
    return objective, action


def complete(family, by):
    """A working plan from which nothing is missing. Gives its objectives and actions."""
    cover_everybody(family, by)
    return [objective_with_action(family, by, headline) for headline in sorted(WorkingPlan(family).raised)]


def voices(family, stance="agreed", words="That is what we want."):
    """Every member says the same."""
    return {one.person_id: (stance, words) for one in WorkingPlan(family).members}


def agree(family, by, on=TODAY, **said):
    """The family agrees the plan as it stands."""
    return agree_plan(family=family, by=by, agreed_on=on, voices=said.get("voices") or voices(family))


def review(family, by, on=TODAY, has_changed=False):
    """The plan was looked at again."""
    return record_review(
        family=family, by=by, held_on=on, has_changed=has_changed, what="We went through it.",
        next_on=on + timedelta(weeks=12),
    )


def plan_around(family, by):
    """One of everything about a plan; the parts of each page's address, by the page's name."""
    objective, action = complete(family, by)[0]
    agree(family, by)
    reviewed = PlanReview.objects.current().filter(family=family).first() or review(family, by)
    record_care_step(
        family=family, by=by, direction="down", stepped_on=TODAY, team="Assessment team", reason="No longer in need"
    )
    stage = family.details.current().get().stage
    meeting = record_meeting(family=family, by=by, held_on=TODAY, came=[somebody(family, by)], talks=[])
    return {
        "families:meeting": {"meeting": meeting.token},
        "families:plan_version": {"number": family.agreements.first().number},
        **dict.fromkeys(("families:change_objective", "families:take_out_objective"), {"pk": objective.pk}),
        "families:add_action": {"thread": objective.thread},
        **dict.fromkeys(("families:change_action", "families:settle_action"), {"pk": action.pk}),
        "families:correct_review": {"pk": reviewed.pk},
        "families:move_stage": {"to": ways_on(family, stage, by)[0].move.after},
    }
