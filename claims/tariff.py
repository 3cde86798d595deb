"""What a family attached and a result pay: pence, dated, by framework and kind of result. Grants are no part of it.

Phase 1 paid less of each £4,000 up front from year to year, so its result payments grew: £800, £1,600 and £2,400.
Of those, progress to work (R2) was £100 and crime, behaviour and school (R1) the rest; continuous employment (R3)
paid the whole in their place. The £800 and its £700 are on record for 2012/13 (Lancashire's cabinet committee of
17 January 2013; Local Government Lawyer), £1,600 and £2,400 in a tri-borough agenda; the later £1,500 and £2,300 follow
from them. The expanded programme paid £800 for either kind of result (Harrow's scrutiny committee of
8 November 2016). £800 under Supporting Families is a default of ours, to be checked against the grant letter.

For each family attached, Phase 1 paid the rest of the £4,000 up front: £3,200, £2,400 and £1,600 (tri-borough agenda);
the expanded programme paid £1,000 (Harrow). Supporting Families paid grants up front and no fee for each family.

A rate holds until the next one of the same framework and kind begins; the last rate of a framework has no end.
"""

from dataclasses import dataclass
from datetime import date

from families.enums import Framework
from families.facts.enums import ClaimRoute

SUSTAINED = "SSP"
EMPLOYMENT = "CE"
PHASE_1_EMPLOYMENT = "R3"
PROGRESS_TO_WORK_HEADLINE = "work"
ATTACHMENT = "attachment"
MOST_FOR_ONE_FAMILY = 400_000  # pence: all that one family could bring in Phase 1, the most in any phase (Lancashire)


@dataclass(frozen=True)
class Rate:
    """From `first_day` on, a result of this kind, or a family attached, pays `pence`."""

    framework: str
    result: str
    first_day: date
    pence: int


PHASE_1_YEARS = (date(2012, 4, 1), date(2013, 4, 1), date(2014, 4, 1))


def _phase_1(result, *pence_by_year):
    return [Rate(Framework.PHASE_1, result, *pair) for pair in zip(PHASE_1_YEARS, pence_by_year, strict=True)]

RATES = (
    *_phase_1("R1", 70_000, 150_000, 230_000),
    *_phase_1("R2", 10_000, 10_000, 10_000),
    *_phase_1("R1+R2", 80_000, 160_000, 240_000),
    *_phase_1(PHASE_1_EMPLOYMENT, 80_000, 160_000, 240_000),
    *_phase_1(ATTACHMENT, 320_000, 240_000, 160_000),
    # Authorities that started early did so from September 2014.
    Rate(Framework.EXPANDED, SUSTAINED, date(2014, 9, 1), 80_000),
    Rate(Framework.EXPANDED, EMPLOYMENT, date(2014, 9, 1), 80_000),
    Rate(Framework.EXPANDED, ATTACHMENT, date(2014, 9, 1), 100_000),
    # Default of ours.
    Rate(Framework.SUPPORTING_FAMILIES, SUSTAINED, date(2021, 4, 1), 80_000),
    Rate(Framework.SUPPORTING_FAMILIES, EMPLOYMENT, date(2021, 4, 1), 80_000),
)


def result_type(framework, route, met_headlines=()):
    """The department's name for a result: SSP or CE; in Phase 1 R1, R2, R1+R2 or R3.

    `met_headlines` holds the codes of the raised headlines that are met: in Phase 1 they tell R1 from R2.
    """
    if framework != Framework.PHASE_1:
        return EMPLOYMENT if route == ClaimRoute.EMPLOYMENT else SUSTAINED
    if route == ClaimRoute.EMPLOYMENT:
        return PHASE_1_EMPLOYMENT
    progress_to_work = PROGRESS_TO_WORK_HEADLINE in met_headlines
    others = any(code != PROGRESS_TO_WORK_HEADLINE for code in met_headlines)
    if progress_to_work:
        return "R1+R2" if others else "R2"
    return "R1"


def pence(framework, result, on):
    """What one result of this kind claimed on this day, or one family attached on it, pays in pence.

    None where no rate is known for the day.
    """
    rates = [rate for rate in RATES if (rate.framework, rate.result) == (framework, result) and rate.first_day <= on]
    return max(rates, key=lambda rate: rate.first_day).pence if rates else None
