"""What a change in outcomes is worth, by hand."""

import pytest

from claims.savings.costs import UnitCost, overridden, shipped
from claims.savings.rules import Assumptions, Change, Saving, savings
from families.facts.enums import EventKind, SpellKind

BY_CODE = {cost.code: cost for cost in shipped()}


@pytest.mark.parametrize(
    ("code", "published", "pence", "per", "kinds"),
    [
        ("E&S2.0", 9_219, 11_215, "event", ("permanent_exclusion",)),
        ("CR1.0", 500, 659, "event", ("asb_incident",)),
        ("CR2.0", 2_470, 2_773, "event", ("domestic_abuse_incident",)),
        ("CR8.0", 609, 661, "event", ("proven_offence",)),
        ("SS5.0", 1_416, 1_590, 182, ("child_in_need",)),
        ("SS1.0", 51_080, 52_261, 365, ("looked_after",)),
        ("E&E1.0", 9_800, 10_229, 365, ("benefit_jsa",)),
        ("E&E2.0", 8_632, 9_009, 365, ("benefit_esa", "benefit_ib")),
        ("HO2.0", 690, 749, "event", ("eviction_notice",)),
        ("E&S1.0", 1_509, 1_836, 365, ()),
        ("SS3.0", 2_995, 3_064, 7, ()),
        ("SS4.1", 25_000, 30_413, "event", ()),
        ("HE12.2", 4_608, 4_715, "event", ()),
        ("HO4.1", 335, 364, 7, ()),
    ],
)
def test_shipped_costs_are_the_published_ones(code, published, pence, per, kinds):
    cost = BY_CODE[code]
    assert (cost.published, cost.pence, cost.per, cost.kinds) == (published * 100, pence * 100, per, kinds)


def test_shipped_costs_count_kinds_of_the_shape_they_say():
    for cost in filter(lambda cost: cost.is_counted, shipped()):
        known = EventKind.values if cost.shape == "event" else SpellKind.values
        assert set(cost.kinds) <= set(known), cost.code
    assert len(BY_CODE) == len(shipped())


def test_cost_is_divided_between_those_who_bear_it():
    assert BY_CODE["CR2.0"].shares(247_000) == [
        ("NHS", 117_100), ("Criminal justice", 58_100), ("Police", 41_500), ("Local authority", 30_300),
    ]
    assert sum(pence for _, pence in BY_CODE["E&E1.0"].shares(-101)) == -101


def test_benefit_is_the_change_times_the_cost_times_what_is_left():
    (saving,) = savings([Change(1, "CR1.0", before=5, after=1)], shipped(), Assumptions(20, 50, 25))
    assert saving == Saving(1, "CR1.0", 5, 1, gross=4 * 65_900, net=4 * 65_900 * 30 // 100)


def test_days_are_a_part_of_the_year_that_a_cost_is_for():
    (saving,) = savings([Change(1, "SS1.0", before=73, after=0)], shipped(), Assumptions())
    assert saving.gross == 5_226_100 // 5


def test_more_afterwards_counts_against():
    (saving,) = savings([Change(1, "HO2.0", before=0, after=2)], shipped(), Assumptions(optimism=10))
    assert (saving.gross, saving.net) == (-149_800, -134_820)


def test_what_no_feed_saw_saves_nothing():
    assert savings([Change(1, "CR1.0", before=9, after=0, seen=False)], shipped(), Assumptions()) == []


def test_of_overlapping_outcomes_of_a_family_only_the_highest_counts():
    changes = [
        Change(1, "CR8.0", before=1, after=0), Change(1, "CR1.1", before=4, after=0),
        Change(2, "CR8.0", before=0, after=0), Change(2, "CR1.1", before=4, after=0),
    ]
    assert [(saving.family_id, saving.code) for saving in savings(changes, shipped(), Assumptions())] == [
        (1, "CR8.0"), (2, "CR1.1"),
    ]


def test_own_cost_takes_the_place_of_the_published_one_and_says_so():
    class Own:
        pence, price_year, source = 1, "2019/20", "Our finance team"

    costs = overridden(shipped(), {"HO2.0": Own})
    changed = [(cost.code, cost.pence, cost.prices, cost.source) for cost in costs if cost not in shipped()]
    assert changed == [("HO2.0", 1, "2019/20", "Our finance team")]
    assert isinstance(costs[0], UnitCost)
