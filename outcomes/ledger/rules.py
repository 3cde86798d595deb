"""From what each criterion holds in store to the first day of a claim, and all that must be supplied for it."""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from families.enums import HouseholdRole
from families.facts.enums import ClaimRoute
from outcomes.enums import Blocker, CriterionKind, Status
from outcomes.ledger.asks import Ask, together
from outcomes.ledger.enums import AskKind
from outcomes.ledger.kinds import KINDS
from outcomes.ledger.kinds.prospect import NEUTRAL, Outcome
from outcomes.suppliers import Supplier

MET, NEUTRAL_STATUS = Status.MET.value, Status.NEUTRAL.value
KEY_WORKER = Supplier.KEY_WORKER.value


@dataclass(frozen=True)
class Claimable:
    """The first day on which a claim could be made, by which route, under which rules, and what that takes."""

    day: date
    route: str
    asks: tuple[Ask, ...]
    plan_id: int


class CriterionAhead:
    """One test under a headline, over all its subjects."""

    def __init__(self, heading, test, facts):
        self.heading, self.test = heading, test
        self.subjects = KINDS[test.kind].prospects(test.parameters, facts, heading.code)
        self.best_decides = test.kind == CriterionKind.CONTINUOUS_WORK
        self._at = {}

    def with_coverage(self, facts):
        """The same test, for the same family with other days of feeds covered."""
        changed = copy(self)
        changed.subjects, changed._at = [copy(subject) for subject in self.subjects], {}
        for subject in changed.subjects:
            subject.facts = facts
        return changed

    def days(self, start):
        """The days from which it may become possible to meet it."""
        return {day for subject in self.subjects for day in subject.days(start)}

    def at(self, day):
        """What it takes on this day, over all subjects; None where nothing would do."""
        # Which grade what is still to come will have, nobody knows: where a plan asks for one, no day is given.
        if self.test.parameters.get("lowest_grade"):
            return None
        if day not in self._at:
            self._at[day] = self._best(day) if self.best_decides else self._all(day)
        return self._at[day]

    def _all(self, day):
        outcomes = []
        for subject in self.subjects:
            outcome = subject.at(day)
            if outcome is None:
                return None
            outcomes.append(outcome)
        return joined(outcomes)

    def _best(self, day):
        """One adult is enough; with no adult to look at the test does not apply."""
        adults = [adult for adult in self.subjects if adult.is_subject(day)]
        found = [outcome for adult in adults if (outcome := adult.at(day))]
        if not adults:
            return NEUTRAL
        return least(found)

    def is_pending(self, day):
        """Whether the verdict would be pending if nothing were supplied."""
        return any(subject.is_pending(day) for subject in self.subjects)


def least(outcomes):
    """The outcome that asks for least; None of none.

    Where people who are in work already would each do if they stay in it, any of them is enough: the ask names one,
    and the others as `covers`.
    """
    outcomes = list(outcomes)
    if len(outcomes) == 1:
        return outcomes[0]
    best = min(outcomes, key=_burden, default=None)
    if best is None or len(best.asks) != 1 or not best.asks[0].goes_on:
        return best
    ask = best.asks[0]
    others = {
        person
        for outcome in outcomes if len(outcome.asks) == 1 and outcome.asks[0].goes_on
        for person in (outcome.asks[0].person_id, *outcome.asks[0].covers)
    } - {ask.person_id}
    return Outcome(best.status, (replace(ask, covers=tuple(sorted(others))),)) if others else best


def _burden(outcome):
    """How much an outcome asks for: first what must change in the family's life, then what must be supplied, then what
    must only go on as it is."""
    return changes(outcome), sum(not ask.goes_on for ask in outcome.asks), len(outcome.asks)


def changes(outcome) -> int:
    """How many things must change in the family's life: new work, or an end of something that goes on."""
    return sum(ask.kind == AskKind.SPELL_END or (ask.kind == AskKind.WORK and not ask.goes_on) for ask in outcome.asks)


def joined(outcomes):
    """Several outcomes that must all hold: met where one of them is met."""
    outcomes = list(outcomes)
    if len(outcomes) == 1:
        return outcomes[0]
    status = MET if any(outcome.status == MET for outcome in outcomes) else NEUTRAL_STATUS
    return Outcome(status, tuple(ask for outcome in outcomes for ask in outcome.asks))


class HeadlineAhead:
    """One headline with its tests."""

    def __init__(self, heading, criteria, *, raised):
        self.heading, self.criteria, self.raised = heading, criteria, raised

    def at(self, day, *, must_meet=False):
        """What it takes for the headline not to stand in the way; with `must_meet`, to be met."""
        if not self.heading.any_one:
            return self._all(day, must_meet)
        outcomes = [criterion.at(day) for criterion in self.criteria]
        met = [outcome for outcome in outcomes if outcome and outcome.status == MET]
        best = least(met)
        if not must_meet:
            # Where no test is met or pending, one that does not apply is the best, and nothing stands in the way.
            neutral = [outcome for outcome in outcomes if outcome and outcome.status == NEUTRAL_STATUS]
            lightest = least(neutral)
            is_lighter = lightest and (best is None or _burden(lightest) < _burden(best))
            if is_lighter and not any(criterion.is_pending(day) for criterion in self.criteria):
                return lightest
        return best

    def _all(self, day, must_meet):
        outcomes = []
        for criterion in self.criteria:
            outcome = criterion.at(day)
            if outcome is None:
                return None
            outcomes.append(outcome)
        outcome = joined(outcomes)
        return None if must_meet and outcome.status != MET else outcome


class Ahead:
    """What a family has before it under one version of the rules."""

    def __init__(self, facts, rules):
        self.facts, self.rules = facts, rules
        self._take({
            test.criterion_id: CriterionAhead(heading, test, facts)
            for heading in rules.headings for test in heading.tests
            if self._stands_in_the_way(heading) or self._is_a_route(test)
        })
        self.lacking = facts.raised - {heading.code for heading in rules.headings}

    def _take(self, criteria):
        self.criteria, self._by = criteria, {}
        self.headlines = [
            HeadlineAhead(
                heading, [criteria[test.criterion_id] for test in heading.tests],
                raised=heading.code in self.facts.raised,
            )
            for heading in self.rules.headings if self._stands_in_the_way(heading)
        ]
        self.work = [criterion for criterion in criteria.values() if self._is_a_route(criterion.test)]

    def _stands_in_the_way(self, heading):
        return heading.always or heading.code in self.facts.raised

    def _is_a_route(self, test):
        return test.kind == CriterionKind.CONTINUOUS_WORK and ClaimRoute.EMPLOYMENT in self.rules.routes

    def with_coverage(self, asks):
        """The same with these days of feeds covered besides. Only tests that rest on one of them are asked anew."""
        changed = copy(self)
        changed.facts, kinds = self.facts.with_coverage(asks), {ask.about for ask in asks}
        changed._take({
            pk: criterion.with_coverage(changed.facts) if kinds & criterion.test.feeds else criterion
            for pk, criterion in self.criteria.items()
        })
        return changed

    @cached_property
    def is_eligible(self):
        """Whether the family's problems lie under enough headlines."""
        outside = {m.person_id for m in self.facts.members if m.role == HouseholdRole.NON_RESIDENT_PARENT}
        from_outside = sum(self.facts.named(headline) <= outside for headline in self.facts.raised)
        cap = self.rules.non_resident_cap
        counted = len(self.facts.raised) - from_outside + min(from_outside, from_outside if cap is None else cap)
        return counted >= self.rules.needed

    def by_sustained(self, day):
        """What the route of sustained progress takes on this day; None where nothing would do."""
        if ClaimRoute.SUSTAINED not in self.rules.routes or self.lacking:
            return None
        outcomes = {}
        for headline in self.headlines:
            outcomes[headline] = headline.at(day)
            if outcomes[headline] is None:
                return None
        if not any(headline.raised and outcome.status == MET for headline, outcome in outcomes.items()):
            better = {headline: headline.at(day, must_meet=True) for headline in self.headlines if headline.raised}
            found = {headline: outcome for headline, outcome in better.items() if outcome}
            if not found:
                return None
            headline = min(found, key=lambda each: _burden(found[each]))
            outcomes[headline] = found[headline]
        return joined(outcomes.values())

    def by_employment(self, day):
        """What the route of continuous employment takes on this day; None where nothing would do."""
        return least(outcome for each in self.work if (outcome := each.at(day)) and outcome.status == MET)

    def by(self, route, day):
        """What a route takes on this day."""
        if (route, day) not in self._by:
            self._by[route, day] = (
                self.by_sustained(day) if route == ClaimRoute.SUSTAINED else self.by_employment(day)
            )
        return self._by[route, day]

    def days(self, start, route=None):
        """The days from `start` on, to the end of these rules, on which a claim may become possible, in order."""
        found = {start}
        if route != ClaimRoute.EMPLOYMENT:
            found |= {day for each in self.headlines for one in each.criteria for day in one.days(start)}
        if route != ClaimRoute.SUSTAINED:
            found |= {day for each in self.work for day in each.days(start)}
        until = self.rules.until
        return sorted(day for day in found if day >= start and (until is None or day < until))

    def first(self, route=None):
        """The first day on which a route (this one, or any) could hold, and what it takes; None where there is none.

        Ways that only take time and information go before those on which something in the family's life must change:
        a day that hangs on a new job is given only where there is no other.
        """
        ways = [route] if route else sorted(self.rules.routes, key=lambda each: each != self.rules.preferred)
        start = max(self.facts.as_of, self.rules.first)
        if at_once := self._first_of([start], ways, may_change=False):
            return at_once
        days = self.days(start, route)
        return self._first_of(days, ways, may_change=False) or self._first_of(days, ways, may_change=True)

    def _first_of(self, days, ways, *, may_change):
        """The first of the days on which one of the ways will do."""
        for day in days:
            at = {way: outcome for way in ways if (outcome := self.by(way, day))}
            found = {way: outcome for way, outcome in at.items() if may_change or not changes(outcome)}
            if found:
                way = min(found, key=lambda each: _burden(found[each]))
                outcome = least([found[way], *found.values()])
                asks = together((*setting_up(self.facts, day), *outcome.asks))
                asks = self._no_work_twice(way, day, asks)
                return Claimable(day, way, self._no_more_than_needed(way, day, asks), self.rules.plan_id)
        return None

    def _no_work_twice(self, route, day, asks):
        """Leaves out one adult's work where the work that is asked of another does for every test, if only for longer.

        Each test looks for whoever has least to do, and two tests may so name two adults of whom one would do for both.
        """
        kept = [ask for ask in asks if ask.kind == AskKind.WORK]
        rest = tuple(ask for ask in asks if ask.kind != AskKind.WORK)
        for ask in sorted(kept, key=lambda each: not each.goes_on) if len(kept) > 1 else ():
            others = [each for each in kept if each.key != ask.key]
            outcome = Ahead(self.facts.with_work(others, rest, without=ask), self.rules).by(route, day)
            now = together(outcome.asks) if outcome else ()
            if outcome is None or not {each for each in now if each.kind != AskKind.WORK} <= set(rest):
                continue
            work = [each for each in now if each.kind == AskKind.WORK]
            until = {each.person_id: each.last for each in work if each.goes_on}
            if len(until) == len(work) and until.keys() <= {each.person_id for each in others}:
                kept = [replace(each, last=max(each.last, until.get(each.person_id, each.last))) for each in others]
        work = {ask.key: ask for ask in kept}
        return tuple(work.get(ask.key, ask) for ask in asks if ask.kind != AskKind.WORK or ask.key in work)

    def _no_more_than_needed(self, route, day, asks):
        """Leaves out days of a feed that other days, asked for by another criterion, make needless."""
        feeds = [ask for ask in asks if ask.kind == AskKind.COVERAGE]
        if len(feeds) < 2 or not self._may_share({ask.about for ask in feeds}):
            return asks
        kept = list(feeds)
        for ask in sorted(feeds, key=lambda each: each.last - each.first):
            fewer = [each for each in kept if each != ask]
            outcome = self.with_coverage(fewer).by(route, day)
            if outcome and not any(each.kind == AskKind.COVERAGE for each in outcome.asks):
                kept = fewer
        return tuple(ask for ask in asks if ask.kind != AskKind.COVERAGE or ask in kept)

    def _may_share(self, kinds):
        """Whether days of these feeds that are asked for by one test could spare another some: where two tests rest on
        the same feed, or where a test may be met instead of another. A test by itself asks for no day too many."""
        resting = [
            (headline, criterion.test.feeds & kinds)
            for headline in self.headlines for criterion in headline.criteria if criterion.test.feeds & kinds
        ]
        return (
            any(headline.heading.any_one and len(headline.criteria) > 1 for headline, _ in resting)
            or sum(len(feeds) for _, feeds in resting) > len(kinds)
        )


def setting_up(facts, day):
    """What must be put in place besides a route: engagement, assessment, plan, lead worker."""
    today, worker = facts.as_of, KEY_WORKER
    asks = []
    if facts.engaged_on is None:
        asks.append(Ask(AskKind.ENGAGEMENT, worker, today, today))
    if facts.assessed_on is None:
        asks.append(Ask(AskKind.ASSESSMENT, worker, today, day))
    if plan_faults(facts):
        asks.append(Ask(
            AskKind.PLAN, worker, today, day, objectives=tuple(sorted(facts.raised)),
            covers=tuple(m.person_id for m in facts.members if m.role != HouseholdRole.NON_RESIDENT_PARENT),
        ))
    if not facts.has_lead_worker:
        asks.append(Ask(AskKind.LEAD_WORKER, worker, today, day))
    return asks


def plan_faults(facts):
    """What is wrong with the latest plan, as blockers; empty where nothing is."""
    if facts.plan is None:
        return [Blocker.NO_PLAN.value]
    faults = []
    if facts.plan.covers is not None and set(facts.must_be_covered) - set(facts.plan.covers):
        faults.append(Blocker.PLAN_NOT_WHOLE_FAMILY.value)
    return faults + [
        f"{Blocker.NO_OBJECTIVE}:{headline}" for headline in sorted(facts.raised - set(facts.plan.objectives))
    ]


def first_claim(facts, rulebook):
    """The first day on which this family could be claimed, under the rules of that day; None where no day can be given.

    None: its result was claimed already, it has too few problems, no rules are in force, or a criterion can never be
    met by what may still come.
    """
    if facts.is_claimed:
        return None
    found = []
    for rules in rulebook.get(facts.framework, ()):
        ahead = Ahead(facts, rules)
        if ahead.is_eligible and (claim := ahead.first()):
            if not changes(claim):
                return claim
            found.append(claim)
    return found[0] if found else None


def loose_asks(facts, rulebook):
    """What is missing for a family for which no day can be given: what each criterion would take by itself."""
    rules = next((each for each in rulebook.get(facts.framework, ()) if each.first <= facts.as_of), None)
    if facts.is_claimed or rules is None:
        return ()
    ahead = Ahead(facts, rules)
    asks = setting_up(facts, facts.as_of)
    for headline in ahead.headlines:
        for criterion in headline.criteria:
            for subject in criterion.subjects:
                asks += first_by_itself(subject, facts.as_of)[1]
    return together(asks)


def first_by_itself(subject, start):
    """(day, asks) of one criterion and subject alone: the first day on which it could hold, or None."""
    for day in sorted({start, *(day for day in subject.days(start) if day >= start)}):
        if outcome := subject.at(day):
            return day, list(outcome.asks)
    return None, subject.questions()
