"""The plan that is being worked on, as it stands: objectives with their actions, whom it covers, what is missing."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F
from django.utils.timezone import localdate

from families.enums import ProblemStatus
from families.members import members_of
from families.plans.enums import ActionState
from families.plans.models import Objective, PlanAction, PlannedMember
from families.plans.reading import headlines_for
from families.plans.rules import Aim, Decided, parts_of_the_working_plan, what_is_missing


@dataclass(frozen=True)
class WorkingAction:
    """One action, and whether it should have been done by now."""

    row: PlanAction
    is_overdue: bool


@dataclass(frozen=True)
class WorkingObjective:
    """One objective with its actions: those to do first, the most urgent first."""

    row: Objective
    headline: str
    who: str
    actions: tuple[WorkingAction, ...]


@dataclass(frozen=True)
class WorkingMember:
    """A member on the day, and what the plan says of them; `decided` is None where it says nothing."""

    person_id: int
    name: str
    role: str
    decided: PlannedMember | None


class WorkingPlan:
    """One family's plan on a day (today). Each part is read when first asked for: few queries, whatever its length."""

    def __init__(self, family, *, on=None, today=None):
        self.family, self.today = family, today or localdate()
        self.on = on or self.today

    @cached_property
    def memberships(self):
        """Everybody's memberships."""
        return members_of(self.family)

    @cached_property
    def names(self):
        """Person id -> name."""
        return {row.person_id: row.name for row in self.memberships}

    @cached_property
    def headlines(self):
        """The headlines that can be chosen, code -> name."""
        return headlines_for(self.family)

    @cached_property
    def raised(self):
        """The headlines of accepted problems, code -> name."""
        codes = self.family.problems.current().filter(status=ProblemStatus.ACCEPTED)
        return {code: self.headlines.get(code, code) for code in codes.values_list("headline", flat=True)}

    @cached_property
    def _decided(self):
        rows = PlannedMember.objects.current().filter(family=self.family)
        return {row.person_id: row for row in rows}

    @cached_property
    def members(self):
        """Members on the day, each once."""
        there = {row.person_id: row for row in self.memberships if row.is_member_on(self.on)}
        return [
            WorkingMember(row.person_id, row.name, row.role, self._decided.get(row.person_id))
            for row in there.values()
        ]

    @cached_property
    def _actions(self):
        found = defaultdict(list)
        rows = PlanAction.objects.current().filter(family=self.family)
        for row in rows.order_by(F("settled_on").desc(nulls_first=True), "due_on", "pk"):
            is_overdue = row.state == ActionState.TO_DO and row.due_on < self.today
            found[row.objective].append(WorkingAction(row, is_overdue))
        return found

    @cached_property
    def objectives(self):
        """Every objective, in the order of the headlines' names."""
        rows = Objective.objects.current().filter(family=self.family).order_by("pk")
        found = [
            WorkingObjective(
                row, self.headlines.get(row.headline, row.headline),
                self.names.get(row.person_id, "The family") if row.person_id else "The family",
                tuple(self._actions[row.thread]),
            )
            for row in rows
        ]
        return sorted(found, key=lambda one: (one.headline, one.row.recorded_at))

    @property
    def actions(self):
        """Every action of the plan."""
        return [action for objective in self.objectives for action in objective.actions]

    @property
    def parts(self):
        """What makes it complete, each part done or not."""
        return parts_of_the_working_plan(
            on=self.on, members=self.memberships, raised=self.raised,
            decided={key: Decided(row.is_covered, row.reason) for key, row in self._decided.items()},
            aims=[
                Aim(str(one.row.thread), one.row.headline, one.row.what, len(one.actions)) for one in self.objectives
            ],
        )

    @property
    def missing(self):
        """The sentences of what is missing."""
        return what_is_missing(self.parts)

    @property
    def covers(self):
        """Ids of the members on the day whom it covers."""
        return sorted(one.person_id for one in self.members if one.decided and one.decided.is_covered)


def decided_now(family):
    """Whom the plan covers now, for telling whether somebody changed it."""
    rows = PlannedMember.objects.current().filter(family=family).order_by("person")
    return [list(row) for row in rows.values_list("person", "is_covered", "reason")]
