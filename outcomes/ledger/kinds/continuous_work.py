"""Off benefit and in work: how long an adult must still be, from today or from a new start."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from families.enums import HouseholdRole
from outcomes.criteria.continuous_work.parameters import DEFAULT
from outcomes.enums import Status
from outcomes.ledger.asks import Ask
from outcomes.ledger.days import ONE_DAY, merged, missing, plus
from outcomes.ledger.enums import AskKind
from outcomes.ledger.kinds.prospect import MET, Outcome, Prospect
from outcomes.suppliers import Supplier

FOREVER = date(9999, 1, 1)


def prospects(test, facts, headline):
    """One for each adult; those who come of age later among them."""
    return [Adult(test, facts, member) for member in facts.members if member.role == HouseholdRole.ADULT]


@dataclass(frozen=True)
class Life:
    """The days in work and on a benefit: merged stretches, and (kind, first, last) of each spell of a benefit."""

    work: tuple
    benefits: tuple
    barred: tuple

    def good(self, begun, day):
        """The stretches of good days from `begun` to the day before `day`."""
        spans = [(max(first, begun), min(last, day - ONE_DAY)) for first, last in self.work]
        on_benefit = merged((first, last) for _, first, last in self.benefits)
        return [
            stretch for first, last in merged(span for span in spans if span[0] <= span[1])
            for stretch in missing(on_benefit, first, last)
        ]


class Adult(Prospect):
    """One adult. `as_is` goes on as it is on record; in `at_best` a benefit ends today and work goes on or begins."""

    def __init__(self, test, facts, member):
        self.test, self.facts, self.person_id = test, facts, member.person_id
        self.of_age_on = plus(member.born, 12 * test["min_age"])
        own = [spell for spell in facts.spells if spell.person_id == self.person_id]
        self.open_work = [spell for spell in own if spell.kind in test["work"] and spell.last is None]
        self.open_benefits = [spell for spell in own if spell.kind in test["benefits"] and spell.last is None]
        self.as_is = Life(
            tuple(merged((spell.first, spell.last or FOREVER) for spell in own if spell.kind in test["work"])),
            _dated(own, test["benefits"]), _dated(own, test["barred_by"]),
        )
        today = facts.as_of
        self.good_from = today + ONE_DAY if self.open_benefits else today
        self.at_best = replace(
            self.as_is, work=tuple(merged([*self.as_is.work, (self.good_from, FOREVER)])),
            benefits=_dated(own, test["benefits"], open_until=today),
        )

    def days(self, start):
        """The first day on which it would be met if every day from now on were good."""
        low, high = max(self.good_from, start), self.good_from + timedelta(days=self._longest())
        if not self._holds(self.at_best, high):
            return [self.of_age_on]
        while low < high:
            middle = low + (high - low) // 2
            if self._holds(self.at_best, middle):
                high = middle
            else:
                low = middle + ONE_DAY
        return [low, self.of_age_on]

    def _longest(self):
        return max(rule["within_days"] + rule["gap_days"] for rule in self.test["rules"]) + 1

    def is_subject(self, day):
        """Whether the adult is old enough on this day to be looked at."""
        return self.of_age_on <= day

    def at(self, day):
        cut = self.facts.as_of - ONE_DAY
        if self._holds(_working_until(self.as_is, cut), day):
            return MET
        if self._holds(self.as_is, day):
            return Outcome(Status.MET, (self._work(self.as_is, day),))
        if not self._holds(self.at_best, day):
            return None
        ends = [
            Ask(
                AskKind.SPELL_END, Supplier.JOBCENTRE.value, self.facts.as_of, self.facts.as_of,
                person_id=self.person_id, about=spell.kind, fact_id=spell.fact_id,
            )
            for spell in self.open_benefits
        ]
        life = _working_until(self.at_best, self.good_from - ONE_DAY)
        return Outcome(Status.MET, (*ends, *(() if self._holds(life, day) else (self._work(self.at_best, day),))))

    def is_pending(self, day):
        return self._live(self.as_is, day) and not self._holds(self.as_is, day)

    def questions(self):
        """Without a benefit before the work, only more of the past can help."""
        return [
            Ask(AskKind.WORK_HISTORY, Supplier.JOBCENTRE.value, self.facts.begun_on, person_id=self.person_id)
        ]

    def _work(self, life, day):
        """The work that is needed: until the first last day that will do."""
        low, high = self.facts.as_of, day - ONE_DAY
        while low < high:
            middle = low + (high - low) // 2
            if self._holds(_working_until(life, middle), day):
                high = middle
            else:
                low = middle + ONE_DAY
        return Ask(
            AskKind.WORK, Supplier.JOBCENTRE.value, self.good_from, low, person_id=self.person_id,
            about=self.test["work"][0], goes_on=bool(self.open_work),
            fact_id=self.open_work[0].fact_id if self.open_work else None,
        )

    def _live(self, life, day):
        return any(True for _ in self._fitting(life, day))

    def _fitting(self, life, day):
        """(good days that count, days needed, barred) of the live islands that a rule fits, in the plan's order."""
        good = life.good(self.facts.begun_on, day)
        ruled = {rule["benefit"] for rule in self.test["rules"]}
        for rule in self.test["rules"]:
            island = _last_island(good, rule["gap_days"])
            if not island or island[-1][1] < day - timedelta(days=1 + rule["gap_days"]):
                continue
            begins = island[0][0]
            basis = self._basis(life, begins)
            if basis is None or rule["benefit"] != (basis if basis in ruled else DEFAULT):
                continue
            counts_from = day - timedelta(days=rule["within_days"])
            counted = sum((last - max(first, counts_from)).days + 1 for first, last in island if last >= counts_from)
            barred = any(first <= begins <= last for _, first, last in life.barred)
            yield counted, rule["days"], barred

    def _basis(self, life, begins):
        earliest = begins - timedelta(days=1 + self.test["lookback_days"])
        kinds = {}
        for kind, first, last in life.benefits:
            if first < begins and last >= earliest:
                kinds.setdefault((last, first), []).append(kind)
        return min(kinds[max(kinds)]) if kinds else None

    def _holds(self, life, day):
        """Whether the test is met on this day: the first island in the plan's order that is long enough decides."""
        if not self.is_subject(day):
            return False
        for counted, needed, barred in self._fitting(life, day):
            if counted >= needed:
                return not barred
        return False


def _last_island(good, gap_days):
    """The last row of stretches with at most so many days between them."""
    island = []
    for stretch in reversed(good):
        if island and (island[0][0] - stretch[1]).days - 1 > gap_days:
            break
        island.insert(0, stretch)
    return island


def _dated(spells, kinds, open_until=FOREVER):
    return tuple((spell.kind, spell.first, spell.last or open_until) for spell in spells if spell.kind in kinds)


def _working_until(life, last):
    """The same with no work after a day."""
    return replace(life, work=tuple((first, min(end, last)) for first, end in life.work if first <= last))
