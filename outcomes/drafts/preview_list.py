"""What a preview shows: its totals, and the families that would change, as rows of a page and of a file."""

import csv
import io
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, Sum, When
from django.db.models.functions import Coalesce

from families.facts.datasets.cells import FORMULA_STARTS
from families.models import Person
from outcomes.enums import ChunkState, ClaimEffect, Direction, Status
from outcomes.models import PreviewedFamily
from outcomes.wording import day, pounds

COLUMNS = (
    "family_ref", "direction", "claim", "claimable_before", "claimable_after", "earliest_on_before",
    "earliest_on_after", "sustained_before", "sustained_after", "employment_before", "employment_after",
    "amount_before", "amount_after", "verdicts_changed",
)


@dataclass(frozen=True)
class Progress:
    """How far a preview has come: parts done of all, families looked at, and whether a part fails again and again."""

    done: int
    parts: int
    judged: int
    is_failing: bool


def progress_of(preview):
    """How far a preview has come."""
    counts = preview.chunks.aggregate(
        parts=Count("pk"), done=Count("pk", filter=Q(state=ChunkState.DONE)), judged=Coalesce(Sum("judged"), 0),
        failing=Count("pk", filter=Q(state=ChunkState.WAITING, attempts__gte=3)),
    )
    return Progress(counts["done"], counts["parts"], counts["judged"], counts["failing"] > 0)


def totals_of(preview):
    """How many families go which way, what becomes of claims, and the pounds before and after."""
    rows = preview.rows
    found = rows.aggregate(
        before=Coalesce(Sum("pence_before"), 0), after=Coalesce(Sum("pence_after"), 0), families=Count("pk"),
        **{code: Count("pk", filter=Q(direction=code)) for code in Direction.values},
        **{code: Count("pk", filter=Q(claim=code)) for code in ClaimEffect.values if code},
    )
    difference = found["after"] - found["before"]
    return {
        "families": found["families"],
        "directions": [(label, found[code]) for code, label in Direction.choices],
        "claims": [(label, found[code]) for code, label in ClaimEffect.choices if code],
        "before": pounds(found["before"]), "after": pounds(found["after"]),
        "difference": f"{'+' if difference > 0 else ''}{pounds(difference)}",
    }


def chosen(preview, *, direction="", claim="", change=""):
    """The families of a preview that fit what was chosen: those that come nearer, those that fall back, the rest."""
    by_direction = Case(*(When(direction=code, then=place) for place, code in enumerate(Direction.values)))
    rows = preview.rows.select_related("family").order_by(by_direction, "family__reference")
    rows = rows.filter(direction=direction) if direction else rows
    rows = rows.filter(claim=claim) if claim else rows
    return rows.filter(**{f"changes_{change}": True}) if change else rows


@dataclass(frozen=True)
class Row:
    """One family that would change, in words."""

    row: PreviewedFamily
    now: str
    then: str
    verdicts: list[str]
    worth: str
    claim: str
    direction: str


def rows(found):
    """The families of one page as rows, in a fixed number of queries."""
    found = list(found)
    ids = {verdict[2] for row in found for verdict in row.verdicts if verdict[2]}
    people = dict(Person.objects.filter(pk__in=ids).values_list("pk", "reference"))
    return [
        Row(
            row=row, now=_says(row.before), then=_says(row.after), direction=Direction(row.direction).label,
            verdicts=[_verdict(verdict, people) for verdict in row.verdicts],
            claim=ClaimEffect(row.claim).label if row.claim else "", worth=_worth(row),
        )
        for row in found
    ]


def _says(readiness):
    """What is said of a family's claim, in a few words."""
    if readiness is None:
        return "Not open on that day"
    if readiness["claimable"]:
        return "Can be claimed"
    if not readiness["eligible"]:
        return "Not eligible"
    if readiness["blockers"]:
        return "Something besides the route is missing"
    if readiness["earliest_on"]:
        return f"From {_day(readiness['earliest_on'])}"
    route = readiness["sustained"] or readiness["employment"]
    return Status(route).label if route else "No route"


def _day(text):
    return day(date.fromisoformat(text))


def _verdict(verdict, people):
    headline, criterion, person, was, is_now = verdict
    who = f", {people[person]}" if person in people else ""
    return f"{headline}, {criterion}{who}: {_status(was)} → {_status(is_now)}"


def _status(said):
    if said is None:
        return "none"
    status, _, due_on = said
    label = Status(status).label
    return f"{label}, from {_day(due_on)}" if due_on else label


def _worth(row):
    one, other = (pounds(pence) if pence is not None else "–" for pence in (row.pence_before, row.pence_after))
    return one if one == other else f"{one} → {other}"


def as_csv(found):
    """The families as CSV: UTF-8, lines ending in CR LF, amounts in pounds, nothing that a spreadsheet computes."""
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(COLUMNS)
    for row in found.iterator(chunk_size=2000):
        before, after = row.before or {}, row.after or {}
        out.writerow(_harmless(cell) for cell in (
            row.family.reference, row.direction, row.claim, _yes(before), _yes(after), before.get("earliest_on", ""),
            after.get("earliest_on", ""), before.get("sustained", ""), after.get("sustained", ""),
            before.get("employment", ""), after.get("employment", ""), _amount(row.pence_before),
            _amount(row.pence_after), str(len(row.verdicts)),
        ))
    return text.getvalue()


def _yes(readiness):
    return "yes" if readiness.get("claimable") else "no"


def _amount(pence):
    return "" if pence is None else f"{pence // 100}.{pence % 100:02}"


def _harmless(cell):
    return f"'{cell}" if cell[:1] and cell[0] in FORMULA_STARTS else cell
