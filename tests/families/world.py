"""Two families and everybody who may sign in, for tests of pages and actions. Loaded from files, as anywhere."""

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.utils.timezone import localdate

from families.accounts.enums import Role
from families.models import District, Family, Person, User
from tests.outcomes.authority import load, on, plain_family, publish, rich_family, together, user

PASSWORD = "three words that fit"
TODAY = localdate()
YESTERDAY = TODAY - timedelta(days=1)


@dataclass(frozen=True)
class World:
    """`ours` is the family of everybody who may open families; `theirs` is in another district, led by another."""

    ours: Family
    theirs: Family
    people: dict

    def __getitem__(self, role):
        """The user of this role."""
        return self.people[role]

    def signed_in_as(self, role):
        """A browser in which the user of this role has signed in."""
        client = Client()
        client.force_login(self.people[role], backend="django.contrib.auth.backends.ModelBackend")
        return client

    def member(self, name):
        """A person of our family: dawn, ada, ben or cy (who left)."""
        return Person.objects.get(reference=f"{self.ours.reference}-{name}")


def build(folder, *more):
    """The world; `more` are further families as tables."""
    people = {role: user(role) for role in Role}
    user(Role.KEY_WORKER, name="another.worker")
    publish()
    load(folder, **together(
        {"districts": [("north", "North", "", ""), ("south", "South", "", "")], "terms": [("T", on(1), on(80), "yes")]},
        {**rich_family("TF-1"), "term_records": []},
        plain_family("TF-2", lead_worker="another.worker", district="south", surname="Hidden"),
        *more,
    ))
    User.objects.filter(role=Role.TEAM_MANAGER).update(district=District.objects.get(code="north"))
    people[Role.TEAM_MANAGER].refresh_from_db()
    families = {family.reference: family for family in Family.objects.all()}
    return World(ours=families["TF-1"], theirs=families["TF-2"], people=people)
