"""The list of claims: which are shown, in what order, and how many there are of each kind."""

from django.db.models import Count, OuterRef, Subquery

from claims.enums import WAITS_IN_WINDOW, WAS_PAID, ClaimStatus
from claims.models import Claim, ClaimMove
from families.models import District, FamilyDetails

SORTS = {
    "claim": ("reference",), "family": ("family__reference",), "since": ("as_of", "reference"),
    "amount": ("amount", "reference"), "route": ("route", "reference"),
}


# Where a list says why each claim stands there, and where into which window it went.
SAYS_WHY = (
    ClaimStatus.LEFT_QUEUE, ClaimStatus.DECLINED, ClaimStatus.AUDIT_FAILED, ClaimStatus.REJECTED, ClaimStatus.WITHDRAWN,
    ClaimStatus.SPOT_INVALID,
)
SAYS_WINDOW = tuple({*WAITS_IN_WINDOW, ClaimStatus.SUBMITTED, *WAS_PAID} - {*SAYS_WHY})


def claims_listed(user, *, status="", route="", district=""):
    """The claims this person reads, without their evidence, each with its district's name and why it last moved."""
    details = FamilyDetails.objects.current().filter(family=OuterRef("family"))
    claims = Claim.objects.visible_to(user).defer("evidence").select_related("family", "window").annotate(
        district_name=Subquery(details.values("district__name")[:1]),
        why=Subquery(ClaimMove.objects.filter(claim=OuterRef("pk")).order_by("-pk").values("reason")[:1]),
    )
    if status:
        claims = claims.filter(status=status)
    if route:
        claims = claims.filter(route=route)
    if district:
        in_district = FamilyDetails.objects.current().filter(district__code=district)
        claims = claims.filter(family__in=in_district.values("family"))
    return claims


def in_order(claims, sort):
    """In the order asked for (a key of `SORTS`, with a minus sign for descending), by reference failing that."""
    key, descending = sort.lstrip("-"), sort.startswith("-")
    return claims.order_by(*[f"{'-' if descending else ''}{name}" for name in SORTS.get(key, SORTS["claim"])])


def counts(user):
    """How many claims stand where: (status, words, number), in the order of a claim's life."""
    found = dict(
        Claim.objects.visible_to(user).order_by().values_list("status").annotate(number=Count("pk"))
    )
    return [(status.value, status.label, found.get(status.value, 0)) for status in ClaimStatus]


def district_choices():
    """The districts as choices of a filter."""
    return [("", "All districts"), *District.objects.values_list("code", "name")]
