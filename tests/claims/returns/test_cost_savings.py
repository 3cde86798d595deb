"""The return of cost savings: the figures of the pages of savings, line by line."""

from datetime import date

import pytest

from claims.exports.writing import Pounds
from claims.returns import cost_savings_sample
from claims.returns.cost_savings import SCHEMA
from claims.returns.preparing import prepare
from claims.returns.sampling import drawn
from claims.savings.actions import set_assumptions
from claims.savings.counting import reckon
from tests.claims.building import user, withdraw
from tests.claims.returns.building import cover, event, household, lines_of

pytestmark = pytest.mark.django_db
ASSUMED = {
    "deadweight": 20, "impact": 100, "optimism": 25, "months": 12, "lag_months": 0, "cost_per_family": 100_000,
    "reason": "Agreed by the board",
}


@pytest.fixture
def incident():
    """A family engaged on 1 May 2016 with two incidents in the year before and one after; returns that one."""
    cover("asb_incident")
    made = household("F1")
    for on in (date(2015, 5, 1), date(2016, 4, 30)):
        event("asb_incident", on, family=made)
    return event("asb_incident", date(2016, 5, 1), family=made)


def line_of(prepared, code="CR1.0"):
    return next(line for line in lines_of(SCHEMA, prepared) if line["outcome_code"] == code)


def test_a_line_says_what_was_counted_and_reckoned_with(incident, settings):
    settings.AUTHORITY_CODE = "E10000099"
    set_assumptions(by=user(), from_day=date(2016, 1, 1), **ASSUMED)
    prepared = prepare(SCHEMA, as_of=date(2017, 5, 1))
    assert line_of(prepared) == {
        "authority_code": "E10000099", "outcome_code": "CR1.0",
        "outcome": "Anti-social behaviour incidents with further action", "families": 1, "families_not_seen": 0,
        "months_of_each_window": 12, "months_between": 0, "counted_in": "events", "before": 2, "after": 1,
        "unit_cost": Pounds(65_900), "unit": "each", "prices": "2015/16",
        "source": "New Economy / GMCA Unit Cost Database v1.4", "gross_benefit": Pounds(65_900),
        "deadweight_percent": 20, "impact_percent": 100, "optimism_bias_percent": 25, "net_benefit": Pounds(39_540),
        "programme_cost_of_all": Pounds(100_000), "basis": "no counterfactual",
    }
    total = sum(line["net_benefit"].pence for line in lines_of(SCHEMA, prepared))
    assert total == reckon(on=date(2017, 5, 1)).total.net
    assert prepared.grave == 0
    assert {(fault.heading, fault.mend) for fault in prepared.faults} == {("families", "feeds")}
    assert (
        "Permanent exclusions: no family is counted, since no feed covers both windows"
        in [fault.sentence for fault in prepared.faults]
    )


def test_nobody_sends_savings_before_somebody_answers_for_what_they_are_reckoned_with(incident):
    prepared = prepare(SCHEMA, as_of=date(2017, 5, 1))
    assert [(fault.heading, fault.mend) for fault in prepared.faults if fault.is_grave] == [
        ("deadweight_percent", "costs")
    ]


def test_it_is_counted_as_it_was_known(incident):
    before = prepare(SCHEMA, as_of=date(2017, 5, 1))
    withdraw(incident)
    after = prepare(SCHEMA, as_of=date(2017, 5, 1))
    assert (line_of(before)["after"], line_of(after)["after"]) == (1, 0)
    assert SCHEMA.table(SCHEMA.gather(before.asked).lines) == SCHEMA.table(before.gathered.lines)


def test_before_anybody_was_engaged_for_long_enough_there_is_nothing():
    household("F1")
    assert prepare(SCHEMA, as_of=date(2017, 4, 30)).gathered.lines == []


def test_a_sample_is_a_tenth_that_nobody_chooses_and_its_lines_are_those_of_its_families():
    cover("asb_incident")
    set_assumptions(by=user(), from_day=date(2016, 1, 1), **ASSUMED)
    families = {made.pk: made.reference for made in [household(f"F{number:02}") for number in range(11)]}
    household("F99", engaged_on=date(2016, 6, 1))  # not long enough ago
    chosen = drawn(cost_savings_sample.NAME, families)
    for pk in families:
        event("asb_incident", date(2016, 4, 30), family_id=pk)
    prepared = prepare(cost_savings_sample.SCHEMA, as_of=date(2017, 5, 1))
    line = next(one for one in lines_of(cost_savings_sample.SCHEMA, prepared) if one["outcome_code"] == "CR1.0")
    assert (line["families_in_sample"], line["families_in_cohort"], line["families"]) == (2, 11, 2)
    assert (line["before"], line["after"], line["programme_cost_of_all"]) == (2, 0, Pounds(200_000))
    of_them = reckon(references=[families[pk] for pk in chosen], on=date(2017, 5, 1))
    assert line["net_benefit"] == Pounds(of_them.total.net)
    again = prepare(cost_savings_sample.SCHEMA, as_of=date(2017, 5, 1))
    assert again.csv == prepared.csv
