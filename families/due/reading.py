"""What one person has to do, from the records themselves: a fixed number of queries, for 18 families or 180."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, JSONObject, Least
from django.urls import reverse
from django.utils.timezone import localdate

from families.due import plan_sources, purpose_sources  # noqa: F401  (add what plans and purposes make due)
from families.due.enums import Period
from families.due.sources import SOURCES, Scope, narrowed, scope_of
from families.members import surnames_of
from families.models import Family
from families.together import compiled_once

WEEK = timedelta(days=7)
NO_DAY = Cast(Value(None), DateField())
NO_FAMILY = Cast(Value(None), BigIntegerField())


@dataclass(frozen=True)
class ToDo:
    """One thing to do: by when (None: no day), what, for which family (None: for none yet), and where it is done.

    `whose` says for whom, with the surname of the family's main adult where the list is not made for families at hand.
    """

    on: date | None
    period: str
    says: str
    family: Family | None
    whose: str
    url: str


def dated(source, scope):
    """What a source gives in a scope, each row with the day by which (`due_by`) and its heading (`period`)."""
    on = F(source.on) if isinstance(source.on, str) else source.on
    on = NO_DAY if on is None else Cast(on, DateField())
    return source.rows(scope).annotate(due_by=on).annotate(period=Case(
        When(due_by=None, then=Value(Period.ANY_TIME.value)),
        When(due_by__lt=scope.today, then=Value(Period.OVERDUE.value)),
        When(due_by=scope.today, then=Value(Period.TODAY.value)),
        When(due_by__lte=scope.today + WEEK, then=Value(Period.WEEK.value)),
        default=Value(Period.LATER.value), output_field=CharField(),
    )).order_by()


def _rows(sources, scope, period=""):
    """What these sources give in a scope, the most overdue first."""
    parts = [_part(one, scope, period) for one in sources]
    whole = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return whole.order_by(F("line_on").asc(nulls_last=True), "line_code", "line_row")


def _part(source, scope, period):
    rows = dated(source, scope)
    if period:
        rows = rows.filter(period=period)
    return rows.values(
        line_code=Value(source.code, CharField()), line_row=F("pk"), line_on=F("due_by"), line_when=F("period"),
        line_family=F(f"{source.family}_id") if source.family else NO_FAMILY, line_said=JSONObject(**source.fields),
    )


@compiled_once
def _families(*, ids):
    return {"families": Family.objects.filter(pk__among=ids), "surnames": surnames_of(ids)}


class DueList:
    """What is due in one scope, the most overdue first, as something a paginator can page through.

    `sources` are the sorts, if not all.
    """

    def __init__(self, scope, *, period="", sources=None):
        self._scope, self._sources = scope, SOURCES if sources is None else sources
        self._index = _rows(self._sources, scope, period)

    def counts(self):
        """How many things there are under each heading: every `Period`, in its order, with a number. One query."""
        parts = [dated(one, self._scope).values("period").annotate(number=Count("pk")) for one in self._sources]
        found = dict.fromkeys(Period.values, 0)
        for row in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
            found[row["period"]] += row["number"]
        return {Period(period): number for period, number in found.items()}

    def count(self):
        """How many there are, for the paginator."""
        return self._index.count()

    __len__ = count

    def __getitem__(self, span):
        rows = list(self._index[span])
        told = _families(ids={row["line_family"] for row in rows if row["line_family"]})
        families, surnames = {family.pk: family for family in told.families}, dict(told.surnames)
        return [
            _to_do(row, families.get(row["line_family"]), surnames.get(row["line_family"]) or "") for row in rows
        ]


def _to_do(row, family, surname=""):
    [source] = [one for one in SOURCES if one.code == row["line_code"]]
    said = {**row["line_said"], "token": family and str(family.token)}
    name, parts = source.page(said)
    whose = ", ".join(filter(None, [family.reference, surname])) if family else source.whose
    return ToDo(row["line_on"], row["line_when"], source.says(said), family, whose, reverse(name, kwargs=parts))


def due_in(families, user):
    """Family id -> what is to be done for it, the most overdue first, for the families of one page. One query."""
    by_id = {family.pk: family for family in families}
    found = {pk: [] for pk in by_id}
    told = _due_in(
        families=list(by_id), user=user.pk, role=user.role, district=user.district_id, agency=user.agency,
        today=localdate(),
    )
    for row in told.rows:
        if row["line_family"] is not None:
            found[row["line_family"]].append(_to_do(row, by_id[row["line_family"]]))
    return found


@compiled_once(reckoned_from=["today"])
def _due_in(*, families, user, role, district, agency, today):
    asking = get_user_model()(pk=user, role=role, district_id=district, agency=agency)
    scope = replace(narrowed(scope_of(asking), families), today=today)
    return {"rows": _rows([one for one in SOURCES if one.family], scope)}


def first_due():
    """An expression on families: the first day on which something is to be done for the family, whoever asks."""
    this = Scope(None, Family.objects.filter(pk=OuterRef(OuterRef("pk"))).values("pk"), localdate())
    return Least(*(
        Subquery(
            dated(one, this).filter(due_by__isnull=False).order_by("due_by").values("due_by")[:1],
            output_field=DateField(),
        )
        for one in SOURCES if one.family and one.on is not None
    ))


def having_due(scope, period, codes=()):
    """A condition on families: something to do for them stands under a heading, of some sorts or of any."""
    condition = Q(pk__in=[])
    for source in SOURCES:
        if source.family and (not codes or source.code in codes):
            rows = dated(source, scope).filter(period=period)
            condition |= Q(pk__in=rows.values(f"{source.family}_id"))
    return condition
