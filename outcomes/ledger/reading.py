"""Reads what is on record about families: a few in two queries, many in one for each kind of fact."""

from collections import defaultdict
from operator import add
from types import SimpleNamespace

from django.db.models import Q

from families.enums import HouseholdRole, ProblemStatus
from families.facts.enums import ClaimMadeStatus
from families.models import (
    ClaimMade,
    Coverage,
    Event,
    FamilyDetails,
    Judgement,
    LeadWorker,
    Membership,
    PersonDetails,
    Plan,
    Problem,
    Score,
    Spell,
    TermDates,
    TermRecord,
)
from families.together import compiled_once
from outcomes.ledger import facts as values
from outcomes.ledger.days import ONE_DAY, merged

NOT_CLAIMED = (ClaimMadeStatus.REJECTED, ClaimMadeStatus.WITHDRAWN)
FEW = 20  # families whose facts are asked for together: to wait for each answer takes longer than to take it apart


def read_shared(*, as_of, known_at):
    """The calendar and the coverage of every feed, as known."""
    return _shared(_ask(_questions_of_all, as_of=as_of, known_at=known_at), as_of)


def _questions_of_all(*, as_of, known_at):
    return {
        "coverage": Coverage.objects.known_at(known_at).filter(starts_on__lt=as_of)
        .values_list("kind", "starts_on", "ends_on"),
        "terms": TermDates.objects.known_at(known_at).filter(counts=True).order_by("starts_on")
        .values_list("term", "term__code", "starts_on", "ends_on"),
    }


def _shared(told, as_of):
    covered = defaultdict(list)
    for kind, first, last in told.coverage:
        covered[kind].append((first, min(last, as_of - ONE_DAY)))
    return values.Shared(
        terms=tuple(values.Term(*row) for row in told.terms),
        covered={kind: merged(stretches) for kind, stretches in covered.items()},
    )


def _questions_of_families(*, families, as_of, known_at):
    def of_families(kind):
        return kind.objects.known_at(known_at).filter(family__among=families)

    claims = of_families(ClaimMade).filter(claimed_on__lte=as_of).exclude(status__in=NOT_CLAIMED)
    return {
        "open": of_families(FamilyDetails).filter(identified_on__lte=as_of)
        .filter(Q(closed_on=None) | Q(closed_on__gt=as_of))
        .values_list("family", "framework", "engaged_on", "assessed_on"),
        "members": of_families(Membership).filter(starts_on__lte=as_of).order_by("starts_on", "pk")
        .values_list("family", "person", "role", "starts_on", "ends_on"),
        "problems": of_families(Problem).filter(status=ProblemStatus.ACCEPTED, identified_on__lte=as_of)
        .values_list("family", "headline", "person"),
        "plans": of_families(Plan).filter(agreed_on__lte=as_of).order_by("agreed_on")
        .values_list("family", "agreed_on", "covers", "objectives"),
        "led": of_families(LeadWorker).filter(
            Q(starts_on=None) | Q(starts_on__lte=as_of), Q(ends_on=None) | Q(ends_on__gte=as_of)
        ).values_list("family", flat=True),
        "claims": claims.values_list("family", "framework"),
        "decisions": of_families(Judgement).filter(decided_on__lte=as_of)
        .values_list("family", "headline", "decided_on", "achieved", "decider_role"),
    }


def _questions_of_families_and_all(*, families, as_of, known_at):
    return {
        **_questions_of_families(families=families, as_of=as_of, known_at=known_at),
        **_questions_of_all(as_of=as_of, known_at=known_at),
    }


def _questions_of_people(*, people, families, as_of, known_at):
    def believed(kind):
        return kind.objects.known_at(known_at)

    dated = {
        "events": (Event, "occurred_on", ("kind", "occurred_on")),
        "spells": (Spell, "starts_on", ("pk", "kind", "starts_on", "ends_on")),
        "scores": (Score, "scored_on", ("tool", "scored_on", "score")),
    }
    return {
        "born": believed(PersonDetails).filter(person__among=people).values_list("person", "date_of_birth"),
        "records": believed(TermRecord).filter(person__among=people).order_by("pk").values_list(
            "person", "term", "school", "possible", "authorised", "unauthorised"
        ),
        **{
            f"{name}_of_{whom}": believed(kind).filter(**{f"{on}__lte": as_of}, **about)
            .values_list("person", "family", *columns)
            for name, (kind, on, columns) in dated.items()
            for whom, about in (
                ("people", {"person__among": people}), ("families", {"family__among": families})
            )
        },
    }


_COMPILED = {
    questions: compiled_once(questions)
    for questions in (
        _questions_of_all, _questions_of_families, _questions_of_families_and_all, _questions_of_people
    )
}


def _ask(questions, **values):
    """The answers to these questions: about a few families in one query, which is kept."""
    return _COMPILED[questions](**values)


def _ask_apart(questions, **values):
    """The same, one question after another: for many rows the driver is the quickest reader."""
    return SimpleNamespace(**{name: list(queryset) for name, queryset in questions(**values).items()})


def read_facts(family_ids, *, as_of, known_at, shared=None):
    """family id -> what is on record about it, for those of the families that are open on the day."""
    return _Reading(list(family_ids), as_of, known_at, shared).all()


class _Reading:
    """One reading of some families."""

    def __init__(self, family_ids, as_of, known_at, shared):
        self.ids, self.as_of, self.known_at, self.shared = family_ids, as_of, known_at, shared
        self.days = {"as_of": as_of, "known_at": known_at}
        self.ask = _ask if len(family_ids) <= FEW else _ask_apart

    def _so_far(self, on):
        """An end that has not come yet is not known."""
        return on if on is None or on < self.as_of else None

    def all(self):
        """Every family that is open on the day."""
        questions = _questions_of_families if self.shared else _questions_of_families_and_all
        told = self.ask(questions, families=self.ids, **self.days)
        self.shared = self.shared or _shared(told, self.as_of)
        self._take_members(told.members)
        self._take_family_rows(told)
        people = list(self.homes)
        self._take_facts_of_people(self.ask(_questions_of_people, people=people, families=self.ids, **self.days))
        return {
            family: self._family(family, framework, self._by_now(engaged_on), self._by_now(assessed_on))
            for family, framework, engaged_on, assessed_on in told.open
        }

    def _by_now(self, on):
        return on if on is not None and on <= self.as_of else None

    def _take_members(self, rows):
        self.stays, self.roles, self.homes = defaultdict(list), defaultdict(list), defaultdict(set)
        self.stayed = defaultdict(list)
        for family, person, role, first, last in rows:
            self.stays[family].append(values.Stay(person, first, self._so_far(last)))
            self.stayed[family].append((person, role, first, last))
            self.homes[person].add(family)
            if last is None or last >= self.as_of:
                self.roles[family].append((person, role))

    def _take_family_rows(self, told):
        self.problems, self.decisions = _gathered(told.problems), _gathered(told.decisions)
        self.plans = {
            family: values.Agreed(agreed_on, None if covers is None else tuple(covers), tuple(objectives))
            for family, agreed_on, covers, objectives in told.plans
        }
        self.led, self.claimed = set(told.led), set(told.claims)

    def _take_facts_of_people(self, told):
        self.born = dict(told.born)
        self.events, self.spells, self.scores = defaultdict(list), defaultdict(list), defaultdict(list)
        for person, family, kind, on in [*told.events_of_people, *told.events_of_families]:
            for home in self._homes(person, family):
                self.events[home].append((kind, person, on))
        for person, family, pk, kind, first, last in [*told.spells_of_people, *told.spells_of_families]:
            for home in self._homes(person, family):
                self.spells[home].append(values.Spell(pk, kind, person, first, self._so_far(last)))
        for person, family, tool, on, score in [*told.scores_of_people, *told.scores_of_families]:
            for home in self._homes(person, family):
                self.scores[home].append((tool, person, on, score))
        self.sessions, self.schools = defaultdict(dict), {}
        counted = {term.term_id for term in self.shared.terms}
        for person, term, school, *sessions in told.records:
            self.schools[person] = school
            if term in counted:
                others = self.sessions[person].get((person, term), (0, 0, 0))
                self.sessions[person][person, term] = tuple(map(add, others, sessions))

    def _homes(self, person, family):
        return [family] if person is None else self.homes[person]

    def _family(self, family, framework, engaged_on, assessed_on):
        people = {stay.person_id for stay in self.stays[family]}
        scores, decisions = defaultdict(list), defaultdict(list)
        for tool, person, on, score in self.scores[family]:
            scores[tool, person].append((on, score))
        for headline, *decision in self.decisions[family]:
            decisions[headline].append(tuple(decision))
        plan = self.plans.get(family)
        return values.FamilyFacts(
            family_id=family, as_of=self.as_of, framework=framework, engaged_on=engaged_on, assessed_on=assessed_on,
            has_lead_worker=family in self.led, shared=self.shared,
            members=tuple(
                values.Member(person, role, self.born[person])
                for person, role in self.roles[family] if person in self.born
            ),
            stays=tuple(self.stays[family]), born={person: self.born[person] for person in people & self.born.keys()},
            problems=tuple(self.problems[family]), plan=plan, must_be_covered=self._must_be_covered(family, plan),
            is_claimed=(family, framework) in self.claimed,
            events=tuple(self.events[family]), spells=tuple(self.spells[family]),
            scores=dict(scores), decisions=dict(decisions),
            sessions={key: sums for person in people for key, sums in self.sessions.get(person, {}).items()},
            schools={person: self.schools[person] for person in people & self.schools.keys()},
        )

    def _must_be_covered(self, family, plan):
        """Who must be in the latest plan: every member of its day, non-resident parents apart."""
        if plan is None:
            return ()
        return tuple(
            person for person, role, first, last in self.stayed[family]
            if role != HouseholdRole.NON_RESIDENT_PARENT and first <= plan.agreed_on
            and (last is None or last >= plan.agreed_on)
        )


def _gathered(rows):
    """family -> the rest of each of its rows."""
    found = defaultdict(list)
    for family, *row in rows:
        found[family].append(tuple(row))
    return found


def one_family(family_id, *, as_of, known_at):
    """What is on record about one family; None where it is not open on the day."""
    return read_facts([family_id], as_of=as_of, known_at=known_at).get(family_id)

