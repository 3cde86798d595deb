"""The list of families that a person works with or oversees: what each waits for, from the verdicts kept last night."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_

from django.db.models import Case, CharField, F, FilteredRelation, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from families.due.enums import Period
from families.due.reading import ToDo, due_in, first_due, having_due
from families.due.sources import scope_of
from families.enums import Stage
from families.members import main_adults, surnames_of
from families.models import Family, LeadWorker
from families.pipeline.counting import NOBODY
from families.together import compiled_once
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
# What is to be done for a family: words, sorts of things to do (none: any) and headings.
DUE = {
    "overdue": ("Something is overdue", (), (Period.OVERDUE,)),
    "week": ("Something is due within seven days", (), (Period.TODAY, Period.WEEK)),
    "review": ("A review of the plan is due", ("review",), (Period.OVERDUE, Period.TODAY, Period.WEEK)),
}
# In which orders the list can be put: words, and the column or expression of each.
SORTS = {
    "next": ("What is due next", first_due),
    "earliest": ("Day on which it can be claimed", lambda: F("earliest_on")),
    "name": ("Surname", lambda: Subquery(main_adults().filter(family=OuterRef("pk")).values("surname")[:1])),
    "family": ("Number of the family", lambda: F("reference")),
    "stage": ("Stage", lambda: F("stage")),
    "missing": ("How many conditions are not met", lambda: F("missing")),
}


MANY = 1000  # families, to sort all of which takes longer than to ask for a page of them twice


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
    to_do: tuple[ToDo, ...]

    @property
    def next_to_do(self):
        """What is to be done first, or None."""
        return self.to_do[0] if self.to_do else None

    @property
    def overdue(self):
        """How many things to do are overdue."""
        return sum(one.period == Period.OVERDUE for one in self.to_do)

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
    return _waiting(Family.objects.visible_to(user).with_details())


def _waiting(families):
    if "waiting_for" in families.query.annotations:
        return families
    ready = FilteredRelation("readiness", condition=Q(readiness__superseded_at__isnull=True))
    return families.annotate(ready=ready).annotate(
        waiting_for=Case(
            *(When(condition, then=Value(waiting.value)) for condition, waiting in WAITS_FOR),
            default=Value(WaitingFor.PROGRESS.value), output_field=CharField(),
        ),
        earliest_on=Case(When(ready__blockers=[], then=F("ready__earliest_on"))),
        missing=Coalesce(F("ready__blockers__len"), 0),
    )


def chosen(families, *, stage="", waiting_for="", district="", worker="", due="", user=None):
    """Those in a stage (none named: all but the closed ones) that wait for something (none named: whatever it is).

    `district` is a code and `worker` the id of whoever leads, or `NOBODY` for families without; `due` a key of `DUE`:
    what is to be done for the families by this `user`.
    """
    families = families.filter(stage=stage) if stage else families.exclude(stage=Stage.CLOSED)
    if waiting_for:
        families = _waiting(families).filter(waiting_for=waiting_for)
    if district:
        families = families.filter(district_code=None if district == NOBODY else district)
    if worker:
        led = LeadWorker.objects.current().filter(ends_on=None)
        if worker == NOBODY:
            families = families.exclude(pk__in=led.filter(worker__isnull=False).values("family"))
        else:
            families = families.filter(pk__in=led.filter(worker=worker).values("family"))
    if due:
        codes, periods = DUE[due][1:]
        scope = scope_of(user)
        families = families.filter(reduce(or_, (having_due(scope, period, codes) for period in periods)))
    return families


def in_order(families, sort=""):
    """Sorted by a key of `SORTS`, a minus sign before it turning it round. Nothing: the nearest to a claim first."""
    if sort.removeprefix("-") not in SORTS:
        return families.order_by(
            Case(When(~Q(stage=Stage.CLOSED), ready__claimable=True, then=0), default=1),
            F("earliest_on").asc(nulls_last=True), "reference",
        )
    families = families.annotate(sorted_by=SORTS[sort.removeprefix("-")][1]())
    column = F("sorted_by")
    order = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return families.order_by(order, "reference")


class FamiliesWaiting:
    """The chosen families in an order, as something a paginator can page through: `asked` as in `chosen`.

    What they wait for is worked out for those of a page: a county's families are sorted by number, and counted without.
    """

    def __init__(self, user, *, sort="", **asked):
        self._families = chosen(Family.objects.visible_to(user).with_details(), user=user, **asked)
        self._sort = sort

    @cached_property
    def _number(self):
        return self._families.count()

    def count(self):
        """How many they are, for the paginator."""
        return self._number

    __len__ = count

    def __getitem__(self, span):
        families, numbers = _waiting(self._families), []
        if not self._sort and self._number > MANY:  # those to claim come first, and mostly fill the page
            to_claim = families.alias(to_claim=F("ready__claimable")).filter(~Q(stage=Stage.CLOSED), to_claim=True)
            numbers = self._numbers(to_claim, span)
        if len(numbers) < len(range(self._number)[span]):
            numbers = self._numbers(families, span)
        found = {family.pk: family for family in _of_page(numbers=numbers).families}
        return [found[number] for number in numbers]

    def _numbers(self, families, span):
        return list(in_order(families, self._sort).values_list("pk", flat=True)[span])


@compiled_once
def _of_page(*, numbers):
    return {"families": _waiting(Family.objects.with_details().filter(pk__among=numbers))}


@compiled_once
def _about(*, families):
    ready = Readiness.objects.current().filter(family__among=families)
    return {
        "ready": ready, "surnames": surnames_of(families), "headlines": _headline_names(ready.values("plan")),
        "leads": LeadWorker.objects.current().filter(family__among=families, ends_on=None).select_related("worker"),
    }


def rows(families, user=None):
    """The families of one page as rows, with what this person has to do for each, in a fixed number of queries."""
    families = list(families)
    to_do = due_in(families, user) if user is not None else {}
    ids = [family.pk for family in families]
    told = _about(families=ids)
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
            missing=family.missing if family.pk in ready else None, to_do=tuple(to_do.get(family.pk, ())),
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
