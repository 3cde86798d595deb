"""The progress summary: what counts in which quarter, on both clocks, and the families behind each figure."""

import re
from datetime import date

import pytest
from django.urls import reverse

from claims.progress.reading import Progress, quarters, rows_of
from families.models import ClaimMade, FamilyDetails, LogEntry
from families.two_clocks import present_moment
from tests.claims.building import believe, claim_at, day, user, withdraw
from tests.claims.returns.building import household

pytestmark = pytest.mark.django_db

TODAY = date(2016, 12, 31)


def made(family, *, framework="expanded", route="sustained", on=date(2016, 8, 1), status="paid"):
    return believe(ClaimMade, family=family, framework=framework, route=route, claimed_on=on, status=status)


def summary(framework="expanded", as_of=TODAY, known_at=None):
    found = Progress(framework, as_of=as_of, known_at=known_at or present_moment())
    return {quarter.name: {figure: pair for figure, *pair in quarter.numbers} for quarter in found.quarters()}


def test_families_and_results_count_in_their_quarters_and_so_far():
    first = household("F1", identified_on=date(2016, 4, 1), engaged_on=date(2016, 6, 30))
    second = household("F2", identified_on=date(2016, 6, 30), engaged_on=date(2016, 7, 1))
    household("F3", identified_on=date(2016, 10, 1), engaged_on=None)
    household("OTHER", framework="phase-1")
    made(first)
    made(second, route="employment", on=date(2016, 12, 31))
    made(household("F4", identified_on=date(2016, 12, 31), engaged_on=None), status="rejected")
    assert summary() == {
        "2016-17 Q1": {"identified": [2, 2], "worked_with": [1, 1], "sustained": [0, 0], "employment": [0, 0]},
        "2016-17 Q2": {"identified": [0, 2], "worked_with": [1, 2], "sustained": [1, 1], "employment": [0, 0]},
        "2016-17 Q3": {"identified": [2, 4], "worked_with": [0, 2], "sustained": [0, 1], "employment": [1, 1]},
    }
    assert list(summary(as_of=date(2016, 9, 30))) == ["2016-17 Q1", "2016-17 Q2"]


def test_phase_1_has_results_of_its_own():
    made(household("F1", framework="phase-1", engaged_on=date(2013, 1, 1)), framework="phase-1", on=date(2014, 5, 5))
    made(household("F2", framework="phase-1", engaged_on=None), framework="phase-1", route="employment")
    last = summary("phase-1")["2016-17 Q3"]
    assert {figure: so_far for figure, (_, so_far) in last.items()} == {
        "identified": 2, "worked_with": 1, "conduct": 1, "progress_to_work": 0, "employment": 1,
    }


def test_it_is_given_again_as_it_was_known():
    family = household("F1", identified_on=date(2016, 4, 1), engaged_on=date(2016, 5, 1))
    result = made(family)
    before = present_moment()
    withdraw(result)
    withdraw(FamilyDetails.objects.current().get(family=family))
    assert summary(known_at=before)["2016-17 Q2"]["sustained"] == [1, 1]
    assert summary() == {}


@pytest.mark.usefixtures("programme")
def test_a_claim_counts_from_the_day_it_is_sent_until_it_is_rejected():
    claim_at("submitted")
    claim_at("rejected")
    claim_at("approved")
    found = Progress("expanded", as_of=day(), known_at=present_moment())
    assert len(found.families("sustained")) == 1


def test_nothing_is_nothing_and_quarters_have_no_gap():
    assert summary() == {}
    found = quarters(date(2011, 12, 31), date(2016, 1, 1))
    assert [quarter.month for quarter in found] == [10, *([1, 4, 7, 10] * 4), 1]


def test_rows_leave_blank_what_a_programme_does_not_know():
    household("F1", identified_on=date(2016, 10, 1), engaged_on=None)
    assert list(rows_of([Progress("expanded", as_of=TODAY, known_at=present_moment())])) == [(
        "expanded", "2016-17 Q3", date(2016, 10, 1), 1, 0, 0, None, None, 0, 1, 0, 0, None, None, 0,
    )]


def text(response):
    body = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main"):]).split())


def test_each_figure_opens_to_its_families_as_of_the_same_day_and_moment(client, django_assert_max_num_queries):
    analyst = user("analyst")
    client.force_login(analyst)
    families = [household(f"F{number:02}", identified_on=date(2016, 4, 1), engaged_on=None) for number in range(20)]
    asked = {"framework": "expanded", "as_of": "2016-06-30"}
    with django_assert_max_num_queries(15):
        page = client.get(reverse("claims:progress"), asked)
    assert "As of 30 June 2016" in text(page)
    assert "20 in 2016-17 Q1: the families" in text(page)
    behind = {**asked, "figure": "identified", "quarter": "2016-04-01"}
    with django_assert_max_num_queries(15):
        listed = text(client.get(reverse("claims:progress_families"), behind))
    assert all(family.reference in listed for family in families)
    assert "20 families" in listed
    assert LogEntry.objects.filter(by=analyst, verb="listed", about_type="family").count() == 20
    none = client.get(reverse("claims:progress_families"), {**behind, "figure": "sustained"})
    assert "No family was behind" in text(none)
    for wrong in ({"figure": "conduct"}, {"figure": "what"}, {"as_of": "2199-01-01"}):
        assert client.get(reverse("claims:progress_families"), {**behind, **wrong}).status_code == 302


def test_it_is_taken_as_a_file_and_that_is_logged(client):
    client.force_login(user())
    household("F1", identified_on=date(2016, 10, 1), engaged_on=None)
    asked = {"framework": "expanded", "as_of": "2016-12-31"}
    file = client.get(reverse("claims:progress_file", args=["csv"]), asked)
    lines = b"".join(file.streaming_content).decode().splitlines()
    assert lines[1] == "expanded,2016-17 Q3,2016-10-01,1,0,0,,,0,1,0,0,,,0"
    assert LogEntry.objects.get(verb="exported").detail == "1 rows as csv"
    assert client.get(reverse("claims:progress_file", args=["pdf"]), asked).status_code == 404


def test_empty_summary_says_so(client):
    client.force_login(user())
    assert "Nothing had happened in this programme by then" in text(client.get(reverse("claims:progress")))
