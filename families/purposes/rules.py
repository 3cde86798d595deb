"""Whom an objection binds, and on what ground a purpose rests. Pure: values in, an answer out.

An objection goes where the information goes, and where two families become one the stricter wish holds:

- what a person objects to binds that person in every family, until the person takes it back;
- what a family objects to binds everybody who is its member while it stands, and stays with a person who leaves until
  that person takes it back, or a family that it reached too does while the person is its member;
- a family that came out of an objecting family, or took it in, is bound from that day until it takes it back itself;
- two records of one family (a merge, a second registration) are one family, whichever of them was asked.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from families.lineage.enums import LineageKind
from families.purposes.enums import LawfulBasis

WITHOUT_A_SETTING = LawfulBasis.PUBLIC_TASK
ONE_FROM_THEN_ON = (LineageKind.JOIN, LineageKind.MERGE, LineageKind.RE_REGISTRATION)
ONE_ALL_ALONG = (LineageKind.MERGE, LineageKind.RE_REGISTRATION)


@dataclass(frozen=True)
class Said:
    """One objection: whose it is (`person` None: the family's), and since when."""

    thread: object
    family: int
    person: int | None
    on: date


@dataclass(frozen=True)
class TakenBack:
    """From a day an objection no longer binds this family, or this person; exactly one is given."""

    thread: object
    family: int | None
    person: int | None
    on: date


@dataclass(frozen=True)
class Tie:
    """On a day `later` came out of `earlier`, or took it in."""

    kind: str
    earlier: int
    later: int
    on: date


@dataclass(frozen=True)
class Stay:
    """The days of one person in one family, both included; no last day: still there."""

    person: int
    family: int
    starts_on: date
    ends_on: date | None

    def covers(self, on):
        """Whether the person was there on a day."""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


@dataclass(frozen=True)
class Binding:
    """An objection that binds a family, or a person (then `family` is the one through which, or None: their own).

    `since` is the first day, `until` the first day on which it no longer did (None: it still does).
    """

    thread: object
    family: int | None
    person: int | None
    since: date
    until: date | None

    def holds_on(self, on):
        """Whether it binds on a day."""
        return self.since <= on and (self.until is None or on < self.until)


def bindings(said, *, taken_back, ties, stays):
    """Everything that these objections bind, families and people, at any time."""
    ends = {(one.thread, one.family, one.person): one.on for one in taken_back}
    found = []
    for one in said:
        if one.person is not None:
            found.append(bound(one.thread, None, one.person, one.on, ends))
            continue
        families = families_bound(one, ties, ends)
        found += families.values()
        for stay in stays:
            if stay.family in families:
                found += people_bound(stay, families, stays, ends)
    return found


def bound(thread, family, person, since, ends):
    """A binding that lasts until its family or person takes it back."""
    return Binding(thread, family, person, since, ends.get((thread, None if person else family, person)))


def families_bound(one, ties, ends):
    """Family id -> the binding of each family that an objection of a family reaches; of several days the earliest."""
    found = {one.family: bound(one.thread, one.family, None, one.on, ends)}
    fresh = [one.family]
    while fresh:
        source = found[fresh.pop()]
        for family, since in reached(source, ties):
            if family not in found or since < found[family].since:
                found[family] = bound(one.thread, family, None, since, ends)
                fresh.append(family)
    return found


def reached(source, ties):
    """The families that a bound family passes an objection on to, each with the first day."""
    for tie in ties:
        if tie.earlier == source.family:
            if source.holds_on(tie.on):
                yield tie.later, tie.on
            elif tie.kind in ONE_FROM_THEN_ON and source.since > tie.on:
                yield tie.later, source.since
        elif tie.later == source.family and tie.kind in ONE_ALL_ALONG:
            yield tie.earlier, source.since


def people_bound(stay, families, stays, ends):
    """How a family's binding binds one person by one stay: while a member, and after leaving."""
    family = families[stay.family]
    since = max(stay.starts_on, family.since)
    after = stay.ends_on + timedelta(days=1) if stay.ends_on else None
    if (after and since >= after) or (family.until and since >= family.until):
        return
    if after is None or (family.until and family.until < after):
        yield Binding(family.thread, family.family, stay.person, since, family.until)
        return
    yield Binding(family.thread, family.family, stay.person, since, after)
    until = min(released(stay.person, family.thread, families, stays, ends, after), default=None)
    yield Binding(family.thread, family.family, stay.person, after, until)


def released(person, thread, families, stays, ends, after):
    """The days from `after` on on which a person who left was released: by themselves, or by a family they are in."""
    own = ends.get((thread, None, person))
    if own:
        yield max(own, after)
    for stay in stays:
        until = families[stay.family].until if stay.family in families else None
        if stay.person == person and until and until >= after and stay.covers(until):
            yield until


def those_bound(found, on):
    """(people, families) whom any of these binds on a day, as sets of ids."""
    held = [one for one in found if one.holds_on(on)]
    return (
        frozenset(one.person for one in held if one.person is not None),
        frozenset(one.family for one in held if one.person is None),
    )


def in_force(settings, on):
    """purpose -> the setting in force on a day: the latest that had started by then. Others have none."""
    found = defaultdict(lambda: None)
    for setting in sorted(settings, key=lambda one: one.starts_on):
        if setting.starts_on <= on:
            found[setting.purpose] = setting
    return found
