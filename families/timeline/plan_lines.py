"""What the plan, its reviews, and the way through the programme add to a family's timeline."""

from families.enums import Stage
from families.meetings.models import Meeting
from families.plans.enums import ActionState
from families.plans.models import Agreement, Objective, PlanAction, PlanReview
from families.stages.enums import StepDirection
from families.stages.models import CareStep, StageMove
from families.timeline.sources import Source, Told, add_source, fields, headline, in_words, of_family


def agreements(scope):
    """The versions that were known at the moment."""
    rows = Agreement.objects.filter(family=scope.family)
    return rows if scope.known_at is None else rows.filter(recorded_at__lte=scope.known_at)


def meetings(scope):
    """The meetings that were known of at the moment."""
    rows = Meeting.objects.filter(family=scope.family)
    return rows if scope.known_at is None else rows.filter(recorded_at__lte=scope.known_at)


def met(said, names):
    """A meeting; what was agreed at it has lines of its own."""
    then = f"The next meeting is on {in_words(said['next_on'])}." if said["next_on"] else ""
    return Told("Meeting of the team around the family", then)


def settled(said, names):
    done = ActionState(said["state"]).label.lower()
    return Told(f"Action {done}: {said['what']} ({said['owner_name']})", said["reason"])


def settled_actions(scope):
    return of_family(PlanAction)(scope).exclude(state=ActionState.TO_DO)


def reached(said, names):
    return Told(f"Objective reached: {said['what']}", headline(said["headline"], names))


def reviewed(said, names):
    return Told(f"Plan reviewed: {'it changed' if said['has_changed'] else 'nothing changed'}", said["what"])


def moved(said, names):
    note = "\n".join(part for part in (said["reason"], said["comment"]) if part)
    return Told(f"{Stage(said['before']).label} to {Stage(said['after']).label.lower()}", note)


def stepped(said, names):
    return Told(f"{StepDirection(said['direction']).label} ({said['team']})", said["reason"])


PLAN, STAGE = "plan", "stage"
for one in (
    Source(
        "agreed", PLAN, "agreed_on", fields("number"),
        lambda said, names: Told(f"Version {said['number']} of the plan agreed with the family"), agreements,
        is_belief=False, by="recorded_by",
    ),
    Source("met", PLAN, "held_on", fields("next_on"), met, meetings, is_belief=False, by="recorded_by"),
    Source("settled", PLAN, "settled_on", fields("what", "state", "owner_name", "reason"), settled, settled_actions),
    Source(
        "reached", PLAN, "reached_on", fields("what", "headline"), reached,
        of_family(Objective, reached_on__isnull=False), "person",
    ),
    Source("reviewed", PLAN, "held_on", fields("has_changed", "what"), reviewed, of_family(PlanReview)),
    Source("moved", STAGE, "moved_on", fields("before", "after", "reason", "comment"), moved, of_family(StageMove)),
    Source("stepped", STAGE, "stepped_on", fields("direction", "team", "reason"), stepped, of_family(CareStep)),
):
    add_source(one, "Stages and social care" if one.kind == STAGE else "")
