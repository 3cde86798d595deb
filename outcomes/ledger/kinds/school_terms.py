"""Attendance over consecutive terms: which terms will be looked at, and which of their records are missing."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from families.facts.enums import EventKind
from outcomes.enums import Status
from outcomes.ledger.asks import Ask, Share
from outcomes.ledger.days import ONE_DAY, REMEMBERED, plus
from outcomes.ledger.enums import AskKind
from outcomes.ledger.kinds.coverage import asks_for
from outcomes.ledger.kinds.prospect import NEUTRAL, Outcome, Prospect
from outcomes.suppliers import Supplier

EXCLUSIONS = (EventKind.FIXED_EXCLUSION.value, EventKind.PERMANENT_EXCLUSION.value)
MONTHS_BETWEEN_TERMS = 3  # more than any holiday: a calendar that ends earlier lacks terms


def prospects(test, facts, headline):
    """One for each child; for each that a problem names where only those count."""
    named = facts.named(headline)
    return [
        Terms(test, facts, child, is_named)
        for child in facts.children
        if (is_named := None in named or child.person_id in named) or test["children"] == "all"
    ]


@lru_cache(REMEMBERED)
def school_age(born: date):
    """The first and the last day of compulsory schooling."""
    fifth, sixteenth = plus(born, 60), plus(born, 192)
    month, last = (3, 31) if fifth.month <= 3 else (8, 31) if fifth.month <= 8 else (12, 31)
    june_ends = date(sixteenth.year + (sixteenth.month >= 9), 6, 30)
    return date(fifth.year, month, last), june_ends - timedelta(days=(june_ends.isoweekday() + 2) % 7)


@cache
def most_sessions(term) -> int:
    """As many half days as the term's weekdays hold."""
    return 2 * sum((term.first + timedelta(days=n)).weekday() < 5 for n in range((term.last - term.first).days + 1))


class Terms(Prospect):
    """One child's terms since engagement."""

    def __init__(self, test, facts, child, is_named):
        self.test, self.facts, self.is_named = test, facts, is_named
        self.person_id = child.person_id
        first, self.school_until = school_age(child.born)
        self.terms = [
            term for term in facts.shared.terms
            if term.first >= facts.begun_on and first <= term.first <= self.school_until
        ]

    def days(self, start):
        return [*(term.last + ONE_DAY for term in self.terms), self.school_until + ONE_DAY]

    def run(self, day):
        """The terms that a judgement on this day looks at; fewer than it needs where not enough are over."""
        return [term for term in self.terms if term.last < day][-self.test["terms"]:]

    def at(self, day):
        run = self.run(day)
        if len(run) < self.test["terms"]:
            return NEUTRAL if not self.is_named or (self.school_until < day and self._calendar_reaches()) else None
        if self._too_many_exclusions(run):
            return None
        records = self._pooled(run) if self.test["aggregation"] == "pooled" else self._each(run)
        if records is None:
            return None
        feeds = []
        if self.test["max_fixed_exclusions"] is not None:
            feeds = asks_for(self.facts, EXCLUSIONS, run[0].first, run[-1].last)
        return Outcome(Status.MET, (*records, *feeds))

    def is_pending(self, day):
        return len(self.run(day)) < self.test["terms"] and self.is_named and self.school_until >= day

    def questions(self):
        """Where the calendar is too short to hold the terms that are needed, its coming terms."""
        coming = [term for term in self.terms if term.last >= self.facts.as_of]
        short = len(coming) < self.test["terms"] and self.school_until > self.facts.as_of and (
            not self._calendar_reaches()
        )
        return [Ask(AskKind.TERM_DATES, Supplier.SCHOOLS.value, self.facts.as_of)] if short else []

    def _calendar_reaches(self):
        """Whether the calendar holds the child's last years of school. A shorter one will still be added to."""
        terms = self.facts.shared.terms
        return self.school_until < self.facts.as_of or (
            bool(terms) and plus(terms[-1].last, MONTHS_BETWEEN_TERMS) >= self.school_until
        )

    def _too_many_exclusions(self, run):
        most = self.test["max_fixed_exclusions"]
        if most is None:
            return False
        fixed, permanent = (
            sum(
                kind == wanted and person == self.person_id and run[0].first <= on <= run[-1].last
                for kind, person, on in self.facts.events
            )
            for wanted in EXCLUSIONS
        )
        return fixed > most or permanent > 0

    def _known(self, term):
        """(sessions that count for the measure, sessions possible) on record, or None."""
        record = self.facts.sessions.get((self.person_id, term.term_id))
        if record is None:
            return None
        possible, authorised, unauthorised = record
        return (
            possible - authorised - unauthorised if self.test["measure"] == "attendance" else unauthorised, possible
        )

    def _share(self, counted=0, possible=0, together=()):
        return Share(
            self.test["measure"], Decimal(self.test["percent"]), self.test["inclusive"], counted, possible, together
        )

    def _is_open(self, known):
        """Whether a term's record is missing, or holds too few sessions."""
        return known is None or known[1] < self.test["min_possible"]

    def _at_best(self, term, known):
        """The sessions that may still come, all of them good: (counted, possible)."""
        most = max(most_sessions(term), self.test["min_possible"], 1) - (known[1] if known else 0)
        return (most if self.test["measure"] == "attendance" else 0), most

    def _each(self, run):
        asks = []
        for term in run:
            known = self._known(term)
            if self._is_open(known):
                share = self._share(*(known or ()))
                if not share.holds(*self._at_best(term, known)):
                    return None
                asks.append(self._ask(term, known, share))
            elif not self._share().holds(*known):
                return None
        return asks

    def _pooled(self, run):
        known = {term: self._known(term) for term in run}
        still_open = [term for term in run if self._is_open(known[term])]
        sums = [sum(column) for column in zip((0, 0), *(each for each in known.values() if each), strict=True)]
        share = self._share(*sums, together=tuple(term.code for term in still_open))
        best = [sum(column) for column in zip((0, 0), *(self._at_best(t, known[t]) for t in still_open), strict=True)]
        if not share.holds(*best):
            return None
        return [self._ask(term, known[term], share) for term in still_open]

    def _ask(self, term, known, share):
        return Ask(
            AskKind.ATTENDANCE, Supplier.SCHOOLS.value, term.first, term.last, person_id=self.person_id,
            about=term.code, school=self.facts.schools.get(self.person_id, ""),
            sessions=max(self.test["min_possible"] - (known[1] if known else 0), 1), shares=(share,),
        )
