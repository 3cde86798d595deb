"""What a meeting wrote, for its page: who came, what was said of each problem, and what became of which action."""

from dataclasses import dataclass

from families.facts.models import Score
from families.meetings.models import Attendance
from families.plans.enums import ActionState
from families.plans.models import Objective, PlanAction
from families.scoring.models import OwnReading
from families.scoring.tools_on_file import kinds


@dataclass(frozen=True)
class Said:
    """One problem at a meeting: its name, the words, and the lines of actions."""

    name: str
    family_words: str
    worker_note: str
    actions: tuple


@dataclass(frozen=True)
class Line:
    """One action at a meeting: new, settled or put off."""

    verb: str
    row: PlanAction


@dataclass(frozen=True)
class Scored:
    """One domain of a tool as it was scored on the day of a meeting: the worker's view, the family's, and its words."""

    name: str
    worker: int | None
    own: int | None
    words: str


@dataclass(frozen=True)
class Written:
    """A meeting as its page shows it."""

    came: tuple[Attendance, ...]
    problems: tuple[Said, ...]
    scores: tuple[Scored, ...]


def written_at(meeting, headlines):
    """What the meeting wrote. Six queries. `headlines` gives names by code."""
    rows = list(PlanAction.objects.filter(meeting=meeting.token).order_by("pk"))
    earlier = set(
        PlanAction.objects.filter(thread__in=[row.thread for row in rows], recorded_at__lt=meeting.recorded_at)
        .values_list("thread", flat=True)
    )
    of_objective = dict(
        Objective.objects.filter(thread__in=[row.objective for row in rows]).values_list("thread", "headline")
    )
    lines = {}
    for row in rows:
        lines.setdefault(of_objective[row.objective], []).append(Line(verb_of(row, earlier), row))
    talks = {talk.headline: talk for talk in meeting.talks.all()}
    return Written(
        came=tuple(meeting.attendances.all()),
        problems=tuple(
            Said(
                headlines.get(code, code), talks[code].family_words if code in talks else "",
                talks[code].worker_note if code in talks else "", tuple(lines.get(code, ())),
            )
            for code in dict.fromkeys([*talks, *lines])
        ),
        scores=scored_on(meeting.family_id, meeting.held_on),
    )


def scored_on(family, on):
    """The scores of the family as a whole on a day, as believed now, in the order of the tools."""
    of_day = {"family": family, "scored_on": on, "tool__in": list(kinds())}
    worker = {row.tool: int(row.score) for row in Score.objects.current().filter(**of_day)}
    own = {row.tool: row for row in OwnReading.objects.current().filter(**of_day)}
    return tuple(
        Scored(
            domain.name, worker.get(kind), own[kind].score if kind in own else None,
            own[kind].words if kind in own else "",
        )
        for kind, (_, domain) in kinds().items() if kind in worker or kind in own
    )


def verb_of(row, earlier):
    """What the meeting did with an action."""
    if row.state != ActionState.TO_DO:
        return row.get_state_display()
    return "Put off" if row.thread in earlier else "New"
