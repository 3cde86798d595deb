"""Who belongs to a family, with the names that pages show."""

from dataclasses import dataclass
from datetime import date

from families.enums import HouseholdRole
from families.models import Membership, PersonDetails


@dataclass(frozen=True)
class Member:
    """One membership as we believe it now. A person who left and came back is two of these."""

    person_id: int
    reference: str
    name: str
    born_on: date | None
    role: str
    starts_on: date
    ends_on: date | None

    @property
    def role_in_words(self):
        """For people: "Child"."""
        return HouseholdRole(self.role).label

    def is_member_on(self, on):
        """Whether this membership covers the day."""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


def members_of(family):
    """Every membership of the family, those who joined first first. Two queries."""
    memberships = list(
        Membership.objects.current().filter(family=family).select_related("person").order_by("starts_on", "pk")
    )
    details = {
        row.person_id: row
        for row in PersonDetails.objects.current().filter(person__in=[row.person_id for row in memberships])
    }
    return [member(row, details.get(row.person_id)) for row in memberships]


def member(membership, details):
    """The two rows as one `Member`; a person without details is called by the reference."""
    return Member(
        person_id=membership.person_id, reference=membership.person.reference,
        name=str(details) if details else membership.person.reference,
        born_on=details.date_of_birth if details else None,
        role=membership.role, starts_on=membership.starts_on, ends_on=membership.ends_on,
    )


def people_of(family):
    """The family's people, present and past, each once: person id -> their latest `Member`."""
    return {row.person_id: row for row in members_of(family)}
