"""Fewer than before: the day on which enough of what happened lies far enough back."""

from datetime import date, timedelta
from decimal import Decimal

from outcomes.enums import Status
from outcomes.ledger.days import ONE_DAY, minus, plus
from outcomes.ledger.kinds.coverage import asks_for
from outcomes.ledger.kinds.prospect import Outcome, Prospect


def prospects(test, facts, headline):
    """One for the family."""
    return [Reduction(test, facts)]


class Reduction(Prospect):
    """How many happened before and when they happened since."""

    def __init__(self, test, facts):
        self.test, self.facts = test, facts
        begun, kinds, age_under = facts.begun_on, test["events"], test["age_under"]
        self.baseline_from = minus(begun, test["baseline_months"])
        self.before = len(facts.events_from(kinds, self.baseline_from, begun - ONE_DAY, age_under))
        self.since = facts.events_from(kinds, begun, facts.as_of, age_under)
        self.over_on = plus(begun, test["months"])

    def days(self, start):
        """When the first months are over, and when each event has gone by."""
        return [self.over_on, *(self._gone_by(on) for on in self.since)]

    def _gone_by(self, on: date):
        """The first day whose latest months no longer hold this day."""
        day = plus(on, self.test["months"])
        while minus(day, self.test["months"]) <= on:
            day += ONE_DAY
        return day

    def at(self, day):
        if day < self.over_on or not self._few_enough(day):
            return None
        lag = timedelta(days=1 + self.test["lag_days"])
        current_from = minus(day, self.test["months"])
        asks = (
            *asks_for(self.facts, self.test["events"], self.baseline_from, self.facts.begun_on - ONE_DAY),
            *asks_for(self.facts, self.test["events"], current_from, max(current_from, day - lag)),
        )
        return Outcome(Status.MET if self.before else Status.NEUTRAL, asks)

    def _few_enough(self, day):
        months, baseline_months = self.test["months"], self.test["baseline_months"]
        current_from = minus(day, months)
        now = sum(on >= current_from for on in self.since)
        if not self.before:
            return not now
        return (
            100 * (self.before * months - now * baseline_months)
            >= Decimal(self.test["percent"]) * self.before * months
        )

    def is_pending(self, day):
        return day < self.over_on
