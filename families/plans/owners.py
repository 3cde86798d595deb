"""Who can own an action of a family's plan: somebody of the family, a professional round it, or who signs in here."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from families.accounts.enums import Role
from families.accounts.models import User
from families.members import people_of
from families.models import LeadWorker
from families.permissions import Refused
from families.plans.enums import OwnerKind
from families.professionals.models import Professional

THE_FAMILY = "The family"
NOT_AROUND = "Choose who does it from those who are round the family now."


@dataclass(frozen=True)
class Owner:
    """Somebody who does something, as an action keeps it. `key` is a user's or person's id, or a thread."""

    kind: str
    key: str
    name: str
    agency: str

    @property
    def value(self):
        """As a form sends it."""
        return f"{self.kind}:{self.key}"

    def fields(self):
        """As an action's row holds it."""
        return {
            "owner_user_id": int(self.key) if self.kind == OwnerKind.USER else None,
            "owner_person_id": int(self.key) if self.kind == OwnerKind.PERSON else None,
            "owner_professional": self.key if self.kind == OwnerKind.PROFESSIONAL else None,
            "owner_name": self.name, "agency": self.agency,
        }


class Owners:
    """Everybody round a family who can own an action now. Four queries, whoever they are."""

    def __init__(self, family, *, by, people=None):
        today = localdate()
        people = people_of(family) if people is None else people
        self.family = [
            Owner(OwnerKind.PERSON, str(key), one.name, THE_FAMILY)
            for key, one in people.items() if one.is_member_on(today)
        ]
        rows = Professional.objects.current().filter(Q(ends_on=None) | Q(ends_on__gte=today), family=family)
        self.professionals = [
            Owner(OwnerKind.PROFESSIONAL, str(row.thread), row.name, row.agency)
            for row in rows.order_by("agency", "name", "pk")
        ]
        self.users = [of_user(user) for user in users_around(family, by)]

    @property
    def all(self):
        """All of them."""
        return [*self.users, *self.family, *self.professionals]

    def choices(self):
        """For a list, in groups."""
        groups = (
            ("Who works here", self.users), (THE_FAMILY, self.family), ("Professionals", self.professionals),
        )
        return [
            ("", "Select a person"),
            *((words, [(one.value, in_words(one)) for one in owners]) for words, owners in groups if owners),
        ]

    def find(self, value):
        """The one that a form names. Raises Refused when it is nobody round the family now."""
        for one in self.all:
            if one.value == value:
                return one
        raise Refused(NOT_AROUND)


def in_words(owner):
    """An owner as a choice."""
    return owner.name if owner.kind == OwnerKind.PERSON else f"{owner.name}, {owner.agency}"


def of_user(user):
    """Somebody who signs in here."""
    return Owner(OwnerKind.USER, str(user.pk), str(user), user.agency or settings.AUTHORITY_NAME)


def users_around(family, by):
    """Whoever leads the family, manages its district, or asks; and partners, whose agencies may be round it."""
    leads = LeadWorker.objects.current().filter(family=family, ends_on=None, worker__isnull=False)
    district = family.details.current().filter(district__isnull=False).values("district")
    return User.objects.filter(
        Q(pk__in=leads.values("worker")) | Q(pk=by.pk) | Q(role=Role.PARTNER)
        | Q(role=Role.TEAM_MANAGER, district__in=district),
        is_active=True,
    ).order_by("role", "last_name", "first_name", "pk")


def value_of(row):
    """Who owns an action, as a form sends it."""
    if row.owner_user_id:
        return f"{OwnerKind.USER}:{row.owner_user_id}"
    if row.owner_person_id:
        return f"{OwnerKind.PERSON}:{row.owner_person_id}"
    return f"{OwnerKind.PROFESSIONAL}:{row.owner_professional}"
