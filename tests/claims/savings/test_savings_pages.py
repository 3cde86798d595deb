"""Savings counted from facts, and their pages."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import AvertedCost
from claims.savings import counting
from claims.savings.actions import record_averted_cost, set_assumptions, set_unit_cost
from families.accounts.enums import Role
from families.models import Coverage, Event, FamilyDetails, LogEntry, Person
from families.permissions import Refused
from tests.claims.building import believe, day, family, incident, spell, user, withdraw

pytestmark = pytest.mark.usefixtures("programme")
ASSUMED = {
    "deadweight": 20, "impact": 100, "optimism": 25, "months": 6, "lag_months": 0, "cost_per_family": 100_000,
    "reason": "Decided by the board",
}


def engaged(made):
    return FamilyDetails.objects.current().get(family=made).engaged_on


@pytest.fixture
def manager():
    return user()


@pytest.fixture
def assumed(manager):
    return set_assumptions(by=manager, from_day=day(-1), **ASSUMED)


def line(found, code):
    return dict(found.by_outcome)[code]


def text(response):
    body = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main"):]).split())


def test_events_count_in_the_window_they_fall_in_to_the_day(assumed):
    made = family()
    start = engaged(made)
    before_from = start.replace(year=start.year - (start.month <= 6), month=(start.month - 7) % 12 + 1)
    for on in (before_from - timedelta(1), before_from, start - timedelta(1), start):
        incident(made, on)
    found = line(counting.reckon(), "CR1.0")
    # one more before is the incident that every family of these tests begins with
    assert (found.families, found.before, found.after) == (1, 3, 1)
    assert (found.gross, found.net) == (131_800, 79_080)


def test_spells_count_by_their_days_in_each_window(assumed):
    made = family()
    start = engaged(made)
    spell(made, kind="child_in_need", starts_on=start - timedelta(10), ends_on=start + timedelta(4))
    found = line(counting.reckon(), "SS5.0")
    assert (found.before, found.after) == (10, 5)
    assert found.gross == 4_368  # 5 of 182 days, 4,368.13 pence


def test_without_a_feed_over_both_windows_nothing_is_saved_and_it_says_so(assumed, client, manager):
    made = family()
    incident(made, engaged(made) - timedelta(1))
    withdraw(Coverage.objects.get(kind="asb_incident"))
    believe(Coverage, kind="asb_incident", source="council", starts_on=engaged(made), ends_on=day(400))
    found = line(counting.reckon(), "CR1.0")
    assert (found.families, found.unseen, found.gross) == (0, 1, 0)
    client.force_login(manager)
    assert "Cannot tell for 1 family: no feed covers both windows" in text(client.get(reverse("claims:savings")))


def test_family_counts_once_its_second_window_is_over(manager):
    family()
    set_assumptions(by=manager, from_day=day(-1), **{**ASSUMED, "months": 9})
    assert counting.reckon().families == 1
    set_assumptions(by=manager, from_day=day(0), **{**ASSUMED, "months": 10})
    assert counting.reckon().families == 0


def test_lines_add_up_to_the_totals_whichever_way_they_are_cut(assumed):
    for _ in range(3):
        made = family()
        incident(made, engaged(made) - timedelta(1))
        spell(made, kind="child_in_need", starts_on=engaged(made), ends_on=engaged(made) + timedelta(30))
    found = counting.reckon()
    assert found.total.net != 0
    for cut in ([line for _, line in found.by_outcome], found.by_district, found.by_family.values()):
        assert sum(line.net for line in cut) == found.total.net
        assert sum(line.gross for line in cut) == found.total.gross
    assert sum(pence for _, pence in found.by_bearer) == found.total.net
    assert found.programme_cost == 300_000


def test_sample_is_of_the_families_named(assumed, client, manager):
    first, second = family(), family()
    for made in (first, second):
        incident(made, engaged(made) - timedelta(1))
    assert counting.reckon(references=[first.reference, "none"]).families == 1
    client.force_login(manager)
    page = text(client.get(reverse("claims:savings_families"), {"sample": f"{second.reference}, nobody"}))
    assert second.reference in page
    assert first.reference not in page
    assert f"Chosen: All programmes; All districts; Only {second.reference} nobody." in page


def test_averted_costs_are_shown_apart(assumed, manager):
    made = family()
    before = counting.reckon().total.net
    record_averted_cost(by=manager, reference=made.reference, code="SS1.0", number=2, reason="The panel was booked")
    found = counting.reckon()
    assert (found.total.potential, found.total.net) == (2 * 5_226_100, before)
    assert [line.potential for line in found.by_family.values()] == [2 * 5_226_100]
    assert [line.potential for line in found.by_district] == [2 * 5_226_100]
    record_averted_cost(by=manager, reference=made.reference, code="HE4.0", number=1, reason="She was on her way")
    assert counting.reckon().total.potential == 2 * 5_226_100 + 11_600
    assert "HE4.0" not in dict(counting.reckon().by_outcome)
    with pytest.raises(ValidationError, match="already recorded"):
        record_averted_cost(by=manager, reference=made.reference, code="SS1.0", number=1, reason="Again")
    with pytest.raises(ValidationError, match="no family of this reference"):
        record_averted_cost(by=manager, reference="nobody", code="SS1.0", number=1, reason="Once")
    assert AvertedCost.objects.count() == 2


def test_costs_and_assumptions_hold_from_their_day(manager):
    set_unit_cost(by=manager, code="CR1.0", from_day=day(5), pence=1, price_year="2019/20", source="Ours")
    assert [cost.pence for cost in counting.unit_costs() if cost.code == "CR1.0"] == [65_900]
    assert [cost.pence for cost in counting.unit_costs(day(5)) if cost.code == "CR1.0"] == [1]
    set_assumptions(by=manager, from_day=day(5), **ASSUMED)
    assert (counting.reckoning().set_by, counting.reckoning(day(5)).months) == (None, 6)


def test_only_programme_managers_and_analysts_change_what_is_reckoned_with():
    for role in (Role.KEY_WORKER, Role.AUDITOR):
        with pytest.raises(Refused, match="Only a programme manager or analyst may change"):
            set_assumptions(by=user(role=role), from_day=day(0), **ASSUMED)
    with pytest.raises(Refused, match="Only a programme manager may record that a cost was averted"):
        record_averted_cost(by=user(role=Role.ANALYST), reference="F", code="SS1.0", number=1, reason="x")


def test_pages_cost_the_same_whatever_the_number_of_families(assumed, client, manager):
    client.force_login(manager)
    family()
    for page in ("claims:savings", "claims:savings_families"):
        client.get(reverse(page))
        with CaptureQueriesContext(connection) as few:
            client.get(reverse(page))
        for _ in range(3):
            family()
        with CaptureQueriesContext(connection) as many:
            client.get(reverse(page))
        assert len(many) == len(few)


def test_forms_record_and_keep_what_was_typed(client, manager):
    client.force_login(manager)
    boxes = {"from_day_0": "1", "from_day_1": "4", "from_day_2": "2026"}
    wrong = client.post(reverse("claims:own_unit_cost"), {**boxes, "code": "CR1.0", "pence": "dear", "source": "Ours"})
    assert 'value="dear"' in wrong.content.decode()
    assert "Enter the price year, like 2019/20" in text(wrong)
    right = {**boxes, "code": "CR1.0", "pence": "700.50", "price_year": "2019/20", "source": "Ours"}
    assert client.post(reverse("claims:own_unit_cost"), right).status_code == 302
    assert "£700.50 each 2019/20" in text(client.get(reverse("claims:unit_costs")))
    assert "A cost of your own from this day is already recorded." in text(
        client.post(reverse("claims:own_unit_cost"), right)
    )


def test_events_of_members_count_on_the_days_of_their_membership_only(assumed):
    made, other = family(), family()
    person = Person.objects.filter(memberships__family=made).first()
    assert person not in Person.objects.filter(memberships__family=other)
    believe(
        Event, source="police", source_ref="M1", kind="asb_incident", occurred_on=engaged(made) + timedelta(1),
        person=person,
    )
    found = counting.reckon()
    assert line(found, "CR1.0").after == 1
    # each had one incident before
    assert {line.name: line.gross for line in found.by_family.values()} == {made.reference: 0, other.reference: 65_900}


def test_savings_of_those_chosen_are_taken_as_a_file_and_logged(assumed, client, manager):
    client.force_login(manager)
    file = client.get(reverse("claims:savings_file", args=["csv"]))
    lines = b"".join(file.streaming_content).decode().splitlines()
    assert lines[0] == "by,code,name,families,families_not_seen,before,after,gross,net,potential,basis"
    assert lines[-1] == "total,,All outcomes,0,,,,0.00,0.00,0.00,no counterfactual"
    assert LogEntry.objects.get(verb="exported").about_type == "savings"
    assert client.get(reverse("claims:savings_file", args=["pdf"])).status_code == 404
