"""The pipeline against the table of Lancashire's cabinet committee, January 2013."""

from decimal import Decimal

import pytest

from families.pipeline.rules import Area, total

# active plan, awaiting a lead worker, information gathering, remaining (as printed), estimate; a blank is none
LANCASHIRE = {
    "Preston": (11, 12, 20, 251, 294),
    "West Lancs": (0, 11, 9, 169, 189),
    "Chorley": (0, 0, 20, 142, 162),
    "South Ribble": (0, 0, 15, 94, 109),
    "Lancaster": (8, 42, 35, 77, 162),
    "Wyre": (9, 0, 0, 100, 109),
    "Fylde": (0, 0, 6, 51, 57),
    "Hyndburn": (0, 0, 13, 386, 399),
    "Ribble Valley": (0, 15, 0, 42, 57),
    "Burnley": (16, 0, 18, 391, 425),
    "Pendle": (0, 32, 0, 341, 373),
    "Rossendale": (0, 0, 13, 281, 294),
}
AREAS = [
    Area(name, active, awaiting, gathering, estimate)
    for name, (active, awaiting, gathering, _, estimate) in LANCASHIRE.items()
]


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.name)
def test_remaining_is_what_the_report_prints(area):
    assert area.remaining == LANCASHIRE[area.name][3]


def test_total_is_what_the_report_prints():
    whole = total(AREAS)
    assert (whole.active_plan, whole.awaiting_lead_worker, whole.gathering_information, whole.remaining,
            whole.estimate) == (44, 112, 149, 2_325, 2_630)
    assert whole.in_pipeline == 305
    assert [whole.share(count) for count in (whole.in_pipeline, whole.active_plan, whole.remaining)] == [
        Decimal("11.60"), Decimal("1.67"), Decimal("88.40"),
    ]


def test_an_area_without_an_estimate_has_no_shares():
    area = Area("Nowhere", 1, 0, 0, 0)
    assert area.share(1) is None
    assert area.remaining == -1
