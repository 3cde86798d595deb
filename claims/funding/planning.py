"""What a programme would bring, from how many families are eligible: who is paid for, year by year, and when. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from claims.funding.rules import (
    Stage,
    YearsIncome,
    attachment_stages,
    funded_families,
    income_of_all,
    years_income,
)
from families.enums import Framework
from families.numbers import half_up, part_of, percent_of, split


@dataclass(frozen=True)
class Planned:
    """A programme as planned, over one or more years."""

    framework: str
    eligible: int
    funded: int
    years: tuple[YearsIncome, ...]
    whole: YearsIncome

    @property
    def unfunded(self):
        """The families that are eligible and not paid for: one in six in Phase 1."""
        return self.eligible - self.funded

    @property
    def unplaced(self):
        """How many families paid for are in no year; below nought where the years take too many."""
        return self.funded - self.whole.families

    def shares(self):
        """What per cent of the families of all years each year takes."""
        return [percent_of(year.families, self.whole.families) for year in self.years]


def plan(framework, eligible, first_year, *, counts=(), percents=(), percent=100, grant=0):
    """Plans a programme over the years from `first_year`: with so many families in each, or so many per cent of those
    paid for (which add up to them, none lost to rounding). `percent` of results are claimed; `grant` is a year's pence.
    """
    funded = funded_families(framework, eligible)
    families = counts or split(funded, percents)
    years = tuple(
        years_income(framework, first_year + number, families=count, percent=percent, grant=grant)
        for number, count in enumerate(families)
    )
    return Planned(framework, eligible, funded, years, income_of_all(years))


@dataclass(frozen=True)
class Paid:
    """A stage of a year's attachment money, with its pence."""

    stage: Stage
    pence: int


def attachment_timing(planned, worked_with):
    """When the second year's attachment money comes, by how many of the first year's families were worked with.

    Only Phase 1 made it wait; of the others, and of a plan of one year, nothing is said (empty).
    """
    if planned.framework != Framework.PHASE_1 or len(planned.years) < 2 or not planned.years[0].families:
        return []
    second = planned.years[1].attachment
    return [
        Paid(stage, half_up(Fraction(second * stage.percent, 100)))
        for stage in attachment_stages(worked_with, planned.years[0].families)
    ]


@dataclass(frozen=True)
class ShareStated:
    """A share that somebody stated: `part` of `whole`, said to be `stated` per cent (a Decimal)."""

    part: int
    whole: int
    stated: object

    @property
    def computed(self):
        """What per cent it is, to two decimals."""
        return percent_of(self.part, self.whole)

    @property
    def difference(self):
        """Stated less computed, in percentage points."""
        return self.stated - self.computed

    @property
    def part_that_fits(self):
        """How many whole ones the stated share is."""
        return part_of(self.whole, self.stated)
