"""A named person's recorded decision: the next one."""

from outcomes.enums import Status
from outcomes.ledger.asks import Ask
from outcomes.ledger.days import ONE_DAY, first_start, plus
from outcomes.ledger.enums import AskKind
from outcomes.ledger.kinds.prospect import MET, Outcome, Prospect
from outcomes.suppliers import Supplier


def prospects(test, facts, headline):
    """One for the family."""
    return [Decision(test, facts, headline)]


class Decision(Prospect):
    """`latest`: the last decision that somebody made who may."""

    def __init__(self, test, facts, headline):
        self.test, self.facts, self.headline = test, facts, headline
        made = facts.decisions.get(headline, ())
        counting = [(on, achieved) for on, achieved, role in made if not role or role in test["roles"]]
        self.latest = max(counting, default=None)
        today = facts.as_of
        self.next_on = today + ONE_DAY if any(on == today for on, _, _ in made) else today

    def days(self, start):
        return [self.next_on]

    def _counts(self, day):
        """Whether the latest decision counts on this day."""
        return (
            self.latest is not None and self.latest[0] >= self.facts.begun_on
            and plus(self.latest[0], self.test["valid_months"]) >= day
        )

    def at(self, day):
        if self._counts(day) and self.latest[1]:
            return MET
        if day < self.next_on:
            return None
        first = max(self.next_on, first_start(day, self.test["valid_months"]))
        return Outcome(Status.MET, (
            Ask(
                AskKind.DECISION, Supplier.KEY_WORKER.value, first, day, about=self.headline,
                roles=tuple(self.test["roles"]),
            ),
        ))

    def is_pending(self, day):
        return not self._counts(day)
