"""Reads what is on record about many families at once, in a fixed number of queries."""

from collections import defaultdict

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
from outcomes.ledger import facts as values
from outcomes.ledger.days import ONE_DAY, merged

NOT_CLAIMED = (ClaimMadeStatus.REJECTED, ClaimMadeStatus.WITHDRAWN)


def read_shared(*, as_of, known_at):
    """The calendar and the coverage of every feed, as known."""
    covered = defaultdict(list)
    rows = Coverage.objects.known_at(known_at).filter(starts_on__lt=as_of)
    for kind, first, last in rows.values_list("kind", "starts_on", "ends_on"):
        covered[kind].append((first, min(last, as_of - ONE_DAY)))
    terms = TermDates.objects.known_at(known_at).filter(counts=True).order_by("starts_on")
    return values.Shared(
        terms=tuple(values.Term(*row) for row in terms.values_list("term", "term__code", "starts_on", "ends_on")),
        covered={kind: merged(stretches) for kind, stretches in covered.items()},
    )


def read_facts(family_ids, *, as_of, known_at, shared=None):
    """family id -> what is on record about it, for those of the families that are open on the day."""
    return _Reading(list(family_ids), as_of, known_at, shared or read_shared(as_of=as_of, known_at=known_at)).all()


class _Reading:
    """One reading of some families."""

    def __init__(self, family_ids, as_of, known_at, shared):
        self.ids, self.as_of, self.known_at, self.shared = family_ids, as_of, known_at, shared

    def _believed(self, kind):
        return kind.objects.known_at(self.known_at)

    def _of_families(self, kind):
        return self._believed(kind).filter(family__in=self.ids)

    def _so_far(self, on):
        """An end that has not come yet is not known."""
        return on if on is None or on < self.as_of else None

    def all(self):
        """Every family that is open on the day."""
        self._read_people()
        self._read_family_rows()
        self._read_facts_of_people()
        found = {}
        rows = self._of_families(FamilyDetails).filter(identified_on__lte=self.as_of)
        rows = rows.filter(Q(closed_on=None) | Q(closed_on__gt=self.as_of))
        for family, framework, engaged_on, assessed_on in rows.values_list(
            "family", "framework", "engaged_on", "assessed_on"
        ):
            found[family] = self._family(family, framework, self._by_now(engaged_on), self._by_now(assessed_on))
        return found

    def _by_now(self, on):
        return on if on is not None and on <= self.as_of else None

    def _read_people(self):
        rows = self._of_families(Membership).filter(starts_on__lte=self.as_of).order_by("starts_on", "pk")
        self.stays, self.roles, self.homes = defaultdict(list), defaultdict(list), defaultdict(set)
        self.stayed = defaultdict(list)
        for family, person, role, first, last in rows.values_list("family", "person", "role", "starts_on", "ends_on"):
            self.stays[family].append(values.Stay(person, first, self._so_far(last)))
            self.stayed[family].append((person, role, first, last))
            self.homes[person].add(family)
            if last is None or last >= self.as_of:
                self.roles[family].append((person, role))
        people = self._believed(PersonDetails).filter(person__in=list(self.homes))
        self.born = dict(people.values_list("person", "date_of_birth"))

    def _read_family_rows(self):
        self.problems = self._gather(
            self._of_families(Problem).filter(status=ProblemStatus.ACCEPTED, identified_on__lte=self.as_of),
            "headline", "person",
        )
        self.plans = {}
        for family, agreed_on, covers, objectives in (
            self._of_families(Plan).filter(agreed_on__lte=self.as_of).order_by("agreed_on")
            .values_list("family", "agreed_on", "covers", "objectives")
        ):
            covers = None if covers is None else tuple(covers)
            self.plans[family] = values.Agreed(agreed_on, covers, tuple(objectives))
        led = self._of_families(LeadWorker).filter(
            Q(starts_on=None) | Q(starts_on__lte=self.as_of), Q(ends_on=None) | Q(ends_on__gte=self.as_of)
        )
        self.led = set(led.values_list("family", flat=True))
        claims = self._of_families(ClaimMade).filter(claimed_on__lte=self.as_of).exclude(status__in=NOT_CLAIMED)
        self.claimed = set(claims.values_list("family", "framework"))
        self.decisions = self._gather(
            self._of_families(Judgement).filter(decided_on__lte=self.as_of),
            "headline", "decided_on", "achieved", "decider_role",
        )

    @staticmethod
    def _gather(rows, *columns):
        found = defaultdict(list)
        for family, *row in rows.values_list("family", *columns):
            found[family].append(tuple(row))
        return found

    def _read_facts_of_people(self):
        self.events, self.spells, self.scores = defaultdict(list), defaultdict(list), defaultdict(list)
        for person, family, kind, on in self._about(Event, "kind", "occurred_on", occurred_on__lte=self.as_of):
            for home in self._homes(person, family):
                self.events[home].append((kind, person, on))
        for person, family, pk, kind, first, last in self._about(
            Spell, "pk", "kind", "starts_on", "ends_on", starts_on__lte=self.as_of
        ):
            for home in self._homes(person, family):
                self.spells[home].append(values.Spell(pk, kind, person, first, self._so_far(last)))
        for person, family, tool, on, score in self._about(
            Score, "tool", "scored_on", "score", scored_on__lte=self.as_of
        ):
            for home in self._homes(person, family):
                self.scores[home].append((tool, person, on, score))
        self.sessions, self.schools = defaultdict(list), {}
        records = self._believed(TermRecord).filter(person__in=list(self.homes)).order_by("pk")
        for person, term, school, *sessions in records.values_list(
            "person", "term", "school", "possible", "authorised", "unauthorised"
        ):
            self.sessions[person, term].append(sessions)
            self.schools[person] = school

    def _about(self, kind, *columns, **narrowed):
        rows = self._believed(kind).filter(**narrowed)
        of_people = rows.filter(person__in=list(self.homes)).values_list("person", "family", *columns)
        of_families = rows.filter(family__in=self.ids).values_list("person", "family", *columns)
        return [*of_people, *of_families]

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
            sessions={
                key: tuple(sum(column) for column in zip(*rows, strict=True))
                for key, rows in self._sessions_of(people)
            },
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

    def _sessions_of(self, people):
        return [
            ((person, term.term_id), self.sessions[person, term.term_id])
            for person in people for term in self.shared.terms if (person, term.term_id) in self.sessions
        ]


def one_family(family_id, *, as_of, known_at):
    """What is on record about one family; None where it is not open on the day."""
    return read_facts([family_id], as_of=as_of, known_at=known_at).get(family_id)

