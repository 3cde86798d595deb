"""Each year of a framework against its target: families identified and engaged, results claimed, who is behind each.

Sources: the reports of Hampshire (546 identified against 530) and Havering (170 engaged of 208) to their committees.
"""

from dataclasses import dataclass

from django.db.models import F

from claims.enums import SENT
from claims.funding.counting import years_of
from claims.funding.rules import first_day
from claims.models import Claim
from families.models import FamilyDetails
from families.numbers import percent_of

WHAT = {"identified": "Identified", "engaged": "Engaged", "claimed": "Claimed"}


@dataclass(frozen=True)
class Figure:
    """A number reached against a target (None: nothing was agreed)."""

    what: str
    number: int
    target: int | None

    @property
    def words(self):
        """What was counted."""
        return WHAT[self.what]

    @property
    def share(self):
        """What per cent of the target was reached, to two decimals; None without one."""
        return percent_of(self.number, self.target)

    @property
    def difference(self):
        """How many more than the target, below nought for fewer; None without one."""
        return None if self.target is None else self.number - self.target

    @property
    def apart(self):
        """By how many it is more or fewer than the target; None without one."""
        return None if self.target is None else abs(self.difference)


@dataclass(frozen=True)
class BoardYear:
    """One year: its targets, what was reached, and what share of all years' families its target is."""

    year: int
    families: int | None
    results: int | None
    share_of_all: object
    figures: tuple[Figure, ...]


def board_of(framework):
    """Every year of a framework with what was reached in it, and all of them as the last."""
    years = years_of(framework)
    agreed = [year.agreed for year in years if year.agreed]
    families, results = sum(row.families for row in agreed), sum(row.results for row in agreed)
    rows = [
        board_year(
            year.year, year.agreed and year.agreed.families, year.agreed and year.agreed.results, families,
            year.identified, year.engaged, year.submitted.number,
        )
        for year in years
    ]
    if not rows:
        return [], None
    reached = [sum(row.figures[index].number for row in rows) for index in range(len(WHAT))]
    return rows, board_year(None, families if agreed else None, results if agreed else None, families, *reached)


def board_year(year, families, results, of_all, *reached):
    """One year from its targets and the three numbers reached."""
    targets = (families, families, results)
    return BoardYear(
        year, families, results, None if families is None else percent_of(families, of_all),
        tuple(Figure(what, number, target) for what, number, target in zip(WHAT, reached, targets, strict=True)),
    )


def families_behind(framework, year, what):
    """Who is behind a figure, as rows with `family`, `on` and `reference`, in the order of the day."""
    days = {"gte": first_day(year), "lt": first_day(year + 1)}
    if what == "claimed":
        rows = Claim.objects.filter(framework=framework, status__in=SENT)
        rows = rows.annotate(on=F("claimed_on"))
    else:
        rows = FamilyDetails.objects.current().filter(framework=framework)
        rows = rows.annotate(on=F(f"{what}_on"))
    rows = rows.filter(**{f"on__{side}": day for side, day in days.items()})
    return rows.select_related("family").order_by("on", "family__reference", "pk")
