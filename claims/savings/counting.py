"""What the facts say about outcomes before and after engagement, and what that is worth."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from django.utils import timezone

from claims.exports.writing import Pounds
from claims.savings.costs import EVENT, overridden, shipped
from claims.savings.models import AvertedCost, OwnUnitCost, SavingsAssumptions
from claims.savings.rules import Assumptions, Change, savings
from families.models import District, Family

SQL = (Path(__file__).parent / "changes.sql").read_text(encoding="utf-8")
MONTHS = 12


@dataclass(frozen=True)
class Reckoning:
    """What savings are reckoned with on a day, and who answers for it (nobody: nothing was set yet)."""

    assumptions: Assumptions = field(default_factory=Assumptions)
    months: int = MONTHS
    lag_months: int = 0
    cost_per_family: int = 0
    set_by: SavingsAssumptions | None = None


def reckoning(on=None):
    """The assumptions in force on a day (today)."""
    row = SavingsAssumptions.objects.filter(from_day__lte=on or timezone.localdate()).select_related("owner").last()
    if row is None:
        return Reckoning()
    return Reckoning(
        Assumptions(row.deadweight, row.impact, row.optimism), row.months, row.lag_months, row.cost_per_family, row
    )


def unit_costs(on=None):
    """The unit costs in force on a day (today), the authority's own in the place of those that ship."""
    own = OwnUnitCost.objects.filter(from_day__lte=on or timezone.localdate()).order_by("from_day")
    return overridden(shipped(), {row.code: row for row in own})


@dataclass
class Line:
    """One outcome, bearer, district or family, with what it adds up to. Money in pence; `potential` is what costs held
    to have been averted would have come to, and no part of the others."""

    name: str
    families: int = 0
    unseen: int = 0
    before: int = 0
    after: int = 0
    gross: int = 0
    net: int = 0
    potential: int = 0


@dataclass(frozen=True)
class Savings:
    """The savings of the families chosen, as lines that each add up to the same totals."""

    families: int
    by_outcome: list
    by_bearer: list
    by_district: list
    by_family: dict
    total: Line
    programme_cost: int

    @property
    def after_cost(self):
        """The net benefit less what the work cost, in pence."""
        return self.total.net - self.programme_cost


def reckon(*, framework="", district=None, references=None, on=None, known_at=None):
    """The savings of the families of a framework, a district, a sample of references, or all of them.

    As of `on` (today), by the facts that were known at `known_at` (now).
    """
    on = on or timezone.localdate()
    costs, with_what = unit_costs(on), reckoning(on)
    chosen = None
    if references is not None:
        chosen = list(Family.objects.filter(reference__in=references).values_list("pk", flat=True))
    rows = _rows(costs, with_what, framework=framework, district=district, families=chosen, on=on, known_at=known_at)
    changes = [Change(*row[:5]) for row in rows]
    return _added_up(changes, {row[0]: row[5] for row in rows}, costs, with_what)


def _rows(costs, with_what, *, framework, district, families, on, known_at):
    outcomes = [
        {"code": cost.code, "shape": cost.shape, "kind": kind}
        for cost in costs for kind in cost.kinds
    ]
    with connection.cursor() as cursor:
        cursor.execute(SQL, {
            "outcomes": json.dumps(outcomes), "months": with_what.months, "lag_months": with_what.lag_months,
            "as_of": on, "known_at": known_at, "framework": framework, "district": district,
            "families": families,
        })
        return cursor.fetchall()


def _added_up(changes, district_of, costs, with_what):
    by_code = {cost.code: cost for cost in costs}
    outcomes = {code: Line(cost.name) for code, cost in by_code.items() if cost.is_counted}
    for change in changes:
        line = outcomes[change.code]
        if change.seen:
            line.families, line.before, line.after = (
                line.families + 1, line.before + change.before, line.after + change.after
            )
        else:
            line.unseen += 1
    names = dict(District.objects.values_list("pk", "name"))
    families = dict(
        Family.objects.filter(pk__in=district_of).order_by("reference").values_list("pk", "reference")
    )
    of_family = {pk: Line(reference) for pk, reference in families.items()}
    districts, bearers, total = defaultdict(lambda: Line("")), Counter(), Line("All outcomes")
    for district in district_of.values():
        districts[district].families += 1
    total.families = len(district_of)
    for saving in savings(changes, costs, with_what.assumptions):
        lines = (outcomes[saving.code], of_family[saving.family_id], districts[district_of[saving.family_id]], total)
        for line in lines:
            line.gross += saving.gross
            line.net += saving.net
        for name, pence in by_code[saving.code].shares(saving.net):
            bearers[name] += pence
    for averted in AvertedCost.objects.filter(family__in=district_of):
        for line in (of_family[averted.family_id], districts[district_of[averted.family_id]], total):
            line.potential += averted.number * by_code[averted.code].pence
    for pk, line in districts.items():
        line.name = names.get(pk, "No district")
    return Savings(
        families=len(district_of), by_outcome=list(outcomes.items()),
        by_bearer=sorted(bearers.items()), by_district=sorted(districts.values(), key=lambda line: line.name),
        by_family=of_family, total=total, programme_cost=len(district_of) * with_what.cost_per_family,
    )


FILE_COLUMNS = (
    "by", "code", "name", "families", "families_not_seen", "before", "after", "gross", "net", "potential", "basis",
)
BASIS = "no counterfactual"


def file_rows(found):
    """The savings as rows of a file: each way of adding them up, and the total."""
    for code, line in found.by_outcome:
        yield (
            "outcome", code, line.name, line.families, line.unseen, line.before, line.after, Pounds(line.gross),
            Pounds(line.net), None, BASIS,
        )
    for name, pence in found.by_bearer:
        yield ("bearer", None, name, None, None, None, None, None, Pounds(pence), None, BASIS)
    for line in found.by_district:
        yield _file_row("district", line, line.families)
    for line in found.by_family.values():
        yield _file_row("family", line, 1)
    yield _file_row("total", found.total, found.total.families)


def _file_row(by, line, families):
    return (
        by, None, line.name, families, None, None, None, Pounds(line.gross), Pounds(line.net), Pounds(line.potential),
        BASIS,
    )


def amount_in_words(cost, units):
    """So many units of an outcome as people say it: "12", or "340 days"."""
    return f"{units:,}" if cost.shape in (EVENT, "start") else f"{units:,} day{'' if units == 1 else 's'}"
