"""How many claims rely on what: counted over all of them, filtered, and listed."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Subquery

from claims.enums import LIVE, SENT, UNSENT, WAS_PAID, ClaimStatus
from claims.models import Claim, ClaimReliance
from claims.reliance.enums import Relies
from claims.reliance.words import value_words
from families.models import FamilyDetails
from outcomes.models import Headline

# Which claims are meant where nobody chooses a status.
GROUPS = {
    "made": ("Claims that were made", (*SENT, ClaimStatus.REJECTED, ClaimStatus.WITHDRAWN, ClaimStatus.REPAID)),
    "live": ("Claims that stand", LIVE),
    "unsent": ("Claims not made yet", UNSENT),
    "paid": ("Claims that were paid", WAS_PAID),
}
ANY = "any"  # in a key: whatever of its kind

@dataclass(frozen=True)
class Counted:
    """How many of the claims meant rely on one thing; `key` finds them again. No words: on anything of its kind."""

    key: str
    words: str
    headline: str
    claims: int
    per_cent: str


@dataclass(frozen=True)
class Kind:
    """One kind of thing relied on: how many claims rely on any of it, and on each."""

    what: Relies
    any: Counted
    each: list


def claims_meant(user, *, group="", framework="", route="", window="", district=""):
    """The claims that are asked about, before it is asked what they rely on; `user` None: the operator."""
    claims = Claim.objects.all() if user is None else Claim.objects.visible_to(user)
    if group in GROUPS:
        claims = claims.filter(status__in=GROUPS[group][1])
        if group == "made":
            claims = claims.filter(submitted_at__isnull=False)
    elif group in ClaimStatus.values:
        claims = claims.filter(status=group)
    for name, value in (("framework", framework), ("route", route), ("window__code", window)):
        if value:
            claims = claims.filter(**{name: value})
    if district:
        there = FamilyDetails.objects.current().filter(district__code=district)
        claims = claims.filter(family__in=there.values("family"))
    return claims


def that_rely_on(claims, keys):
    """Of these claims those that rely on every one of these things (`Counted.key`)."""
    for key in keys:
        what, value, headline = parts_of(key)
        noted = ClaimReliance.objects.filter(claim=OuterRef("pk"), what=what)
        if value != ANY:
            noted = noted.filter(value=value, headline=headline)
        claims = claims.filter(Exists(noted))
    return claims


def counts(claims, names):
    """What these claims rely on, kind by kind, of each the most first; and how many claims there are.

    `names` are the headlines' (`headline_names`).
    """
    total = claims.count()
    rows = ClaimReliance.objects.filter(claim__in=claims.order_by().values("pk")).order_by()
    any_of = dict(rows.values_list("what").annotate(claims=Count("claim", distinct=True)))
    each = defaultdict(list)
    for what, value, headline, number in rows.values_list("what", "value", "headline").annotate(claims=Count("claim")):
        each[what].append(Counted(
            f"{what}|{value}|{headline}", value_words(what, value), names.get(headline, headline), number,
            per_cent(number, total),
        ))
    return [
        Kind(
            what, Counted(f"{what}|{ANY}", "", "", any_of.get(what, 0), per_cent(any_of.get(what, 0), total)),
            sorted(each[what], key=lambda one: (-one.claims, one.key)),
        )
        for what in Relies
    ], total


def words_of(key, names):
    """What a key stands for, in words; `names` are the headlines'."""
    what, value, headline = parts_of(key)
    words = Relies(what).label
    if value != ANY:
        words += f": {value_words(what, value)}" if value_words(what, value) else ""
        words += f" ({names.get(headline, headline)})" if headline else ""
    return words


def parts_of(key):
    """Kind, value and headline of a key."""
    return [*key.split("|"), "", ""][:3]


def per_cent(part, whole):
    """A share in whole tenths of a per cent, a half rounded up; a dash where there is nothing to share."""
    if not whole:
        return "–"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def headline_names():
    """The headlines of all published plans, code -> its latest name."""
    return dict(Headline.objects.order_by("plan__version", "position").values_list("code", "name"))


def listed(claims):
    """These claims for a list: without their evidence, each with its district's name, by reference."""
    details = FamilyDetails.objects.current().filter(family=OuterRef("family"))
    return claims.defer("evidence").select_related("family", "window").annotate(
        district_name=Subquery(details.values("district__name")[:1])
    ).order_by("reference")
