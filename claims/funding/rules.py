"""What a programme brings in: whole families, pence, years that begin on 1 April. Pure.

Sources: the reports of Lancashire (17 January 2013), Havering, Hampshire, Dudley and Harrow (8 November 2016) to their
committees; the national terms as they quote them.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from claims import tariff
from families.enums import Framework
from families.numbers import half_up, part_of

# A sixth was left out so as not to pay twice for families that other programmes paid for.
PHASE_1_FUNDED = Fraction(5, 6)
THE_USUAL_RESULT = {
    Framework.PHASE_1: "R1+R2", Framework.EXPANDED: tariff.SUSTAINED, Framework.SUPPORTING_FAMILIES: tariff.SUSTAINED,
}


def funded_families(framework, eligible):
    """How many of the eligible families a framework pays for: in Phase 1 five in six, else all."""
    return half_up(eligible * PHASE_1_FUNDED) if framework == Framework.PHASE_1 else eligible


def first_day(year):
    """1 April of the year that `year` (2016 for 2016/17) names."""
    return date(year, 4, 1)


def year_of(day):
    """2016 for every day of 2016/17."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def in_words(year):
    """"2016/17"."""
    return f"{year}/{(year + 1) % 100:02}"


@dataclass(frozen=True)
class YearsIncome:
    """What one year brings: families attached, results claimed, the grant; all money in pence."""

    year: int
    families: int
    results: int
    attachment: int
    result_income: int
    grant: int

    @property
    def before_results(self):
        """What comes whether or not a single result is claimed."""
        return self.attachment + self.grant

    @property
    def total(self):
        """Everything."""
        return self.before_results + self.result_income


def years_income(framework, year, *, families, results=None, percent=100, grant=0):
    """The income of one year in which `families` are attached, and `percent` of `results` (all of them) are claimed.

    Results pay what the usual result of the framework pays on the first day of the year. A framework or year without
    a rate brings nothing.
    """
    results = part_of(families if results is None else results, percent)
    day = first_day(year)
    return YearsIncome(
        year, families, results,
        attachment=families * (tariff.pence(framework, tariff.ATTACHMENT, day) or 0),
        result_income=results * (tariff.pence(framework, THE_USUAL_RESULT[framework], day) or 0),
        grant=grant,
    )


def income_of_all(years):
    """The income of several years as one; its `year` is the first's."""
    return YearsIncome(
        years[0].year, *(
            sum(getattr(year, name) for year in years)
            for name in ("families", "results", "attachment", "result_income", "grant")
        )
    )


@dataclass(frozen=True)
class Stage:
    """Part of a year's attachment money: `percent` of it, and when it is paid."""

    percent: int
    when: str


def attachment_stages(worked_with, allocation):
    """When the second year's attachment money of Phase 1 came, by the share of the first year's families worked with.

    Three quarters or more: all at once. A third or more: half, and the rest once caught up. Less: nothing yet.
    """
    reached = Fraction(worked_with, allocation)
    if reached >= Fraction(75, 100):
        return (Stage(100, "April to June"),)
    if reached >= Fraction(33, 100):
        return (Stage(50, "April to June"), Stage(50, "July to September, if the shortfall is made good"))
    return (Stage(0, "nothing until more families are worked with"),)


@dataclass(frozen=True)
class Statement:
    """A figure somebody stated, beside what the arithmetic gives: `count` of something at `each` pence."""

    count: int
    each: int
    stated: int

    @property
    def computed(self):
        """What the arithmetic gives, in pence."""
        return self.count * self.each

    @property
    def difference(self):
        """Stated less computed, in pence; nought where they agree."""
        return self.stated - self.computed

    @property
    def count_that_fits(self):
        """How many whole ones the stated sum pays for, and what is left over, in pence."""
        return divmod(self.stated, self.each) if self.each else (0, self.stated)
