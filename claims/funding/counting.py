"""What was agreed, what has come of it, and what may still come: asked of the database, one query each."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from claims import tariff
from claims.enums import HOLDS_MONEY, SENT
from claims.funding.models import FundingYear
from claims.funding.rules import YearsIncome, income_of_all, year_of, years_income
from claims.models import Claim
from claims.money.counting import owed_back
from families.models import FamilyDetails
from families.numbers import percent_of


@dataclass(frozen=True)
class Sums:
    """So many claims, and their pence."""

    number: int = 0
    pence: int = 0

    def __add__(self, other):
        return Sums(self.number + other.number, self.pence + other.pence)


@dataclass(frozen=True)
class Year:
    """One year of a framework: what was agreed (None where nothing is recorded) and what came of it.

    What is owed back stands in the year in which it was paid: claims found not valid, or withdrawn after payment.
    """

    year: int
    agreed: FundingYear | None
    due: YearsIncome | None
    identified: int = 0
    engaged: int = 0
    submitted: Sums = field(default_factory=Sums)
    paid: Sums = field(default_factory=Sums)
    owed: Sums = field(default_factory=Sums)

    @property
    def engaged_share(self):
        """What per cent of the families agreed were engaged; None where nothing was agreed."""
        return percent_of(self.engaged, self.agreed.families) if self.agreed else None

    @property
    def not_attached(self):
        """How many families were engaged beyond those agreed: worked with, and attached to no money."""
        return max(0, self.engaged - self.agreed.families) if self.agreed else 0

    @property
    def claimed_share(self):
        """What per cent of the results agreed were claimed; None where nothing was agreed."""
        return percent_of(self.submitted.number, self.agreed.results) if self.agreed else None


def years_of(framework):
    """Every year of a framework for which something was agreed or has happened, the first first."""
    agreed = {row.year: row for row in FundingYear.objects.filter(framework=framework)}
    identified = _families(framework, "identified_on")
    engaged = _families(framework, "engaged_on")
    submitted = _claims(framework, SENT, "claimed_on", "amount")
    paid = _claims(framework, HOLDS_MONEY, "paid_on", "paid_amount")
    owed = _owed(framework)
    return [
        Year(
            year, agreed.get(year), _due(agreed.get(year)), identified.get(year, 0), engaged.get(year, 0),
            submitted.get(year, Sums()), paid.get(year, Sums()), owed.get(year, Sums()),
        )
        for year in sorted({*agreed, *identified, *engaged, *submitted, *paid, *owed})
    ]


def _due(agreed):
    return agreed and years_income(
        agreed.framework, agreed.year, families=agreed.families, results=agreed.results, grant=agreed.grant
    )


def all_years(years):
    """The years as one; what was agreed adds up over the years for which it is recorded."""
    due = [year.due for year in years if year.due]
    return {
        "due": income_of_all(due) if due else None,
        "identified": sum(year.identified for year in years), "engaged": sum(year.engaged for year in years),
        "not_attached": sum(year.not_attached for year in years),
        "submitted": sum((year.submitted for year in years), Sums()),
        "paid": sum((year.paid for year in years), Sums()), "owed": sum((year.owed for year in years), Sums()),
    }


def _families(framework, name):
    counted = (
        FamilyDetails.objects.current().filter(framework=framework, **{f"{name}__isnull": False})
        .values(y=ExtractYear(name), m=ExtractMonth(name)).annotate(number=Count("pk")).order_by()
    )
    found = {}
    for row in counted:
        year = year_of(date(row["y"], row["m"], 1))
        found[year] = found.get(year, 0) + row["number"]
    return found


def _claims(framework, statuses, name, pence):
    counted = (
        Claim.objects.filter(framework=framework, status__in=statuses).filter(~Q(**{name: None}))
        .values(y=ExtractYear(name), m=ExtractMonth(name))
        .annotate(number=Count("pk"), pence=Sum(F(pence), default=0)).order_by()
    )
    found = {}
    for row in counted:
        year = year_of(date(row["y"], row["m"], 1))
        found[year] = found.get(year, Sums()) + Sums(row["number"], row["pence"])
    return found


def _owed(framework):
    found = {}
    for claim in owed_back().filter(framework=framework):
        year = year_of(claim.paid_on)
        found[year] = found.get(year, Sums()) + Sums(1, claim.owed)
    return found


def scenario(framework, years, percent):
    """The income of every year agreed, had `percent` of its results been claimed, and all of them together."""
    incomes = [
        years_income(
            framework, year.year, families=year.agreed.families, results=year.agreed.results, percent=percent,
            grant=year.agreed.grant,
        )
        for year in years if year.agreed
    ]
    return incomes, income_of_all(incomes) if incomes else None


def usual_pence(framework, route, on):
    """What a result of this route usually pays on a day, in pence; nought where no rate is known."""
    met = ("work", "other") if framework == "phase-1" else ()
    return tariff.pence(framework, tariff.result_type(framework, route, met), on) or 0
