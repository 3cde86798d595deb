"""None of these for N months: the clear time, and the days on which a feed must say so."""

from datetime import timedelta

from outcomes.enums import Status
from outcomes.ledger.asks import Ask
from outcomes.ledger.days import ONE_DAY, latest_start, merged, plus
from outcomes.ledger.enums import AskKind
from outcomes.ledger.kinds.coverage import asks_for, days_missing
from outcomes.ledger.kinds.prospect import Outcome, Prospect
from outcomes.suppliers import EVIDENCE


def prospects(test, facts, headline):
    """One for the family."""
    return [ClearPeriod(test, facts)]


class ClearPeriod(Prospect):
    """`clear_from`: the first clear day; where something goes on, the day after, if it ends on the day itself."""

    def __init__(self, test, facts):
        self.test, self.facts = test, facts
        self.kinds = [*test["events"], *test["spells"]]
        begun, today, age_under = facts.begun_on, facts.as_of, test["age_under"]
        bad = [(on, on) for on in facts.events_from(test["events"], begun, today, age_under)]
        spells = facts.spells_since(test["spells"], begun, age_under)
        bad = merged([*bad, *((first, last or today) for _, first, last in spells)])
        self.achieved_before = any(
            plus(clear_from, test["months"]) < first
            for clear_from, (first, _) in zip([begun, *(last + ONE_DAY for _, last in bad)], bad, strict=False)
        )
        self.clear_from = bad[-1][1] + ONE_DAY if bad else begun
        self.ends = [
            Ask(
                AskKind.SPELL_END, EVIDENCE[spell.kind].supplier.value, today, today, person_id=spell.person_id,
                about=spell.kind, fact_id=spell.fact_id,
            )
            for spell in {spell.fact_id: spell for spell, _, last in spells if last is None or last >= today}.values()
        ]
        self.due_on = plus(self.clear_from, test["months"])

    def days(self, start):
        return [self.due_on]

    def at(self, day):
        if day < self.due_on:
            return None
        return Outcome(Status.MET, (*self.ends, *self._feeds(day)))

    def is_pending(self, day):
        return not self.ends and day < self.due_on and not self.achieved_before

    def _feeds(self, day):
        """The days for which the feeds must still be complete, as few as will do. The same for every family whose clear
        time began on one day."""
        remembered, test = self.facts.shared.remembered, self.test
        key = *self.kinds, test["months"], test["lag_days"], self.clear_from, day
        if key not in remembered:
            remembered[key] = self._fewest_days(day)
        return remembered[key]

    def _fewest_days(self, day):
        """The feeds must be complete over some stretch that is long enough, begins when it was clear, and reaches the
        present less the lag."""
        months, present = self.test["months"], day - timedelta(days=1 + self.test["lag_days"])
        if self.clear_from > present:
            return [
                *asks_for(self.facts, self.kinds, self.clear_from, plus(self.clear_from, months) - ONE_DAY),
                *asks_for(self.facts, self.kinds, present, present),
            ]
        latest = min(present, latest_start(day, months))
        fewest = best = None
        for start in sorted({start for start in self._starts(present) if self.clear_from <= start <= latest}
                            | {self.clear_from, latest}):
            until = max(plus(start, months) - ONE_DAY, present)
            days = days_missing(self.facts, self.kinds, start, until)
            if best is None or days < fewest:
                fewest, best = days, (start, until)
            if not fewest:
                break
        return asks_for(self.facts, self.kinds, *best)

    def _starts(self, present):
        """The days from which a stretch may ask for least: where a feed sets in, or would be long enough as it ends."""
        months = self.test["months"]
        for kind in self.kinds:
            for first, last in self.facts.covered(kind):
                yield first
                yield latest_start(last + ONE_DAY, months)
        yield latest_start(present + ONE_DAY, months)
