"""A scored tool improved and held: the readings still to be taken."""

from decimal import Decimal

from outcomes.enums import Status
from outcomes.ledger.asks import Ask
from outcomes.ledger.days import ONE_DAY, minus, plus
from outcomes.ledger.enums import AskKind
from outcomes.ledger.kinds.prospect import MET, Outcome, Prospect
from outcomes.suppliers import Supplier


def prospects(test, facts, headline):
    """One for the family; or for each member whom a problem names, or failing that each who has a reading."""
    if test["subject"] == "family":
        return [Readings(test, facts, None)]
    present = [member.person_id for member in facts.members]
    named = facts.named(headline)
    people = [person for person in present if person in named] or [
        person for person in present if Readings(test, facts, person).readings
    ]
    return [Readings(test, facts, person) for person in people] or [Readings(test, facts, None, anybody=True)]


class Readings(Prospect):
    """The readings so far, the baseline first. `anybody`: of one member at least, whoever it is."""

    def __init__(self, test, facts, person_id, *, anybody=False):
        self.test, self.facts, self.person_id, self.anybody = test, facts, person_id, anybody
        earliest = minus(facts.begun_on, test["baseline_months"])
        made = [] if anybody else facts.scores.get((test["tool"], person_id), ())
        self.readings = sorted((on, score) for on, score in made if earliest <= on <= facts.as_of)
        self.higher = test["higher_is_better"]
        self.at_least = None if test["at_least"] is None else Decimal(test["at_least"])
        self.improve_by = None if test["improve_by"] is None else Decimal(test["improve_by"])
        self.good_since = None
        for on, score in self.readings[1:]:
            self.good_since = (self.good_since or on) if self._is_good(score) else None
        taken_today = bool(self.readings) and self.readings[-1][0] == facts.as_of
        self.next_on = facts.as_of + ONE_DAY if taken_today else facts.as_of

    def _bound(self):
        """What a good reading must reach, given the baseline."""
        bounds = [] if self.at_least is None else [self.at_least]
        if self.improve_by is not None and self.readings:
            bounds.append(self.readings[0][1] + (self.improve_by if self.higher else -self.improve_by))
        return (max if self.higher else min)(bounds, default=None)

    def _is_good(self, score):
        bound = self._bound()
        return score >= bound if self.higher else score <= bound

    @property
    def is_held(self):
        """Whether the readings so far prove it."""
        return bool(self.good_since) and self.readings[-1][0] >= plus(self.good_since, self.test["hold_months"])

    def _needed(self):
        """(step, day) of each reading still to be taken: 1 the first, 2 a good one, 3 one that proves it held."""
        hold = self.test["hold_months"]
        if self.is_held:
            return []
        if self.good_since:
            return [(3, max(plus(self.good_since, hold), self.next_on))]
        steps, good_on = [], self.next_on
        if not self.readings:
            steps, good_on = [(1, self.next_on)], self.next_on + ONE_DAY
        steps.append((2, good_on))
        return [*steps, (3, plus(good_on, hold))] if hold else steps

    def days(self, start):
        return [on for _, on in self._needed()]

    def at(self, day):
        needed = self._needed()
        if not needed:
            return MET
        if day < needed[-1][1]:
            return None
        return Outcome(Status.MET, tuple(self._ask(step, on, day) for step, on in needed))

    def _ask(self, step, on, day):
        bound = None if step == 1 else self._bound()
        return Ask(
            AskKind.SCORE, Supplier.KEY_WORKER.value, on, day if step == 3 else on, person_id=self.person_id,
            about=self.test["tool"], step=step, higher=self.higher,
            low=bound if self.higher else None, high=None if self.higher else bound,
            improve_by=self.improve_by if step > 1 and not self.readings else None,
            covers=tuple(member.person_id for member in self.facts.members) if self.anybody else (),
        )

    def is_pending(self, day):
        return bool(self.readings) and (len(self.readings) == 1 or (bool(self.good_since) and not self.is_held))
