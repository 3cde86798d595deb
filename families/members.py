"""Who belongs to a family, with the names that pages show."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, FilteredRelation, OuterRef, Q, Subquery, When

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
    """Every membership of the family, those who joined first first. One query."""
    return [member(row) for row in memberships_of(family)]


def memberships_of(family):
    """What `member` makes a `Member` of, as a question that can be asked along with others."""
    believed = Q(person__details__superseded_at__isnull=True)
    rows = Membership.objects.current().filter(family=family).annotate(
        believed=FilteredRelation("person__details", condition=believed)
    )
    return rows.order_by("starts_on", "pk").values(
        "person_id", "role", "starts_on", "ends_on", reference=F("person__reference"), forename=F("believed__forename"),
        surname=F("believed__surname"), born_on=F("believed__date_of_birth"),
    )


def member(said):
    """One row as a `Member`; a person without details is called by the reference."""
    details = PersonDetails(forename=said.pop("forename"), surname=said.pop("surname"))
    return Member(name=said["reference"] if details.surname is None else str(details), **said)


def people_of(family):
    """The family's people, present and past, each once: person id -> their latest `Member`."""
    return {row.person_id: row for row in members_of(family)}


def main_adults():
    """Members now, each with a `surname`; first of each family its main adult.

    That is the adult who has been a member longest, or whoever has where there is no adult.
    """
    details = PersonDetails.objects.current().filter(person=OuterRef("person"))
    return (
        Membership.objects.current().filter(ends_on=None).annotate(surname=Subquery(details.values("surname")[:1]))
        .order_by("family", Case(When(role=HouseholdRole.ADULT, then=0), default=1), "starts_on", "pk")
    )


def surnames_of(family_ids):
    """(family, surname of its main adult) of each of these families, as a question."""
    return main_adults().filter(family__among=family_ids).distinct("family").values_list("family", "surname")
