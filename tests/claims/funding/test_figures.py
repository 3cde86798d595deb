"""Funding against the figures in councils' reports, through the arithmetic that the pages use."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from claims.funding.planning import ShareStated, attachment_timing, plan
from claims.funding.rules import (
    Stage,
    Statement,
    attachment_stages,
    funded_families,
    in_words,
    income_of_all,
    year_of,
    years_income,
)
from families.numbers import half_up, part_of, percent_of, split
from families.pipeline.rules import Area

POUNDS = 100


# Lancashire, January 2013

LANCASHIRE = [
    years_income("phase-1", year, families=families) for year, families in ((2012, 730), (2013, 731), (2014, 731))
]


@pytest.mark.parametrize(
    ("income", "families", "attachment", "results", "total"),
    [
        (LANCASHIRE[0], 730, 2_336_000, 584_000, 2_920_000),
        (LANCASHIRE[1], 731, 1_754_400, 1_169_600, 2_924_000),
        (LANCASHIRE[2], 731, 1_169_600, 1_754_400, 2_924_000),
        (income_of_all(LANCASHIRE), 2_192, 5_260_000, 3_508_000, 8_768_000),
    ],
)
def test_lancashires_three_years(income, families, attachment, results, total):
    assert (income.families, income.attachment, income.result_income, income.total) == (
        families, attachment * POUNDS, results * POUNDS, total * POUNDS,
    )


def test_lancashires_funded_families_are_five_in_six_and_not_85_per_cent():
    assert funded_families("phase-1", 2_630) == 2_192
    assert Fraction(85, 100) * 2_630 == Fraction("2235.5")
    assert funded_families("expanded", 1_360) == 1_360


def test_lancashires_budget_is_less_than_all_its_funding():
    budget = (950_000 + 3_430_000 + 120_000) * POUNDS
    assert income_of_all(LANCASHIRE).total - budget == 4_268_000 * POUNDS


def test_lancashires_programme_is_planned_from_the_families_that_are_eligible():
    planned = plan("phase-1", 2_630, 2012, counts=(730, 731, 731))
    assert (planned.funded, planned.unfunded, planned.unplaced) == (2_192, 438, 0)
    assert list(planned.years) == LANCASHIRE
    assert planned.whole.total == 8_768_000 * POUNDS
    assert plan("phase-1", 2_630, 2012, counts=(730, 731, 700)).unplaced == 31


def test_lancashires_families_on_the_other_programme():
    assert Area("Lancashire", 177, 83, 0, estimate=0).in_pipeline == 260


# Harrow, November 2016

GRANT = 150_000 * POUNDS
HARROW = {
    2015: years_income("expanded", 2015, families=244, grant=GRANT),
    2016: years_income("expanded", 2016, families=468, grant=GRANT),
}


def test_harrows_five_years():
    whole = years_income("expanded", 2015, families=1_360, grant=5 * GRANT)
    assert (whole.attachment, whole.grant, whole.result_income, whole.total) == (
        1_360_000 * POUNDS, 750_000 * POUNDS, 1_088_000 * POUNDS, 3_198_000 * POUNDS,
    )


def test_harrows_money_before_results():
    assert HARROW[2016].before_results == 618_000 * POUNDS
    assert HARROW[2015].before_results == 394_000 * POUNDS


def test_harrows_most_in_each_year():
    assert [HARROW[year].total for year in (2015, 2016)] == [589_200 * POUNDS, 992_400 * POUNDS]


@pytest.mark.parametrize(
    ("families", "percent", "results", "pounds"),
    [
        (244, 50, 122, 97_600), (244, 75, 183, 146_400), (244, 100, 244, 195_200),
        (468, 50, 234, 187_200), (468, 75, 351, 280_800), (468, 100, 468, 374_400),
    ],
)
def test_harrows_scenarios(families, percent, results, pounds):
    income = years_income("expanded", 2016, families=families, percent=percent)
    assert (income.results, income.result_income) == (results, pounds * POUNDS)


def test_harrows_results_in_sight_are_rounded_in_the_report():
    income = years_income("expanded", 2016, families=468, results=188, grant=GRANT)
    assert income.result_income == 150_400 * POUNDS
    assert income.total == 768_400 * POUNDS


def test_harrows_minimum_of_200_families_does_not_give_its_150_000():
    said = Statement(count=200, each=80_000, stated=150_000 * POUNDS)
    assert said.computed == 160_000 * POUNDS
    assert said.difference == -10_000 * POUNDS
    assert said.count_that_fits == (187, 400 * POUNDS)


def test_harrows_families_still_to_attach():
    attached = income_of_all(list(HARROW.values())).families
    assert attached == 712
    assert Area("Harrow", attached, 0, 0, estimate=1_360).remaining == 648


# Havering

def test_haverings_years_add_up_to_its_families():
    assert split(415, (40, 50, 10)) == [166, 208, 41]
    assert [half_up(Fraction(415 * percent, 100)) for percent in (40, 50, 10)] == [166, 208, 42]


def test_haverings_programme_is_planned_by_shares():
    planned = plan("phase-1", 498, 2012, percents=(40, 50, 10))
    assert (planned.funded, [year.families for year in planned.years]) == (415, [166, 208, 41])
    assert planned.shares() == [Decimal("40.00"), Decimal("50.12"), Decimal("9.88")]


@pytest.mark.parametrize(
    ("worked_with", "paid"), [(125, [499_200]), (124, [249_600, 249_600]), (55, [249_600, 249_600]), (54, [0])]
)
def test_haverings_second_year_waits_for_the_families_of_the_first(worked_with, paid):
    planned = plan("phase-1", 498, 2012, percents=(40, 50, 10))
    assert [part.pence for part in attachment_timing(planned, worked_with)] == [each * POUNDS for each in paid]


def test_only_phase_1_made_the_second_years_money_wait():
    assert attachment_timing(plan("expanded", 712, 2015, counts=(244, 468)), 10) == []
    assert attachment_timing(plan("phase-1", 498, 2012, counts=(415,)), 10) == []
    assert attachment_timing(plan("phase-1", 498, 2012, counts=(0, 415)), 10) == []


def test_haverings_shares():
    assert percent_of(170, 208) == Decimal("81.73")
    assert part_of(166, 6) == 10
    assert percent_of(10, 166) == Decimal("6.02")


def test_haverings_first_year():
    income = years_income("phase-1", 2012, families=166)
    assert (income.attachment, income.result_income) == (531_200 * POUNDS, 132_800 * POUNDS)


# Hampshire

HAMPSHIRE = [
    years_income("phase-1", year, families=families) for year, families in ((2012, 530), (2013, 712), (2014, 348))
]


def test_hampshires_families_and_their_shares():
    families = [income.families for income in HAMPSHIRE]
    assert sum(families) == 1_590
    assert [percent_of(count, 1_590) for count in families] == [Decimal("33.33"), Decimal("44.78"), Decimal("21.89")]


def test_hampshires_families_identified_against_target():
    assert percent_of(546, 530) == Decimal("103.02")
    assert Area("Hampshire", 546, 0, 0, estimate=530).remaining == -16


def test_hampshires_three_years():
    whole = income_of_all(HAMPSHIRE)
    assert (whole.attachment, whole.result_income, whole.total) == (
        3_961_600 * POUNDS, 2_398_400 * POUNDS, 6_360_000 * POUNDS,
    )


def test_hampshires_first_results():
    assert Statement(count=50, each=70_000, stated=35_000 * POUNDS).difference == 0
    assert years_income("phase-1", 2012, families=0, results=50).result_income == 40_000 * POUNDS


@pytest.mark.parametrize(("percent", "families"), [(22, 120), (29, 158), (80, 437), (16, 87), (30, 164)])
def test_hampshires_percentages_of_546(percent, families):
    assert part_of(546, percent) == families


def test_hampshires_third_is_rather_less():
    said = ShareStated(150, 546, Decimal("33.33"))
    assert (said.computed, said.difference, said.part_that_fits) == (Decimal("27.47"), Decimal("5.86"), 182)
    assert [percent_of(150, whole) for whole in (546, 500, 530)] == [
        Decimal("27.47"), Decimal("30.00"), Decimal("28.30"),
    ]


# Dudley and others

def test_dudleys_shares():
    assert part_of(740, 63) == 466
    assert (part_of(740, 50), part_of(740, 90)) == (370, 666)


def test_dudleys_factor_of_three_is_rather_more():
    said = ShareStated(2_500, 740, Decimal(300))
    assert (said.computed, said.difference, said.part_that_fits) == (Decimal("337.84"), Decimal("-37.84"), 2_220)
    assert percent_of(2_500, 740) == Decimal("337.84")
    assert part_of(740, 300) == 2_220


def test_devons_claims():
    assert percent_of(117, 1_370) == Decimal("8.54")
    assert percent_of(1_253, 1_370) == Decimal("91.46")
    assert half_up(Fraction(1_370 * 5 * 10, 60)) == 1_142  # tenths of an hour


def test_shropshires_money_is_more_than_its_families_bring():
    said = Statement(count=363, each=180_000, stated=769_400 * POUNDS)
    assert (said.computed, said.difference) == (653_400 * POUNDS, 116_000 * POUNDS)


def test_east_sussexs_three_quarters():
    assert Fraction(757 * 75, 100) == Fraction("567.75")
    assert part_of(757, 75) == 568


# The arithmetic itself

@pytest.mark.parametrize("total", [0, 1, 2, 7, 415, 1_360])
@pytest.mark.parametrize("percents", [(100,), (40, 50, 10), (33, 33, 34), (0, 100, 0), (1,) * 100])
def test_split_adds_up_and_stays_within_one(total, percents):
    shares = split(total, percents)
    assert sum(shares) == total
    assert all(abs(share - Fraction(total * percent, 100)) < 1 for share, percent in zip(shares, percents, strict=True))


@pytest.mark.parametrize("percents", [(50, 49), (60, 50), (150, -50)])
def test_split_refuses_shares_that_are_not_the_whole(percents):
    with pytest.raises(ValueError, match="do not add up to 100%"):
        split(10, percents)


@pytest.mark.parametrize(("number", "rounded"), [("2.5", 3), ("2.49", 2), ("-2.5", -3), ("0.5", 1), ("7", 7)])
def test_half_up_rounds_halves_away_from_nought(number, rounded):
    assert half_up(Fraction(number)) == rounded


def test_percent_of_nothing_is_none():
    assert percent_of(1, 0) is None


@pytest.mark.parametrize(
    ("worked_with", "stages"),
    [
        (75, (Stage(100, "April to June"),)),
        (74, (Stage(50, "April to June"), Stage(50, "July to September, if the shortfall is made good"))),
        (33, (Stage(50, "April to June"), Stage(50, "July to September, if the shortfall is made good"))),
        (32, (Stage(0, "nothing until more families are worked with"),)),
    ],
)
def test_attachment_money_of_the_second_year_waits_for_the_first_years_families(worked_with, stages):
    assert attachment_stages(worked_with, 100) == stages


def test_years_begin_in_april():
    assert [year_of(day) for day in (date(2016, 3, 31), date(2016, 4, 1), date(2017, 1, 1))] == [2015, 2016, 2016]
    assert in_words(1999) == "1999/00"
