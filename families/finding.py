"""Finding families by reference or postcode, among those one may see. People are found in `families/search/`."""

from collections import defaultdict

from families.models import Address, Family, FamilyDetails, Membership, PersonDetails
from families.two_clocks import plain

ORDERS = {
    "reference": ["reference"],
    "stage": ["stage", "reference"],
    "district": ["district_name", "reference"],
    "identified_on": ["identified_on", "reference"],
}


def find_families(user, term, sort="reference"):
    """The families this person may see whose reference or postcode begins with `term`; all of them without one.

    `sort` is a key of ORDERS, with a minus sign for the other way round.
    """
    found = Family.objects.visible_to(user).with_details()
    term = term.strip()
    if term:
        found = found.filter(pk__in=families_of_reference(term).union(*families_of_postcode(term)))
    return found.order_by(*in_order(sort))


def in_order(sort):
    """Fields to order by; what is not an order of ours is by reference."""
    fields = ORDERS.get(sort.removeprefix("-"), ORDERS["reference"])
    return [f"-{field}" for field in fields] if sort.startswith("-") else fields


def families_of_reference(term):
    """Ids of families whose reference begins so."""
    return Family.objects.filter(reference__istartswith=term).values("pk")


def families_of_postcode(term):
    """Ids of families whose postcode begins so, spaces aside, and of those of which an address has such a one: two
    questions."""
    begins = term.replace(" ", "").upper()
    details = FamilyDetails.objects.current().exclude(postcode="").annotate(plain_postcode=plain("postcode"))
    homes = Address.objects.current().exclude(postcode="").annotate(plain_postcode=plain("postcode"))
    return [rows.filter(plain_postcode__startswith=begins).values("family") for rows in (details, homes)]


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
