"""The copy of the plan that was agreed last: one member's, or that of the family as a whole. Reads, and writes nothing.

A member's copy holds what the plan says of that member and of the family as a whole; the family's copy, what it says of
the family as a whole. Whatever names anybody else is left out, and the copy says so.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.timezone import localdate

from families.facts.dates import day_in_words
from families.facts.vocabulary import HEADLINES
from families.household.reading import Household
from families.members import people_of
from families.models import Objective, PlanAction
from families.plan_copy import words
from families.plans.enums import ActionState
from families.plans.reading import framework_of
from families.purposes.safe_words import names_of_others, speaks_of


@dataclass(frozen=True)
class Step:
    """One action: what, who, and by when in words; `done` says that it is."""

    what: str
    who: str
    by: str
    done: bool


@dataclass(frozen=True)
class Aim:
    """One thing that is to change, with the steps towards it."""

    headline: str
    what: str
    steps: tuple[Step, ...]


class PlanCopy:
    """One copy. The number of queries is fixed. `people` is everybody who is or was a member."""

    def __init__(self, family, person_id=None, *, people=None):
        self.family, self.person_id = family, person_id
        self.people = people_of(family) if people is None else people

    @property
    def name(self):
        """Whose copy it is."""
        return self.people[self.person_id].name if self.person_id else "The family as a whole"

    @cached_property
    def agreement(self):
        """The version that was agreed last, or None."""
        return self.family.agreements.prefetch_related("voices").first()

    @cached_property
    def agreed_on(self):
        """The day it was agreed, in words."""
        return day_in_words(self.agreement.agreed_on)

    @cached_property
    def worker(self):
        """Who leads the work now; blank where nobody does."""
        lead = self.family.lead_workers.current().filter(ends_on=None).select_related("worker").first()
        return str(lead.worker or lead.name) if lead else ""

    @cached_property
    def _others(self):
        """The words that name somebody else of the family, or a relative."""
        household = Household(self.family, as_of=localdate())
        names = {one: self.people[one].name for one in self.people if one != self.person_id}
        for row in household.relationships:
            names |= {one: household.name(one) for one in (row.person_id, row.other_id) if one not in self.people}
        own = self.name if self.person_id else " ".join(name.split()[-1] for name in list(names.values())[:1])
        return names_of_others(names.values(), own)

    def _safe(self, text):
        return words.NAMES_ANOTHER if speaks_of(text, self._others) else text

    @cached_property
    def _about(self):
        """Thread -> the person of each objective that the version holds (None: the family as a whole)."""
        threads = [one["thread"] for one in self.agreement.content["objectives"]]
        rows = Objective.objects.filter(family=self.family, thread__in=threads).order_by("recorded_at", "pk")
        return {str(row.thread): row.person_id for row in rows if row.recorded_at <= self.agreement.recorded_at}

    @cached_property
    def _owners(self):
        """Thread -> the member who owns each action; None where it is somebody who helps the family."""
        rows = PlanAction.objects.filter(family=self.family).order_by("recorded_at", "pk")
        return {str(row.thread): row.owner_person_id for row in rows}

    @cached_property
    def aims(self):
        """What is to change, as far as it is for this copy."""
        if self.agreement is None:
            return []
        mine, plain = (None, self.person_id), HEADLINES.plain_names(framework_of(self.family))
        return [
            Aim(
                words.headline(one["headline"], one["name"], plain), self._safe(one["what"]),
                tuple(self._steps(one["actions"])),
            )
            for one in self.agreement.content["objectives"] if self._about.get(one["thread"], 0) in mine
        ]

    def _steps(self, actions):
        for one in actions:
            if one["state"] != ActionState.NOT_NEEDED:
                yield Step(
                    self._safe(one["what"]), self._owner(one), day_in_words(date.fromisoformat(one["due_on"])),
                    one["state"] == ActionState.DONE,
                )

    def _owner(self, action):
        """Who does it: the reader, somebody else of the family, or who helps them and for whom."""
        owner = self._owners.get(action["thread"])
        if owner is None:
            return self._safe(f"{action['owner']}, {action['agency']}")
        if self.person_id is None:
            return words.ONE_OF_YOU
        return "You" if owner == self.person_id else words.SOMEBODY_ELSE

    @cached_property
    def voice(self):
        """What the reader said to the plan, or None; the family's copy carries nobody's words."""
        voices = self.agreement.voices.all() if self.agreement and self.person_id else []
        return next((one for one in voices if one.person_id == self.person_id), None)

    @cached_property
    def said(self):
        """What the reader said, as the copy says it: (yes or no, own words), or None."""
        return (words.AGREED[self.voice.stance], self._safe(self.voice.words)) if self.voice else None
