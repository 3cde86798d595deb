"""What results pay, against the figures in the councils' reports."""

from datetime import date

import pytest

from claims.tariff import pence, result_type

IN_2016 = date(2016, 11, 8)


@pytest.mark.parametrize(
    ("framework", "result", "on", "families", "pounds"),
    [
        # Harrow: results of the expanded programme
        ("expanded", "SSP", IN_2016, 188, 150_400),
        ("expanded", "SSP", IN_2016, 1_360, 1_088_000),
        ("expanded", "SSP", IN_2016, 200, 160_000),
        ("expanded", "CE", IN_2016, 122, 97_600),
        ("expanded", "CE", IN_2016, 183, 146_400),
        ("expanded", "SSP", IN_2016, 244, 195_200),
        ("expanded", "SSP", IN_2016, 234, 187_200),
        ("expanded", "SSP", IN_2016, 351, 280_800),
        ("expanded", "SSP", IN_2016, 468, 374_400),
        # Lancashire: the results side of each year of Phase 1
        ("phase-1", "R1+R2", date(2013, 3, 31), 730, 584_000),
        ("phase-1", "R1+R2", date(2013, 4, 1), 731, 1_169_600),
        ("phase-1", "R1+R2", date(2014, 4, 1), 731, 1_754_400),
        # Havering and Hampshire
        ("phase-1", "R3", date(2013, 3, 31), 166, 132_800),
        ("phase-1", "R1", date(2012, 7, 1), 50, 35_000),
        ("phase-1", "R1+R2", date(2012, 7, 1), 50, 40_000),
    ],
)
def test_figures_of_the_councils_are_reproduced(framework, result, on, families, pounds):
    assert families * pence(framework, result, on) == pounds * 100


@pytest.mark.parametrize("on", [date(2012, 4, 1), date(2013, 4, 1), date(2014, 4, 1)])
def test_both_parts_of_a_phase_1_result_make_the_whole(on):
    assert pence("phase-1", "R1", on) + pence("phase-1", "R2", on) == pence("phase-1", "R1+R2", on)
    assert pence("phase-1", "R3", on) == pence("phase-1", "R1+R2", on)


def test_no_rate_is_made_up_before_the_first():
    assert pence("phase-1", "R1", date(2012, 3, 31)) is None
    assert pence("supporting-families", "SSP", date(2021, 3, 31)) is None
    assert pence("expanded", "R1", IN_2016) is None


@pytest.mark.parametrize(
    ("framework", "route", "met", "result"),
    [
        ("expanded", "sustained", ["crime"], "SSP"),
        ("expanded", "employment", ["crime"], "CE"),
        ("supporting-families", "sustained", ["work"], "SSP"),
        ("phase-1", "sustained", ["crime", "education"], "R1"),
        ("phase-1", "sustained", ["education", "work"], "R1+R2"),
        ("phase-1", "sustained", ["work"], "R2"),
        ("phase-1", "employment", [], "R3"),
    ],
)
def test_result_has_the_departments_name(framework, route, met, result):
    assert result_type(framework, route, met) == result
