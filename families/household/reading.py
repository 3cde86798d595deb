"""A family's household as of any day and as known at any moment. Reads, and writes nothing."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils.timezone import localdate

from families.enums import HouseholdRole, Sex
from families.household.enums import HomeUse, RelationshipKind
from families.household.models import Address, Relationship, UnbornChild
from families.household.rules import age_on, kin_of
from families.lineage.reading import lineage_of
from families.members import member, memberships_of
from families.models import Family, Membership, PersonDetails
from families.together import compiled_once


@dataclass(frozen=True)
class Kinsman:
    """What somebody is to a person, as the page says it: "Child", "Ben Okafor"."""

    words: str
    name: str
    row: Relationship
    is_now: bool


@dataclass(frozen=True)
class InHousehold:
    """Somebody of the family on a day. `row` is the membership (None: a relative who is not a member)."""

    person_id: int
    reference: str
    name: str
    sex: str
    born_on: date | None
    age: int | None
    role: str
    is_member: bool
    lives_here: bool
    row: Membership | None
    details: PersonDetails | None
    kin: tuple[Kinsman, ...]
    address: Address | None
    part_time: tuple[Address, ...]

    @property
    def role_in_words(self):
        """For people: "Child"; blank for a relative."""
        return HouseholdRole(self.role).label if self.role else ""


class Household:
    """One family's people, homes and expected children. Each part is read when first asked for: constant queries."""

    def __init__(self, family, *, as_of, known_at=None):
        self.family, self.as_of, self.known_at = family, as_of, known_at

    def _believed(self, kind):
        return kind.objects.known_at(self.known_at)

    def holds(self, row):
        """Whether a row holds on the day."""
        return (row.starts_on is None or row.starts_on <= self.as_of) and (
            row.ends_on is None or row.ends_on >= self.as_of
        )

    @cached_property
    def memberships(self):
        """Everybody's memberships that had begun by the day, the earliest first."""
        rows = self._believed(Membership).filter(family=self.family, starts_on__lte=self.as_of)
        return list(rows.select_related("person").order_by("starts_on", "pk"))

    @cached_property
    def relationships(self):
        """What was said in this family's record, or of two people who were both its members."""
        members = {row.person_id for row in self.memberships}
        rows = self._believed(Relationship).filter(
            Q(family=self.family) | Q(person__in=members, other__in=members)
        )
        return [
            row for row in rows.select_related("person", "other").order_by("starts_on", "pk")
            if row.starts_on is None or row.starts_on <= self.as_of
        ]

    @cached_property
    def details(self):
        """Person id -> what was believed about everybody who is shown."""
        ids = {row.person_id for row in self.memberships}
        for row in self.relationships:
            ids |= {row.person_id, row.other_id}
        return {row.person_id: row for row in self._believed(PersonDetails).filter(person__in=ids)}

    @cached_property
    def _references(self):
        found = {row.person_id: row.person for row in self.memberships}
        for row in self.relationships:
            found |= {row.person_id: row.person, row.other_id: row.other}
        return found

    def name(self, person_id):
        """Somebody's name; the reference where none was known then."""
        details = self.details.get(person_id)
        person = self._references.get(person_id)
        return str(details) if details else person.reference if person else "somebody"

    @cached_property
    def addresses(self):
        """Every address that had begun by the day, the latest first."""
        rows = self._believed(Address).filter(family=self.family, starts_on__lte=self.as_of)
        return list(rows.select_related("district").order_by("-starts_on", "-pk"))

    @cached_property
    def home(self):
        """Where the family lives, or None."""
        return next((row for row in self.addresses if row.person_id is None and self.holds(row)), None)

    @cached_property
    def own_addresses(self):
        """Where single people of the family live, each with whose address it is."""
        return [
            {"row": row, "whose": self.name(row.person_id)} for row in self.addresses
            if row.person_id is not None and self.holds(row)
        ]

    @cached_property
    def earlier_addresses(self):
        """Where they lived before."""
        return [row for row in self.addresses if not self.holds(row)]

    @cached_property
    def unborn(self):
        """Children expected on the day."""
        rows = self._believed(UnbornChild).filter(family=self.family, starts_on__lte=self.as_of)
        return list(rows.filter(Q(ends_on=None) | Q(ends_on__gt=self.as_of)))

    @cached_property
    def expected(self):
        """Each expected child with the names of the parents."""
        return [
            {"row": row, "parents": " and ".join(
                self.name(parent) for parent in (row.person_id, row.other_parent_id) if parent
            )}
            for row in self.unborn
        ]

    @cached_property
    def members(self):
        """Members on the day, the eldest first."""
        found = [self._one(row.person_id, row) for row in self.memberships if self.holds(row)]
        return sorted(found, key=lambda one: (one.role == HouseholdRole.CHILD, one.born_on or date.max, one.name))

    @cached_property
    def former_members(self):
        """Those who had left by the day, each once."""
        now = {one.person_id for one in self.members}
        left = {row.person_id: row for row in self.memberships if row.person_id not in now}
        return [self._one(person_id, row) for person_id, row in left.items()]

    @cached_property
    def relatives(self):
        """Those who are related to a member but were never members."""
        known = {row.person_id for row in self.memberships}
        ids = dict.fromkeys(
            person for row in self.relationships for person in (row.person_id, row.other_id) if person not in known
        )
        return [self._one(person_id, None) for person_id in ids]

    @property
    def everybody(self):
        """Members, former members and relatives."""
        return [*self.members, *self.former_members, *self.relatives]

    def _one(self, person_id, row):
        details = self.details.get(person_id)
        own = [one for one in self.addresses if one.person_id == person_id and self.holds(one)]
        away = next((one for one in own if one.use == HomeUse.HOME), None)
        is_member = row is not None and self.holds(row)
        born = details.date_of_birth if details else None
        return InHousehold(
            person_id=person_id, reference=self._references[person_id].reference, name=self.name(person_id),
            sex=details.sex if details else Sex.NOT_KNOWN, born_on=born, age=age_on(born, self.as_of),
            role=row.role if row else "", is_member=is_member, row=row, details=details,
            lives_here=is_member and row.role != HouseholdRole.NON_RESIDENT_PARENT and away is None,
            kin=tuple(self._kin(person_id)), address=away,
            part_time=tuple(one for one in own if one.use == HomeUse.PART_TIME),
        )

    def _kin(self, person_id):
        for row in self.relationships:
            if person_id in (row.person_id, row.other_id):
                kin = kin_of(person_id, row.kind, row.person_id, row.other_id)
                yield Kinsman(kin.words, self.name(kin.other_id), row, self.holds(row))

    @cached_property
    def kinship(self):
        """Every relationship on the day, each once, in words: (first person, what, other person, row)."""
        return [
            (self.name(row.person_id), RelationshipKind(row.kind).label, self.name(row.other_id), row)
            for row in self.relationships if self.holds(row)
        ]

    @cached_property
    def ended_kinship(self):
        """Relationships that had ended by the day."""
        return [
            (self.name(row.person_id), RelationshipKind(row.kind).label, self.name(row.other_id), row)
            for row in self.relationships if not self.holds(row)
        ]

    @cached_property
    def lineage(self):
        """What happened between this family and others, by the day."""
        return [row for row in lineage_of(self.family, known_at=self.known_at) if row.happened_on <= self.as_of]

    def other_families(self, user):
        """Person id -> other families that this user may open, of which a member on the day is a member too."""
        rows = self._believed(Membership).filter(
            person__in=[one.person_id for one in self.members], family__in=Family.objects.visible_to(user),
        ).exclude(family=self.family).select_related("family")
        found = {}
        for row in rows:
            if self.holds(row):
                found.setdefault(row.person_id, []).append(row.family)
        return found


@compiled_once
def _around(*, family, today):
    details = PersonDetails.objects.current()
    kin = Relationship.objects.current().filter(Q(starts_on=None) | Q(starts_on__lte=today), family=family)
    return {
        "members": memberships_of(family), "kin": kin.select_related("person", "other").order_by("starts_on", "pk"),
        "ones": details.filter(person__in=kin.values("person")),
        "others": details.filter(person__in=kin.values("other")),
    }


def people_around(family):
    """Everybody of the family and their relatives, past ones too, person id -> name, members first. One query."""
    today = localdate()
    told = _around(family=family.pk, today=today)
    names = {one.person_id: one.name for one in map(member, told.members) if one.starts_on <= today}
    called = {row.person_id: str(row) for row in [*told.ones, *told.others]}
    for row in told.kin:
        for person in (row.person, row.other):
            names.setdefault(person.pk, called.get(person.pk, person.reference))
    return names
