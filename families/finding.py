"""Finding families by reference, surname or postcode, among those one may see."""

from collections import defaultdict

from django.db.models import Q, Value
from django.db.models.functions import Replace, Upper

from families.models import Family, FamilyDetails, Membership, PersonDetails

ORDERS = {
    "reference": ["reference"],
    "stage": ["stage", "reference"],
    "district": ["district_name", "reference"],
    "identified_on": ["identified_on", "reference"],
}


def find_families(user, term, sort="reference"):
    """The families this person may see whose reference or a member's surname begins with `term`, or whose postcode
    does. `sort` is a key of ORDERS, with a minus sign for the other way round."""
    found = Family.objects.visible_to(user).with_details()
    term = term.strip()
    if term:
        found = found.filter(
            Q(reference__istartswith=term)
            | Q(pk__in=families_of_surname(term))
            | Q(pk__in=families_of_postcode(term))
        )
    return found.order_by(*in_order(sort))


def in_order(sort):
    """Fields to order by; what is not an order of ours is by reference."""
    fields = ORDERS.get(sort.removeprefix("-"), ORDERS["reference"])
    return [f"-{field}" for field in fields] if sort.startswith("-") else fields


def families_of_surname(term):
    """Ids of families with a member, present or past, whose surname begins so."""
    people = PersonDetails.objects.current().filter(surname__istartswith=term)
    return Membership.objects.current().filter(person__in=people.values("person")).values("family")


def families_of_postcode(term):
    """Ids of families whose postcode begins so, spaces aside."""
    plain = Upper(Replace("postcode", Value(" "), Value("")))
    details = FamilyDetails.objects.current().annotate(plain_postcode=plain)
    return details.filter(plain_postcode__startswith=term.replace(" ", "").upper()).values("family")


def names_of(families):
    """Family id -> its members' names, each once, those who joined first first. Two queries."""
    memberships = list(
        Membership.objects.current().filter(family__in=families).order_by("starts_on", "pk").values("family", "person")
    )
    people = PersonDetails.objects.current().filter(person__in=[row["person"] for row in memberships])
    names = {row.person_id: str(row) for row in people}
    found = defaultdict(dict)
    for row in memberships:
        found[row["family"]][names.get(row["person"], "")] = True
    return {family: [name for name in members if name] for family, members in found.items()}
