"""Families as returns read them: many at once, as of a day and as known at a moment. Reads, and writes nothing.

What belongs to a family is what was recorded on it, and on its members on the days of their membership.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from families.facts.models import Coverage, Event, Spell, TermDates, TermRecord
from families.household.rules import age_on
from families.models import FamilyDetails, Membership, PersonDetails, Problem
from families.numbers import percent_of


@dataclass(frozen=True)
class Happening:
    """An event, or the days of a spell that fall to a family; of nobody (None) where it is about the whole family."""

    kind: str
    first_day: date
    last_day: date | None
    person_id: int | None

    def touches(self, first, last):
        """Whether any of its days lies between two, both included."""
        return self.first_day <= last and (self.last_day is None or self.last_day >= first)


@dataclass
class InCohort:
    """One family with what is known of it. `memberships` are its beliefs about who belonged to it, and when."""

    family: object
    details: FamilyDetails
    memberships: list = field(default_factory=list)
    problems: set = field(default_factory=set)
    events: list = field(default_factory=list)
    spells: list = field(default_factory=list)
    sessions: list = field(default_factory=list)

    def absence(self, first, last):
        """What per cent of their sessions the children missed in terms that ended between two days; None of none."""
        counted = [(missed, possible) for ended, missed, possible in self.sessions if first <= ended <= last]
        return percent_of(sum(missed for missed, _ in counted), sum(possible for _, possible in counted))

    def members_on(self, day):
        """The memberships that held on a day."""
        return [row for row in self.memberships if row.starts_on <= day and (not row.ends_on or row.ends_on >= day)]

    def events_of(self, kinds, first, last):
        """How many events of these kinds fell to the family between two days."""
        return sum(event.kind in kinds and event.touches(first, last) for event in self.events)

    def spells_of(self, kinds, first, last):
        """The spells of these kinds that touch the days between two."""
        return [spell for spell in self.spells if spell.kind in kinds and spell.touches(first, last)]

    def days_of(self, kinds, first, last):
        """On how many days between two somebody of the family, or the family, was in a spell of these kinds."""
        return sum(
            (min(spell.last_day or last, last) - max(spell.first_day, first)).days + 1
            for spell in self.spells_of(kinds, first, last)
        )

    def people_in(self, kinds, day):
        """The people who were in a spell of one of these kinds on a day."""
        return {spell.person_id for spell in self.spells_of(kinds, day, day) if spell.person_id}


class Cohort:
    """The families of the programme by what was believed at a moment, with their members, problems and facts."""

    def __init__(self, *, as_of, known_at, event_kinds=(), spell_kinds=(), terms=False, wanted=None):
        """`wanted` takes the details of a family and says whether it belongs in; `terms` reads school terms too."""
        self.as_of, self.known_at = as_of, known_at
        rows = self._believed(FamilyDetails).filter(identified_on__lte=as_of).select_related("family", "district")
        rows = rows.order_by("family__reference")
        self.families = {
            row.family_id: InCohort(row.family, row) for row in rows if wanted is None or wanted(row)
        }
        self._add_members()
        self._add_problems()
        self._add_facts(Event, event_kinds)
        self._add_facts(Spell, spell_kinds)
        if terms:
            self._add_terms()
        self.covered = self._covered({*event_kinds, *spell_kinds})

    def _believed(self, kind):
        return kind.objects.known_at(self.known_at)

    def __iter__(self):
        return iter(self.families.values())

    def _add_members(self):
        rows = self._believed(Membership).filter(starts_on__lte=self.as_of, family__in=self.families)
        self.families_of = defaultdict(list)
        for row in rows.select_related("person").order_by("person__reference", "starts_on"):
            self.families[row.family_id].memberships.append(row)
            self.families_of[row.person_id].append(row)
        details = self._believed(PersonDetails).filter(person__in=self.families_of)
        self.details = {row.person_id: row for row in details}

    def _add_problems(self):
        rows = self._believed(Problem).filter(
            status="accepted", identified_on__lte=self.as_of, family__in=self.families
        )
        for family_id, headline in rows.values_list("family_id", "headline"):
            self.families[family_id].problems.add(headline)

    def _add_facts(self, kind_of_fact, kinds):
        if not kinds:
            return
        is_event = kind_of_fact is Event
        days = ("occurred_on", "occurred_on") if is_event else ("starts_on", "ends_on")
        rows = self._believed(kind_of_fact).filter(kind__in=kinds, **{f"{days[0]}__lte": self.as_of})
        for family_id, person_id, kind, first, last in rows.order_by("pk").values_list(
            "family_id", "person_id", "kind", *days
        ):
            if family_id in self.families:
                self._give(family_id, Happening(kind, first, last, None), is_event)
            for member in self.families_of.get(person_id, ()) if person_id else ():
                from_day = max(first, member.starts_on)
                to_day = min(last or date.max, member.ends_on or date.max)
                if from_day <= to_day:
                    to_day = None if to_day == date.max else to_day
                    self._give(member.family_id, Happening(kind, from_day, to_day, person_id), is_event)

    def _add_terms(self):
        """Each child's sessions of each term, to the families of which the child was a member when the term ended."""
        ends = dict(self._believed(TermDates).filter(ends_on__lte=self.as_of).values_list("term", "ends_on"))
        rows = self._believed(TermRecord).filter(person__in=self.families_of, term__in=ends)
        for person_id, term_id, possible, authorised, unauthorised in rows.order_by("pk").values_list(
            "person", "term", "possible", "authorised", "unauthorised"
        ):
            ended = ends[term_id]
            for member in self.families_of[person_id]:
                if member.starts_on <= ended and (member.ends_on is None or member.ends_on >= ended):
                    self.families[member.family_id].sessions.append((ended, authorised + unauthorised, possible))

    def _give(self, family_id, happening, is_event):
        found = self.families[family_id]
        (found.events if is_event else found.spells).append(happening)

    def _covered(self, kinds):
        """For each kind the days that feeds cover, joined: (first, last) in order."""
        found = defaultdict(list)
        rows = self._believed(Coverage).filter(kind__in=kinds).order_by("kind", "starts_on")
        for kind, first, last in rows.values_list("kind", "starts_on", "ends_on"):
            if found[kind] and first <= found[kind][-1][1] + timedelta(days=1):
                found[kind][-1] = (found[kind][-1][0], max(found[kind][-1][1], last))
            else:
                found[kind].append((first, last))
        return found

    def covers(self, kinds, first, last):
        """Whether feeds cover every day between two for every one of these kinds: only then none recorded is none."""
        return all(any(begun <= first and last <= ended for begun, ended in self.covered[kind]) for kind in kinds)

    def age(self, person_id, day):
        """How old somebody was on a day; None where the birthday is not known."""
        details = self.details.get(person_id)
        return age_on(details.date_of_birth, day) if details and details.date_of_birth else None
