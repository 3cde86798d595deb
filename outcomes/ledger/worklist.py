"""What is still needed, as lists: by supplier and person, and by feed. From the rows kept, never worked out anew."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Max, Min, Q

from families.models import FamilyDetails, LeadWorker, PersonDetails
from outcomes.ledger.asks import Ask
from outcomes.ledger.enums import AskKind
from outcomes.ledger.words import Words, say
from outcomes.models import Headline
from outcomes.suppliers import EVIDENCE, Supplier

URGENCIES = {
    "now": ("The claim waits only for this", lambda today: Q(claimable_on__lte=today)),
    "month": ("Claim possible within a month", lambda today: Q(claimable_on__lte=today + timedelta(days=31))),
    "quarter": ("Claim possible within three months", lambda today: Q(claimable_on__lte=today + timedelta(days=92))),
    "later": ("Claim possible later than that", lambda today: Q(claimable_on__gt=today + timedelta(days=92))),
    "no_day": ("No day can be given yet", lambda today: Q(claimable_on__isnull=True)),
}


@dataclass(frozen=True)
class Item:
    """One thing needed of a person or a family, in words. `claimable_on` empty: no day can be given."""

    says: str
    claimable_on: date | None
    begun: bool


@dataclass(frozen=True)
class Subject:
    """A person, or a family as a whole (`person` blank), with everything one supplier could tell about them."""

    supplier: str
    family_reference: str
    token: str
    person: str
    person_reference: str
    born: date | None
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Feed:
    """A kind of fact about which complete information is missing, for how many families, from which day to which."""

    supplier: str
    what: str
    families: int
    first_on: date
    last_on: date
    claimable_on: date | None


def chosen(needs, *, supplier="", district="", worker="", urgency="", today):
    """Those that a filter leaves."""
    if supplier:
        needs = needs.filter(supplier=supplier)
    if district:
        needs = needs.filter(family__in=FamilyDetails.objects.current().filter(district=district).values("family"))
    if worker:
        led = LeadWorker.objects.current().filter(worker=worker, ends_on=None)
        needs = needs.filter(family__in=led.values("family"))
    if urgency:
        needs = needs.filter(URGENCIES[urgency][1](today))
    return needs


def feeds(needs):
    """What is missing of whole feeds, of needs that are about feeds: one file settles it for everybody."""
    rows = needs.values("supplier", "about").annotate(
        families=Count("family", distinct=True), first=Min("first_on"), last=Max("last_on"), soonest=Min("claimable_on")
    )
    return [
        Feed(
            Supplier(row["supplier"]).label, EVIDENCE[row["about"]].many, row["families"], row["first"], row["last"],
            row["soonest"],
        )
        for row in rows.order_by(F("soonest").asc(nulls_last=True), "supplier", "about")
    ]


def people_needed(needs):
    """supplier -> of how many people, or families as a whole, something is needed from it."""
    rows = needs.exclude(kind=AskKind.COVERAGE).order_by().values("supplier").annotate(
        people=Count("person", distinct=True), families=Count("family", distinct=True, filter=Q(person=None))
    )
    return [(Supplier(row["supplier"]), row["people"], row["families"]) for row in rows.order_by("supplier")]


def by_subject(needs):
    """What is needed of people and families, one entry for each: the nearest claim first. To be paginated."""
    return (
        needs.exclude(kind=AskKind.COVERAGE).order_by().values("supplier", "family", "person")
        .annotate(soonest=Min("claimable_on"))
        .order_by("supplier", F("soonest").asc(nulls_last=True), "family", F("person").asc(nulls_last=True))
    )


def subjects(entries, needs, today):
    """The entries of one page, with names and words, in a fixed number of queries."""
    entries = list(entries)
    families = {entry["family"] for entry in entries}
    rows = {}
    for row in needs.exclude(kind=AskKind.COVERAGE).filter(family__in=families).select_related("family").order_by("pk"):
        rows.setdefault((row.supplier, row.family_id, row.person_id), []).append(row)
    people = {row.person_id for group in rows.values() for row in group if row.person_id}
    people |= {person for group in rows.values() for row in group for person in row.ask.get("covers", ())}
    known = {
        row.person_id: row
        for row in PersonDetails.objects.current().filter(person__in=people).select_related("person")
    }
    words = Words({pk: str(row) for pk, row in known.items()}, latest_headline_names())
    return [
        _subject(rows.get((entry["supplier"], entry["family"], entry["person"]), ()), known, words, today)
        for entry in entries
    ]


def _subject(rows, known, words, today):
    details = known.get(rows[0].person_id)
    return Subject(
        supplier=rows[0].supplier, family_reference=rows[0].family.reference, token=rows[0].family.token,
        person=str(details) if details else "", person_reference=details.person.reference if details else "",
        born=details.date_of_birth if details else None,
        items=tuple(
            Item(say(Ask.from_data(row.ask), words), row.claimable_on, row.first_on is None or row.first_on < today)
            for row in rows
        ),
    )


def latest_headline_names():
    """The name of every headline of any plan, the latest where it changed."""
    return dict(Headline.objects.order_by("plan__effective_from", "plan__version").values_list("code", "name"))


FILE_COLUMNS = (
    "supplier", "person_ref", "forename", "surname", "date_of_birth", "what", "about", "starts_on", "ends_on", "needed",
)


def file_rows(needs):
    """The list as it is sent to a supplier: who, what, over which days. Nothing of the family's claim or problems."""
    names = latest_headline_names()
    rows = needs.order_by("supplier", "person", "family", "pk").select_related("person")
    known = PersonDetails.objects.current().filter(person__in=needs.values("person")).in_bulk(field_name="pk")
    known = {details.person_id: details for details in known.values()}
    for row in rows.iterator(chunk_size=2000):
        details = known.get(row.person_id)
        who = (row.person.reference, details.forename, details.surname, details.date_of_birth) if details else ("",) * 4
        words = Words({row.person_id: str(details)} if details else {}, names)
        yield (
            row.supplier, *who, row.get_kind_display(), row.about, row.first_on, row.last_on,
            say(Ask.from_data(row.ask), words),
        )

