"""The facts that the pictures of a family's windows show, as they were believed at one moment."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

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
from families.together import compiled_once

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


def memberships_by(family_id, *, as_of, known_at):
    """The stretches of membership that had begun by a day."""
    return Membership.objects.known_at(known_at).filter(family=family_id, starts_on__lte=as_of)


def questions(*, family_id, people, as_of, known_at):
    """What a family's pictures rest on, as querysets by name. `people`: whoever was ever a member, by id."""

    def believed(kind, **narrowed):
        return kind.objects.known_at(known_at).filter(**narrowed)

    def about(kind, **narrowed):
        return believed(kind, **narrowed).filter(Q(person__among=people) | Q(family=family_id))

    return {
        "engagements": believed(FamilyDetails, family=family_id).values_list("engaged_on", flat=True),
        "stays": memberships_by(family_id, as_of=as_of, known_at=known_at),
        "births": believed(PersonDetails, person__among=people).values_list("person", "date_of_birth"),
        "events": about(Event, occurred_on__lte=as_of).order_by("occurred_on", "pk").values_list(
            "kind", "person", "family", "occurred_on"
        ),
        "spells": about(Spell, starts_on__lte=as_of).order_by("starts_on", "pk").values_list(
            "kind", "person", "family", "starts_on", "ends_on"
        ),
        "scores": about(Score, scored_on__lte=as_of).order_by("scored_on"),
        "judgements": believed(Judgement, family=family_id, decided_on__lte=as_of).order_by("decided_on"),
        "calendar": believed(TermDates, counts=True).order_by("starts_on").values_list(
            "term_id", "starts_on", "ends_on", F("term__code")
        ),
        "sessions": believed(TermRecord, person__among=people).values_list(
            "person", "term", "possible", "authorised", "unauthorised"
        ),
        "covered": believed(Coverage, starts_on__lt=as_of).values_list("kind", "starts_on", "ends_on"),
    }


_ask = compiled_once(questions)


class WindowFacts:
    """What was believed about one family at `known_at`, of what had happened by `as_of`.

    A page that knows already who was ever a member names them (`people`), and may have asked the questions itself
    together with its own (`told`).
    """

    def __init__(self, family_id, *, as_of, known_at, people=None, told=None):
        self.as_of = as_of
        self._family_id = family_id
        if people is None:
            people = set(memberships_by(family_id, as_of=as_of, known_at=known_at).values_list("person", flat=True))
        if told is None:
            told = _ask(family_id=family_id, people=people, as_of=as_of, known_at=known_at)
        self.engaged_on = next(iter(told.engagements), None)
        self.memberships = told.stays
        self._born = dict(told.births)
        self._events, self._spells = told.events, told.spells
        self.scores, self.judgements = told.scores, told.judgements
        self._calendar = told.calendar
        self._sessions = defaultdict(list)
        for person, term, *sessions in told.sessions:
            self._sessions[person, term].append(sessions)
        self._covered = defaultdict(list)
        for kind, first, last in told.covered:
            self._covered[kind].append((first, min(last, as_of - ONE_DAY)))

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
