"""The facts that the pictures of a family's windows show, as they were believed at one moment."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from families.models import (
    Coverage,
    Event,
    FamilyDetails,
    Judgement,
    Membership,
    PersonDetails,
    Score,
    Spell,
    TermDates,
    TermRecord,
)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Happening:
    """An event (first and last day the same) or a spell's days with the family; `is_open`: it still goes on."""

    kind: str
    person_id: int | None
    first: date
    last: date
    is_open: bool = False


@dataclass(frozen=True)
class TermOf:
    """A term of the calendar with one child's sessions in it, all schools added up; None where there is no record."""

    code: str
    first: date
    last: date
    possible: int | None
    authorised: int
    unauthorised: int


class WindowFacts:
    """What was believed about one family at `known_at`, of what had happened by `as_of`."""

    def __init__(self, family_id, *, as_of, known_at):
        self.as_of = as_of
        self._family_id, self._known_at = family_id, known_at
        details = self._believed(FamilyDetails).filter(family=family_id).first()
        self.engaged_on = details.engaged_on if details else None
        self.memberships = list(self._believed(Membership).filter(family=family_id, starts_on__lte=as_of))
        people = {membership.person_id for membership in self.memberships}
        self._born = dict(
            self._believed(PersonDetails).filter(person__in=people).values_list("person", "date_of_birth")
        )
        self._events = self._about(Event, people).filter(occurred_on__lte=as_of).order_by("occurred_on", "pk")
        self._events = list(self._events.values_list("kind", "person", "family", "occurred_on"))
        self._spells = self._about(Spell, people).filter(starts_on__lte=as_of).order_by("starts_on", "pk")
        self._spells = list(self._spells.values_list("kind", "person", "family", "starts_on", "ends_on"))
        self.scores = list(self._about(Score, people).filter(scored_on__lte=as_of).order_by("scored_on"))
        self.judgements = list(
            self._believed(Judgement).filter(family=family_id, decided_on__lte=as_of).order_by("decided_on")
        )
        self._calendar = list(
            self._believed(TermDates).filter(counts=True).order_by("starts_on")
            .values_list("term_id", "starts_on", "ends_on", F("term__code"))
        )
        self._sessions = defaultdict(list)
        for person, term, *sessions in self._believed(TermRecord).filter(person__in=people).values_list(
            "person", "term", "possible", "authorised", "unauthorised"
        ):
            self._sessions[person, term].append(sessions)
        self._covered = defaultdict(list)
        for kind, first, last in self._believed(Coverage).filter(starts_on__lt=as_of).values_list(
            "kind", "starts_on", "ends_on"
        ):
            self._covered[kind].append((first, min(last, as_of - ONE_DAY)))

    def _believed(self, kind):
        return kind.objects.known_at(self._known_at)

    def _about(self, kind, people):
        return self._believed(kind).filter(person__in=people) | self._believed(kind).filter(family=self._family_id)

    def terms(self, person_id) -> list[TermOf]:
        """Every counting term of the calendar, with this child's sessions."""
        found = []
        for term_id, first, last, code in self._calendar:
            sessions = self._sessions.get((person_id, term_id))
            sums = [sum(column) for column in zip(*sessions, strict=True)] if sessions else [None, 0, 0]
            found.append(TermOf(code, first, last, *sums))
        return found

    def events(self, kinds, *, age_under=None) -> list[Happening]:
        """The family's events of these kinds: on itself, or on members on the day."""
        found = []
        for kind, person, family, on in self._events:
            if kind in kinds and self._counts(person, family, on, on, age_under):
                found.append(Happening(kind, person, on, on))
        return found

    def spells(self, kinds, *, age_under=None) -> list[Happening]:
        """The family's spells of these kinds, cut to the days on which the person was a member."""
        found = []
        for kind, person, family, first, ends_on in self._spells:
            if kind not in kinds:
                continue
            last, is_open = self._end(ends_on)
            if family == self._family_id:
                if age_under is None:
                    found.append(Happening(kind, None, first, last, is_open))
                continue
            if self._is_old(person, first, age_under):
                continue
            for membership in self.memberships:
                until, stays = self._end(membership.ends_on)
                days = max(first, membership.starts_on), min(last, until)
                if membership.person_id == person and days[0] <= days[1]:
                    found.append(Happening(kind, person, *days, is_open and stays))
        return found

    def spells_of(self, person_id, kinds) -> list[Happening]:
        """A person's own spells of these kinds, wherever they lived."""
        return [
            Happening(kind, person, first, *self._end(ends_on))
            for kind, person, _, first, ends_on in self._spells if person == person_id and kind in kinds
        ]

    def events_of(self, person_id, kinds) -> list[Happening]:
        """A person's own events of these kinds, wherever they lived."""
        return [
            Happening(kind, person, on, on)
            for kind, person, _, on in self._events if person == person_id and kind in kinds
        ]

    def covered(self, kinds, first, last) -> list[tuple[date, date, bool]]:
        """The days from `first` to `last` in stretches: whether the information about every kind is complete."""
        days = {first: 0, last + ONE_DAY: 0}
        stretches = {kind: _merged(self._covered[kind]) for kind in kinds}
        for merged in stretches.values():
            for start, end in merged:
                for edge in (start, end + ONE_DAY):
                    if first < edge <= last:
                        days[edge] = 0
        edges = sorted(days)
        found = []
        for start, after in zip(edges, edges[1:], strict=False):
            known = all(any(a <= start <= b for a, b in merged) for merged in stretches.values())
            if found and found[-1][2] == known:
                found[-1] = (found[-1][0], after - ONE_DAY, known)
            else:
                found.append((start, after - ONE_DAY, known))
        return found

    def _end(self, ends_on):
        """The last day so far, and whether it still goes on: an end that has not come yet is not known."""
        if ends_on is None or ends_on > self.as_of:
            return self.as_of, True
        return ends_on, False

    def _counts(self, person, family, first, last, age_under):
        if family == self._family_id:
            return age_under is None
        return not self._is_old(person, first, age_under) and any(
            membership.person_id == person
            and membership.starts_on <= first and last <= self._end(membership.ends_on)[0]
            for membership in self.memberships
        )

    def _is_old(self, person, on, age_under):
        if age_under is None:
            return False
        born = self._born.get(person)
        return born is None or (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) >= age_under


def _merged(stretches):
    """Stretches of days that touch or overlap as one."""
    found = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1] + ONE_DAY:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
