"""What the page of a screening shows: every headline with what is recorded under it, and the answer."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.timezone import localdate

from families.members import members_of
from families.models import Problem
from families.plans.reading import headlines_for
from families.screening.plan_in_force import PLAN_IN_FORCE
from families.screening.rules import Found, answer

MOST_SHOWN = 10


@dataclass(frozen=True)
class Row:
    """One headline: what it is known by, and the problems recorded under it, each with whose it is."""

    code: str
    name: str
    signs: tuple[str, ...]
    recorded: tuple[tuple[Problem, str], ...]

    @property
    def supplied_by(self):
        """Ids of those for whom a problem is recorded already; None stands for the family as a whole."""
        return {problem.person_id for problem, _ in self.recorded}


class Screening:
    """One family's headlines and problems today. The number of queries is fixed."""

    def __init__(self, family):
        self.family, self.on = family, localdate()

    @cached_property
    def _memberships(self):
        return members_of(self.family)

    @cached_property
    def people(self):
        """Everybody who is or was a member: person id -> their latest `Member`."""
        return {row.person_id: row for row in self._memberships}

    @property
    def members(self):
        """Those of them who are members today."""
        return {person: row for person, row in self.people.items() if row.is_member_on(self.on)}

    @cached_property
    def eligibility(self):
        """By the plan in force, or None."""
        return PLAN_IN_FORCE.eligibility(self.family)

    @cached_property
    def problems(self):
        """The problems recorded."""
        return list(self.family.problems.current().order_by("identified_on", "pk"))

    @cached_property
    def held(self):
        """The screenings held so far, the latest first."""
        return list(self.family.screenings.select_related("recorded_by")[:MOST_SHOWN])

    def whose(self, problem):
        """Whose problem it is."""
        if problem.person_id is None:
            return "The family as a whole"
        return self.people[problem.person_id].name if problem.person_id in self.people else "Somebody else"

    @cached_property
    def names(self):
        """The headlines that can be chosen, code -> name; those recorded that the plan no longer has come last."""
        names = headlines_for(self.family)
        return {**names, **{row.headline: row.headline for row in self.problems if row.headline not in names}}

    @cached_property
    def rows(self):
        """Every headline."""
        signs = self.eligibility.signs if self.eligibility else {}
        return [
            Row(code, name, signs.get(code, ()), tuple(
                (problem, self.whose(problem)) for problem in self.problems if problem.headline == code
            ))
            for code, name in self.names.items()
        ]

    def _role(self, person_id):
        """What a person is in the family today; blank for the family, and for somebody who is no member."""
        return next(
            (row.role for row in self._memberships if row.person_id == person_id and row.is_member_on(self.on)), ""
        )

    @cached_property
    def answer(self):
        """Eligible, or what is missing; None where nobody can say."""
        if self.eligibility is None:
            return None
        return answer(self.eligibility, [
            Found(self.names[row.headline], row.status, self._role(row.person_id)) for row in self.problems
        ])
