"""What is on record about one family on one day, as plain values: all that the ledger's rules look at."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from families.enums import HouseholdRole
from outcomes.ledger.days import ONE_DAY, merged, plus


@dataclass(frozen=True)
class Member:
    """A member on the day."""

    person_id: int
    role: str
    born: date


@dataclass(frozen=True)
class Stay:
    """One unbroken time of a person in the family; `last` empty: still there."""

    person_id: int
    first: date
    last: date | None


@dataclass(frozen=True)
class Spell:
    """Something that was so over days; `last` empty: it goes on. `person_id` empty: recorded on the family."""

    fact_id: int
    kind: str
    person_id: int | None
    first: date
    last: date | None


@dataclass(frozen=True)
class Term:
    """A term of the calendar that counts."""

    term_id: int
    code: str
    first: date
    last: date


@dataclass(frozen=True)
class Agreed:
    """The latest plan. `covers` empty: everybody who was a member."""

    agreed_on: date
    covers: tuple[int, ...] | None
    objectives: tuple[str, ...]


@dataclass(frozen=True)
class Shared:
    """What is the same for every family: the terms that count, in order, and the days each feed covers, merged."""

    terms: tuple[Term, ...]
    covered: dict[str, list[tuple[date, date]]]
    remembered: dict = field(default_factory=dict, compare=False, repr=False)  # what was worked out for other families


@dataclass(frozen=True)
class FamilyFacts:
    """One family as it is on record on `as_of`. Nothing later is known: an end to come is no end yet.

    `events`: (kind, person or None, day). `sessions`: (person, term) -> (possible, authorised, unauthorised), all
    schools added up. `scores`: (tool, person or None) -> [(day, score)]. `decisions`: headline -> [(day, achieved,
    role of whoever decided)]. `problems`: (headline, person or None).
    """

    family_id: int
    as_of: date
    framework: str
    engaged_on: date | None
    assessed_on: date | None
    has_lead_worker: bool
    shared: Shared
    members: tuple[Member, ...] = ()
    stays: tuple[Stay, ...] = ()
    born: dict[int, date] = field(default_factory=dict)
    problems: tuple[tuple[str, int | None], ...] = ()
    plan: Agreed | None = None
    must_be_covered: tuple[int, ...] = ()
    is_claimed: bool = False
    events: tuple[tuple[str, int | None, date], ...] = ()
    spells: tuple[Spell, ...] = ()
    scores: dict = field(default_factory=dict)
    decisions: dict = field(default_factory=dict)
    sessions: dict = field(default_factory=dict)
    schools: dict[int, str] = field(default_factory=dict)

    @cached_property
    def raised(self):
        """The headlines under which the family has an accepted problem."""
        return frozenset(headline for headline, _ in self.problems)

    @cached_property
    def begun_on(self):
        """The day of engagement; for a family not engaged yet the day itself, the earliest it can be."""
        return self.engaged_on or self.as_of

    def named(self, headline):
        """The people whom problems under this headline name; None among them where a problem names nobody."""
        return {person for code, person in self.problems if code == headline}

    def covered(self, kind):
        """The days of a kind on which its feed is complete, merged."""
        return self.shared.covered.get(kind, [])

    def spells_of(self, person):
        """The spells of one person."""
        return [spell for spell in self.spells if spell.person_id == person]

    def events_from(self, kinds, first, last, age_under=None):
        """The days of the family's events of these kinds: on itself, or on members on the day."""
        return sorted(
            on for kind in dict.fromkeys(kinds) for person, on in self._events_by_kind.get(kind, ())
            if first <= on <= last
            and (age_under is None if person is None else self._lived_here(person, on))
            and not self._too_old(person, on, age_under)
        )

    @cached_property
    def _events_by_kind(self):
        found = {}
        for kind, person, on in self.events:
            found.setdefault(kind, []).append((person, on))
        return found

    def spells_since(self, kinds, first, age_under=None):
        """(spell, first day, last day or None) for the days of these spells that belong to the family, from `first`."""
        found = []
        for spell in self.spells:
            if spell.kind not in kinds or self._too_old(spell.person_id, spell.first, age_under):
                continue
            if spell.person_id is None:
                stays = [(spell.first, spell.last)] if age_under is None else []
            else:
                stays = [
                    (max(spell.first, stay.first), _earlier(spell.last, stay.last))
                    for stay in self.stays if stay.person_id == spell.person_id
                ]
            found += [
                (spell, max(start, first), end) for start, end in stays
                if max(start, first) <= (end or self.as_of)
            ]
        return found

    def _lived_here(self, person, on):
        return any(
            stay.person_id == person and stay.first <= on and (stay.last is None or on <= stay.last)
            for stay in self.stays
        )

    def _too_old(self, person, on, age_under):
        return age_under is not None and person is not None and on >= plus(self.born[person], 12 * age_under)

    @cached_property
    def children(self):
        """The members in the role of a child."""
        return [member for member in self.members if member.role == HouseholdRole.CHILD]

    def with_work(self, work, ends, *, without):
        """The same family with this work begun, with what `ends` are asked for ended, and without one ask's work."""
        ended = {ask.fact_id for ask in ends if ask.fact_id}
        idle = {without.person_id, *without.covers}
        spells = [
            replace(spell, last=self.as_of) if spell.fact_id in ended
            else replace(spell, last=self.as_of - ONE_DAY)
            if spell.person_id in idle and spell.kind == without.about and spell.last is None else spell
            for spell in self.spells
        ]
        begun = [Spell(0, ask.about, ask.person_id, ask.first, None) for ask in work if not ask.goes_on]
        return replace(self, spells=(*spells, *begun))

    def with_coverage(self, asks):
        """The same family with these days covered besides."""
        covered = dict(self.shared.covered)
        for ask in asks:
            covered[ask.about] = merged([*covered.get(ask.about, []), (ask.first, ask.last)])
        return replace(self, shared=replace(self.shared, covered=covered, remembered={}))


def _earlier(one, other):
    if one is None or other is None:
        return one or other
    return min(one, other)


