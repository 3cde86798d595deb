"""The return of family progress: what falls into which half-year, and what silence says."""

from datetime import date

import pytest

from claims.returns.family_progress import COUNTED, RESTS_ON, SCHEMA
from claims.returns.periods import half_year_of, half_years
from claims.returns.preparing import prepare
from families.models import District
from tests.claims.building import withdraw
from tests.claims.returns.building import cover, event, household, lines_of, member, spell

pytestmark = pytest.mark.django_db

KINDS = [kind for kinds in (*COUNTED.values(), *RESTS_ON.values()) for kind in kinds]
SUMMER = {"as_of": date(2016, 9, 30), "first_day": date(2016, 4, 1), "last_day": date(2016, 9, 30)}


def summer(**asked):
    prepared = prepare(SCHEMA, **{**SUMMER, **asked})
    return prepared, lines_of(SCHEMA, prepared)


@pytest.fixture
def district():
    return District.objects.create(code="N", name="North")


def test_a_half_year_of_a_family(settings, district):
    settings.AUTHORITY_CODE = "E10000099"
    cover(*KINDS)
    made = household("F1", district=district)
    adult, child = [row.person for row in made.memberships.order_by("pk")]
    young = member(made, "child", date_of_birth=date(1999, 1, 1))
    event("asb_incident", date(2016, 4, 1), family=made)
    event("asb_incident", date(2016, 9, 30), person=child)
    event("asb_incident", date(2016, 10, 1), person=child)
    event("police_callout", date(2016, 3, 31), family=made)
    event("missing_episode", date(2016, 6, 1), person=child)
    spell("child_in_need", date(2016, 1, 1), date(2016, 5, 1), person=child)
    spell("child_protection", date(2016, 5, 2), person=child)
    spell("benefit_jsa", date(2015, 1, 1), person=adult)
    spell("neet", date(2016, 9, 1), person=young)
    spell("rent_arrears", date(2016, 1, 1), date(2016, 3, 31), family=made)
    prepared, (line,) = summer()
    assert line == {
        "authority_code": "E10000099", "family_reference": "F1", "phase": "expanded",
        "period_starts_on": date(2016, 4, 1), "period_ends_on": date(2016, 9, 30), "engaged_on": date(2016, 5, 1),
        "closed_on": None, "district": "N", "adults": 1, "children": 2, "asb_incidents": 2, "police_callouts": 0,
        "domestic_abuse_incidents": 0, "eviction_notices": 0, "rent_arrears": "no",
        "level_of_help": "child_protection", "missing_episodes": 1, "adults_in_work": 0, "adults_on_benefit": 1,
        "young_people": 1, "young_people_neet": 1,
    }
    assert prepared.faults == []


def test_families_are_in_it_while_they_are_worked_with():
    cover(*KINDS)
    household("LATER", engaged_on=date(2016, 10, 1))
    household("NEVER", engaged_on=None)
    household("BEFORE", engaged_on=date(2015, 5, 1), closed_on=date(2016, 3, 31))
    household("NOW", engaged_on=date(2016, 9, 30))
    household("ENDING", engaged_on=date(2015, 5, 1), closed_on=date(2016, 4, 1))
    assert [line["family_reference"] for line in summer()[1]] == ["ENDING", "NOW"]
    everything = lines_of(SCHEMA, prepare(SCHEMA, as_of=date(2016, 9, 30)))
    assert [(line["family_reference"], line["period_starts_on"].isoformat()) for line in everything] == [
        ("BEFORE", "2015-04-01"), ("BEFORE", "2015-10-01"),
        ("ENDING", "2015-04-01"), ("ENDING", "2015-10-01"), ("ENDING", "2016-04-01"), ("NOW", "2016-04-01"),
    ]


def test_silence_is_blank_and_a_fault_that_may_be_sent(district):
    cover(*set(KINDS) - {"police_callout", "benefit_uc"})
    cover("police_callout", last=date(2016, 9, 29))
    household("F1", district=district)
    prepared, (line,) = summer()
    assert (line["police_callouts"], line["adults_on_benefit"], line["asb_incidents"]) == (None, None, 0)
    assert [(fault.heading, fault.sentence, fault.is_grave, fault.mend) for fault in prepared.faults] == [
        (
            "police_callouts",
            "Feeds do not cover 1 April 2016 to 30 September 2016, so 1 line is blank where nothing is recorded", False,
            "feeds",
        ),
        (
            "adults_on_benefit", "Feeds do not cover 30 September 2016, so 1 line is blank where nothing is recorded",
            False, "feeds",
        ),
    ]


def test_a_half_year_that_goes_on_ends_today_for_now(district):
    cover(*KINDS)
    made = household("F1", district=district)
    event("asb_incident", date(2016, 9, 1), family=made)
    _, (line,) = summer(as_of=date(2016, 8, 31))
    assert (line["period_ends_on"], line["asb_incidents"]) == (date(2016, 8, 31), 0)


def test_what_happened_to_a_member_before_joining_is_not_the_familys(district):
    cover(*KINDS)
    made = household("F1", district=district, roles=("adult",))
    child = member(made, "child", starts_on=date(2016, 7, 1))
    event("missing_episode", date(2016, 6, 30), person=child)
    event("missing_episode", date(2016, 7, 1), person=child)
    spell("early_help", date(2016, 1, 1), date(2016, 6, 30), person=child)
    _, (line,) = summer()
    assert (line["missing_episodes"], line["level_of_help"]) == (1, "none")


def test_it_is_read_as_it_was_known(district):
    cover(*KINDS)
    made = household("F1", district=district)
    wrong = event("asb_incident", date(2016, 5, 5), family=made)
    before, _ = summer()
    withdraw(wrong)
    after, (line,) = summer()
    assert line["asb_incidents"] == 0
    again = SCHEMA.gather(before.asked)
    assert SCHEMA.table(again.lines) == SCHEMA.table(before.gathered.lines)
    assert SCHEMA.table(again.lines) != SCHEMA.table(after.gathered.lines)


def test_a_family_without_members_must_be_mended(district):
    cover(*KINDS)
    household("F1", district=district, roles=())
    prepared, _ = summer()
    assert [(fault.heading, fault.family.reference, fault.is_grave) for fault in prepared.faults] == [
        ("children", "F1", True)
    ]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2016, 4, 1), "2016-04-01/2016-09-30"), (date(2016, 9, 30), "2016-04-01/2016-09-30"),
        (date(2016, 10, 1), "2016-10-01/2017-03-31"), (date(2017, 1, 1), "2016-10-01/2017-03-31"),
    ],
)
def test_half_years_begin_in_april_and_october(day, code):
    assert half_year_of(day).code == code


def test_half_years_follow_each_other_without_gap():
    found = half_years(date(2012, 1, 1), date(2020, 12, 31))
    assert all((later.first_day - earlier.last_day).days == 1 for earlier, later in zip(found, found[1:], strict=False))
    assert (found[0].first_day, found[-1].last_day, len(found)) == (date(2011, 10, 1), date(2021, 3, 31), 19)
