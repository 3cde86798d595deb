"""The list of families that a person works with or oversees: what each waits for, from the verdicts kept last night."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, F, FilteredRelation, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from families.enums import HouseholdRole, Stage
from families.models import Family, LeadWorker, Membership, PersonDetails
from families.together import read_together
from outcomes.enums import Status, WaitingFor
from outcomes.models import Headline, Readiness
from outcomes.sentences import next_step
from outcomes.wording import day

# In this order, the first that applies.
WAITS_FOR = (
    (Q(stage=Stage.CLOSED), WaitingFor.CLOSED),
    (Q(ready__isnull=True), WaitingFor.JUDGING),
    (Q(ready__claimable=True), WaitingFor.CLAIM),
    (~Q(ready__blockers=[]), WaitingFor.SETTING_UP),
    (Q(ready__earliest_on__isnull=False), WaitingFor.TIME),
    (Q(ready__sustained=Status.NO_DATA), WaitingFor.EVIDENCE),
)
SORTS = {
    "family": "reference",
    "stage": "stage",
    "earliest": "earliest_on",
    "missing": "missing",
}


@dataclass(frozen=True)
class Row:
    """One family in the list. `earliest_on` is the first day on which it could be claimed, if one can be given."""

    family: Family
    surname: str
    stage: str
    lead_worker: str
    waiting_for: str
    next_step: str
    claimable: bool
    earliest_on: date | None
    missing: int | None

    @property
    def when(self):
        """When it can be claimed, in words; blank where no day can be given."""
        if self.claimable:
            return "Now"
        return day(self.earliest_on) if self.earliest_on else ""


def families_waiting(user):
    """The families this person may open, each with what it waits for (`waiting_for`) and the first day of a claim.

    While something besides the route is missing there is no such day (`earliest_on`): nobody knows when it is done.
    """
    return (
        Family.objects.visible_to(user)
        .with_details()
        .annotate(ready=FilteredRelation("readiness", condition=Q(readiness__superseded_at__isnull=True)))
        .annotate(
            waiting_for=Case(
                *(When(condition, then=Value(waiting.value)) for condition, waiting in WAITS_FOR),
                default=Value(WaitingFor.PROGRESS.value), output_field=CharField(),
            ),
            earliest_on=Case(When(ready__blockers=[], then=F("ready__earliest_on"))),
            missing=Coalesce(F("ready__blockers__len"), 0),
        )
    )


def chosen(families, *, stage="", waiting_for=""):
    """Those in a stage (none named: all but the closed ones) that wait for something (none named: whatever it is)."""
    families = families.filter(stage=stage) if stage else families.exclude(stage=Stage.CLOSED)
    return families.filter(waiting_for=waiting_for) if waiting_for else families


def in_order(families, sort=""):
    """Sorted by a key of `SORTS`, a minus sign before it turning it round. Nothing: the nearest to a claim first."""
    key = SORTS.get(sort.removeprefix("-"))
    if key is None:
        return families.order_by(
            Case(When(waiting_for=WaitingFor.CLAIM, then=0), default=1), F("earliest_on").asc(nulls_last=True),
            "reference",
        )
    column = F(key)
    order = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return families.order_by(order, "reference")


def rows(families):
    """The families of one page as rows, in a fixed number of queries."""
    families = list(families)
    ids = [family.pk for family in families]
    told = read_together(
        ready=Readiness.objects.current().filter(family__in=ids), surnames=_surnames(ids),
        leads=LeadWorker.objects.current().filter(family__in=ids, ends_on=None).select_related("worker"),
        headlines=_headline_names(Readiness.objects.current().filter(family__in=ids).values("plan")),
    )
    ready = {row.family_id: row for row in told.ready}
    names, surnames = _by_plan(told.headlines), dict(told.surnames)
    leading = {lead.family_id: str(lead.worker or lead.name) for lead in told.leads}
    return [
        Row(
            family=family, surname=surnames.get(family.pk) or "", stage=Stage(family.stage).label,
            lead_worker=leading.get(family.pk, ""), waiting_for=WaitingFor(family.waiting_for).label,
            next_step=_next_step(family, ready.get(family.pk), names),
            claimable=family.waiting_for == WaitingFor.CLAIM,
            earliest_on=family.earliest_on if family.stage != Stage.CLOSED else None,
            missing=family.missing if family.pk in ready else None,
        )
        for family in families
    ]


def _next_step(family, readiness, names):
    if family.stage == Stage.CLOSED:
        return "The work with this family is closed."
    if readiness is None:
        return "Not judged yet. This happens every night."
    return next_step(readiness, names.get(readiness.plan_id))


def headline_names_of(plan_ids):
    """What the headlines of these outcomes plans are called: plan id -> code -> name."""
    return _by_plan(_headline_names(plan_ids))


def _headline_names(plans):
    return Headline.objects.filter(plan__in=plans).values_list("plan", "code", "name")


def _by_plan(headlines):
    names = {}
    for plan_id, code, name in headlines:
        names.setdefault(plan_id, {})[code] = name
    return names


def _surnames(family_ids):
    """(family, surname of its main adult): the adult who has been a member longest, else whoever has."""
    details = PersonDetails.objects.current().filter(person=OuterRef("person"))
    return (
        Membership.objects.current().filter(family__in=family_ids, ends_on=None)
        .order_by("family", Case(When(role=HouseholdRole.ADULT, then=0), default=1), "starts_on", "pk")
        .distinct("family").values_list("family", Subquery(details.values("surname")[:1]))
    )
