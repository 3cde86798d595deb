"""Off benefit and in work: how long an adult must still be, from today or from a new start."""

from datetime import date

from families.enums import HouseholdRole
from outcomes.criteria.continuous_work.parameters import DEFAULT
from outcomes.enums import Status
from outcomes.ledger.asks import Ask
from outcomes.ledger.days import merged, missing, plus
from outcomes.ledger.enums import AskKind
from outcomes.ledger.kinds.prospect import MET, Outcome, Prospect
from outcomes.suppliers import Supplier

FOREVER = date.max.toordinal()
KNOWN = date.fromordinal
JOBCENTRE = Supplier.JOBCENTRE.value


def prospects(test, facts, headline):
    """One for each adult; those who come of age later among them."""
    return [Adult(test, facts, member) for member in facts.members if member.role == HouseholdRole.ADULT]


class Life:
    """A life in work and on benefits, its days as whole numbers: the stretches of good days since engagement, and
    (kind, first, last) of each spell of a benefit, and of what bars."""

    def __init__(self, begun, work, benefits, barred):
        self.benefits, self.barred, self._bases = benefits, barred, {}
        on_benefit = merged([(first, last) for _, first, last in benefits], 1)
        self.good = [
            stretch for first, last in merged([(max(first, begun), last) for first, last in work if last >= begun], 1)
            for stretch in missing(on_benefit, first, last, 1)
        ]

    def basis(self, begins, lookback_days):
        """The kind of the benefit that somebody left whose work begins on a day; None where there was none."""
        if begins not in self._bases:
            kinds = {}
            for kind, first, last in self.benefits:
                if first < begins and last >= begins - 1 - lookback_days:
                    kinds.setdefault((last, first), []).append(kind)
            self._bases[begins] = min(kinds[max(kinds)]) if kinds else None
        return self._bases[begins]


class Adult(Prospect):
    """One adult. `as_is` goes on as it is on record; in `at_best` a benefit ends today and work goes on or begins."""

    def __init__(self, test, facts, member):
        self.test, self.facts, self.person_id = test, facts, member.person_id
        self.of_age_on = plus(member.born, 12 * test["min_age"])
        self.of_age = self.of_age_on.toordinal()
        self.rules = [(r["benefit"], r["days"], r["within_days"], r["gap_days"]) for r in test["rules"]]
        self.ruled = {benefit for benefit, *_ in self.rules}
        own = facts.spells_of(self.person_id)
        self.open_work = [spell for spell in own if spell.kind in test["work"] and spell.last is None]
        self.open_benefits = [spell for spell in own if spell.kind in test["benefits"] and spell.last is None]
        self.today, begun = facts.as_of.toordinal(), facts.begun_on.toordinal()
        self.good_from = self.today + 1 if self.open_benefits else self.today
        work = [(first, last) for _, first, last in _dated(own, test["work"])]
        benefits, barred = _dated(own, test["benefits"]), _dated(own, test["barred_by"])
        self.as_is = Life(begun, work, benefits, barred)
        ended = [(kind, first, self.today if last == FOREVER else last) for kind, first, last in benefits]
        self.at_best = Life(begun, [*work, (self.good_from, FOREVER)], ended, barred)

    def days(self, start):
        """The first day on which it would be met if every day from now on were good."""
        low, high = max(self.good_from, start.toordinal()), self.good_from + self._longest()
        if not self._holds(self.at_best, high):
            return [self.of_age_on]
        while low < high:
            middle = low + (high - low) // 2
            if self._holds(self.at_best, middle):
                high = middle
            else:
                low = middle + 1
        return [KNOWN(low), self.of_age_on]

    def _longest(self):
        return max(within_days + gap_days for _, _, within_days, gap_days in self.rules) + 1

    def is_subject(self, day):
        """Whether the adult is old enough on this day to be looked at."""
        return self.of_age_on <= day

    def at(self, day):
        day = day.toordinal()
        if self._holds(self.as_is, day, until=self.today - 1):
            return MET
        if self._holds(self.as_is, day):
            return Outcome(Status.MET, (self._work(self.as_is, day),))
        if not self._holds(self.at_best, day):
            return None
        ends = [
            Ask(
                AskKind.SPELL_END, JOBCENTRE, self.facts.as_of, self.facts.as_of,
                person_id=self.person_id, about=spell.kind, fact_id=spell.fact_id,
            )
            for spell in self.open_benefits
        ]
        is_enough = self._holds(self.at_best, day, until=self.good_from - 1)
        return Outcome(Status.MET, (*ends, *(() if is_enough else (self._work(self.at_best, day),))))

    def is_pending(self, day):
        day = day.toordinal()
        return any(True for _ in self._fitting(self.as_is, day)) and not self._holds(self.as_is, day)

    def questions(self):
        """Without a benefit before the work, only more of the past can help."""
        return [
            Ask(AskKind.WORK_HISTORY, JOBCENTRE, self.facts.begun_on, person_id=self.person_id)
        ]

    def _work(self, life, day):
        """The work that is needed: until the first last day that will do."""
        low, high = self.today, day - 1
        while low < high:
            middle = low + (high - low) // 2
            if self._holds(life, day, until=middle):
                high = middle
            else:
                low = middle + 1
        return Ask(
            AskKind.WORK, JOBCENTRE, KNOWN(self.good_from), KNOWN(low), person_id=self.person_id,
            about=self.test["work"][0], goes_on=bool(self.open_work),
            fact_id=self.open_work[0].fact_id if self.open_work else None,
        )

    def _fitting(self, life, day, until=FOREVER):
        """(good days that count, days needed, barred) of the live islands that a rule fits, in the plan's order.

        `until`: as if there were no work after that day.
        """
        good, until = life.good, min(until, day - 1)
        count = len(good)
        while count and good[count - 1][0] > until:
            count -= 1
        if not count or not life.benefits:
            return
        latest = min(good[count - 1][1], until)
        for benefit, needed, within_days, gap_days in self.rules:
            if latest < day - 1 - gap_days:
                continue
            island = count - 1  # the last row of stretches with at most so many days between them begins here
            while island and good[island][0] - good[island - 1][1] - 1 <= gap_days:
                island -= 1
            begins = good[island][0]
            basis = life.basis(begins, self.test["lookback_days"])
            if basis is None or benefit != (basis if basis in self.ruled else DEFAULT):
                continue
            counted, counts_from = 0, day - within_days
            for first, last in good[island:count]:
                if last > latest:
                    last = latest
                if last >= counts_from:
                    counted += last + 1 - (first if first > counts_from else counts_from)
            yield counted, needed, any(first <= begins <= last for _, first, last in life.barred)

    def _holds(self, life, day, until=FOREVER):
        """Whether the test is met on this day: the first island in the plan's order that is long enough decides."""
        if day < self.of_age:
            return False
        for counted, needed, barred in self._fitting(life, day, until):
            if counted >= needed:
                return not barred
        return False


def _dated(spells, kinds):
    return [
        (spell.kind, spell.first.toordinal(), spell.last.toordinal() if spell.last else FOREVER)
        for spell in spells if spell.kind in kinds
    ]
