"""The people round the families of the demonstration's key workers, typed in as key workers do: who is what to whom,
homes, professionals who come and go, a couple who part and whose child lives with both, and referrals."""

import random
from datetime import timedelta

from claims.demo import names
from claims.demo.days import ago
from claims.models import Claim
from families.enums import HouseholdRole
from families.household.actions.addresses import record_address
from families.household.actions.members import PossiblyKnown, add_relative
from families.household.actions.moves import move_member, split_family
from families.household.actions.relationships import (
    change_relationship,
    record_relationship,
    record_unborn_child,
)
from families.household.enums import RelationshipKind
from families.household.reading import Household
from families.models import Family, Person, Relationship
from families.professionals.actions import end_professional, record_contact, record_professional
from families.referrals.actions import acknowledge_referral, take_referral

LED_BY = {"keyworker": 10, "keyworker2": 4}  # of how many of each key worker's families this is told
PARENT_AT_LEAST = 15  # years between a parent and a child
STREETS = ("Millstone Row", "Tannery Court", "Weir Lane", "Chapel Fold", "Quarry Bank", "Orchard Close")
TEAMS = (
    ("Health visiting", "Health visitor"), ("Hill Top Academy", "Pastoral lead"), ("CAMHS", "Nurse"),
    ("Police", "Neighbourhood officer"), ("Brightmoor Homes", "Housing officer"), ("Probation", "Offender manager"),
    ("Drug and alcohol service", "Recovery worker"), ("Youth offending team", "Case manager"),
    ("School nursing", "School nurse"), ("Jobcentre Plus", "Employment adviser"), ("Children’s centre", "Worker"),
)
REFERRALS = (
    (3, "Ivor Dunleary", "Hill Top Academy", "A mother and her two boys at Tannery Court",
     "The boys are often away from school. Their mother asked for help with money and with mornings."),
    (12, "PC Alys Rowanfield", "Police", "Family at 9 Weir Lane",
     "Three call-outs in a month because of arguments. Children were at home each time."),
    (26, "Nadia Raziq", "Health visiting", "A young couple expecting their first child",
     "Both lost their jobs this spring and are in temporary accommodation."),
)


def run(today, users):
    """Tells of the people round some families of each key worker, and of referrals that wait for an answer."""
    rng = random.Random(today.toordinal())
    for name, most in LED_BY.items():
        families = Family.objects.visible_to(users[name]).order_by("reference")[:most]
        for number, family in enumerate(families):
            Telling(family, users[name], today, rng).tell(is_first=number == 0)
    a_couple_parts(users["keyworker"], today)
    referrals(users["keyworker"], today)


class Telling:
    """Tells of one family."""

    def __init__(self, family, by, today, rng):
        self.said = {"family": family, "by": by}
        self.family, self.today, self.rng = family, today, rng
        self.members = Household(family, as_of=today).members
        self.adults = sorted(
            (one for one in self.members if one.role in (HouseholdRole.ADULT, HouseholdRole.NON_RESIDENT_PARENT)),
            key=lambda one: (one.role != HouseholdRole.ADULT, one.born_on),
        )
        self.children = [one for one in self.members if one.role == HouseholdRole.CHILD]

    def tell(self, is_first):
        """Relationships, homes and professionals; of the first family some things more."""
        parents = self.parents()
        if parents and self.children:
            self.relationships(parents)
        self.homes()
        self.professionals()
        if is_first and parents:
            self.more(parents)

    def parents(self):
        """One or two who are old enough to be parents of every child."""
        eldest = max((child.age for child in self.children), default=0)
        return [one for one in self.adults if one.age - eldest >= PARENT_AT_LEAST][:2]

    def relationships(self, parents):
        main, *others = parents
        for other in others:
            together = other.role == HouseholdRole.ADULT
            self.record(
                main, RelationshipKind.PARTNER if together else RelationshipKind.EX_PARTNER, other,
                ago(self.today, self.rng.randint(400, 2000)),
            )
        youngest = min(self.children, key=lambda one: one.age)
        for child in self.children:
            self.record(main, RelationshipKind.PARENT, child)
            for other in others:
                # now and then the youngest is of another father
                if child is not youngest or len(self.children) == 1 or self.rng.randrange(3):
                    self.record(other, RelationshipKind.PARENT, child)
        for grown in self.adults:
            if grown not in parents and main.age - grown.age >= PARENT_AT_LEAST:
                self.record(main, RelationshipKind.PARENT, grown)

    def record(self, person, kind, other, starts_on=None):
        record_relationship(
            person=Person.objects.get(pk=person.person_id), kind=kind, other=Person.objects.get(pk=other.person_id),
            starts_on=starts_on, **self.said,
        )

    def homes(self):
        """The home, as the family's file has it, and where they lived before."""
        details = self.family.details.current().select_related("district").get()
        moved = ago(self.today, self.rng.randint(300, 900))
        before = ago(moved, self.rng.randint(400, 1500))
        place = {"town": "Brightmoor", "district": details.district}
        earlier = {**place, "line_1": self.street(), "ward": self.rng.choice(names.WARDS)}
        record_address(starts_on=before, ends_on=moved - timedelta(days=1), place=earlier, **self.said)
        now = {"ward": details.ward, "postcode": details.postcode, "tenure": details.tenure}
        record_address(starts_on=moved, place={**place, "line_1": self.street(), **now}, **self.said)

    def street(self):
        return f"{self.rng.randint(1, 80)} {self.rng.choice(STREETS)}"

    def professionals(self):
        """Many at first, fewer as the work goes on."""
        for number, (agency, job) in enumerate(self.rng.sample(TEAMS, self.rng.randint(4, 8))):
            began = ago(self.today, self.rng.randint(200, 700))
            row = record_professional(starts_on=began, person={
                "name": f"{self.rng.choice(names.WOMEN)} {self.rng.choice(names.SURNAMES['White British'])}",
                "agency": agency, "job": job, "phone": f"01632 960{self.rng.randint(100, 999)}",
            }, **self.said)
            if number > 1:
                end_professional(professional=row, ends_on=ago(self.today, self.rng.randint(5, 190)), **self.said)
            else:
                record_contact(
                    professional=row, happened_on=ago(self.today, self.rng.randint(1, 120)), kind="visit", **self.said
                )

    def more(self, parents):
        """A grandmother outside the family, a child who is expected, and one who lives between two homes."""
        main = Person.objects.get(pk=parents[0].person_id)
        grandmother = {
            "forename": "Winifred", "surname": parents[0].name.split()[-1], "sex": "F", "date_of_birth": None,
        }
        try:
            add_relative(person=grandmother, kind=RelationshipKind.PARENT, other=main, **self.said)
        except PossiblyKnown as known:
            add_relative(
                person=grandmother, kind=RelationshipKind.PARENT, other=main,
                ruled_out=[match.person_id for match in known.matches], **self.said,
            )
        mother = next((one for one in self.adults if one.sex == "F" and one.age < 45), None)
        if mother:
            record_unborn_child(
                person=Person.objects.get(pk=mother.person_id), due_on=self.today + timedelta(days=110),
                starts_on=ago(self.today, 40), **self.said,
            )
        if self.children:
            record_address(
                person=Person.objects.get(pk=self.children[0].person_id), use="part_time",
                starts_on=ago(self.today, 240), place={"line_1": "3 Tannery Court", "town": "Brightmoor"}, **self.said,
            )


def a_couple_parts(by, today):
    """Two parents of a family that is not claimed part: one becomes a family of their own, a child lives with both."""
    for family in Family.objects.visible_to(by).exclude(pk__in=Claim.objects.values("family")).order_by("reference"):
        members = Household(family, as_of=today).members
        adults = [one for one in members if one.role == HouseholdRole.ADULT and one.age >= 23]
        children = [one for one in members if one.role == HouseholdRole.CHILD]
        if len(adults) < 2 or not children or any(one.row.starts_on > ago(today, 60) for one in members):
            continue
        for row in Relationship.objects.current().filter(family=family, kind=RelationshipKind.PARTNER):
            change_relationship(
                relationship=row, family=family, by=by, changed_on=ago(today, 45), becomes=RelationshipKind.EX_PARTNER
            )
        later = split_family(family=family, by=by, happened_on=ago(today, 45), people=[adults[1].person_id])
        move_member(
            family=family, to=later, by=by, person=Person.objects.get(pk=children[0].person_id),
            moved_on=ago(today, 30), role=HouseholdRole.CHILD, stays=True,
        )
        return


def referrals(by, today):
    """Some that wait: one of nothing yet, the others of the outcome."""
    for days, name, agency, about, reason in REFERRALS:
        referral = take_referral(
            by=by, received_on=ago(today, days), about=about, reason=reason,
            referrer={"name": name, "agency": agency, "phone": "01632 960199"},
        )
        if days > 7:
            acknowledge_referral(referral=referral, by=by, acknowledged_on=ago(today, days - 2))
