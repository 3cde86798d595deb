"""Funding as pages and files show it: what was agreed, what came of it, the forecast and the families behind it."""

import csv
import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.exports import catalogue
from claims.funding import counting, forecast
from claims.funding.actions import agree_funding
from claims.funding.rules import year_of
from claims.models import Claim, FundingYear
from families.accounts.enums import Role
from families.models import LeadWorker, LogEntry
from families.permissions import Refused
from outcomes.models import Readiness
from tests.claims.building import claim_at, day, family, incident, judge, user, withdraw

pytestmark = pytest.mark.usefixtures("programme")
THIS_YEAR = year_of(day(0))
AGREED = {
    "framework": "expanded", "year": THIS_YEAR, "families": 468, "results": 468, "grant": 15_000_000,
    "source": "Letter of 1 April",
}


def text(response):
    body = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main"):]).split())


@pytest.fixture
def manager(client):
    person = user()
    client.force_login(person)
    return person


def test_agreeing_is_recorded_with_its_history_and_only_by_a_programme_manager(manager):
    agreed = agree_funding(by=manager, **AGREED)
    agree_funding(by=manager, existing=agreed, **{**AGREED, "families": 470})
    assert FundingYear.objects.get().families == 470
    assert list(FundingYear.pgh_event_model.objects.order_by("pgh_id").values_list("families", flat=True)) == [468, 470]
    assert list(LogEntry.objects.filter(about_type="fundingyear").order_by("pk").values_list("verb", flat=True)) == [
        "recorded", "corrected",
    ]
    with pytest.raises(Refused, match="Only a programme manager may record what was agreed"):
        agree_funding(by=user(role=Role.ANALYST), **{**AGREED, "year": 2015})


def test_a_year_is_agreed_once(manager):
    agree_funding(by=manager, **AGREED)
    with pytest.raises(ValidationError, match="already recorded"):
        agree_funding(by=manager, **AGREED)


def test_years_count_claims_and_money_where_they_belong(manager):
    agree_funding(by=manager, **AGREED)
    submitted, paid = claim_at("submitted"), claim_at("paid")
    claim_at("queued")
    claim_at("rejected")
    years = {year.year: year for year in counting.years_of("expanded")}
    this = years[year_of(submitted.claimed_on)]
    assert this.submitted == counting.Sums(2, submitted.amount + paid.amount)
    assert sum((year.paid for year in years.values()), counting.Sums()) == counting.Sums(1, paid.paid_amount)
    assert years[THIS_YEAR].due.total == (468_000 + 150_000 + 374_400) * 100
    assert sum(year.engaged for year in years.values()) == 4


def test_families_beyond_those_agreed_are_worked_with_and_not_attached(client, manager):
    family(), family()
    assert "None" not in text(client.get(reverse("claims:years"), {"framework": "expanded"}))
    year = next(year.year for year in counting.years_of("expanded") if year.engaged)
    agree_funding(by=manager, **{**AGREED, "year": year, "families": 1})
    assert [each.not_attached for each in counting.years_of("expanded") if each.year == year] == [1]
    page = text(client.get(reverse("claims:funding"), {"framework": "expanded"}))
    assert "1 beyond" in page
    assert "They are not attached: no money comes for them." in page


def test_ledger_of_years_is_the_sum_of_the_claims(manager):
    for status in ("submitted", "paid", "paid", "withdrawn", "approved"):
        claim_at(status)
    whole = counting.all_years(counting.years_of("expanded"))
    sent = Claim.objects.filter(status__in=["submitted", "paid"])
    assert whole["submitted"] == counting.Sums(3, sum(claim.amount for claim in sent))
    assert whole["paid"] == counting.Sums(2, sum(claim.paid_amount for claim in sent if claim.paid_amount))


def test_forecast_adds_up_first_days_and_opens_to_its_families(client, manager):
    ready, waiting = claim_at("queued").family, family()
    incident(waiting, day(-10))
    judge(waiting)
    sent = claim_at("submitted").family
    due = Readiness.objects.current().get(family=waiting).earliest_on
    assert due > day(0)
    months = forecast.months("expanded", day(0))
    assert [(month.first_day, month.families, month.pence) for month in months] == [
        (day(0).replace(day=1), 1, 80_000), (due.replace(day=1), 1, 80_000),
    ]
    assert months[-1].running_pence == 160_000
    assert forecast.by_group("expanded") == {"now": 1, "dated": 1, "lacking": 0, "undated": 0}

    def behind(**wanted):
        return text(client.get(reverse("claims:funding_families"), {"framework": "expanded", **wanted}))

    assert ready.reference in behind(group="now")
    assert waiting.reference in behind(month=f"{due:%Y-%m}")
    assert ready.reference not in behind(month=f"{due:%Y-%m}")
    assert ready.reference in behind(month=f"{day(0):%Y-%m}")
    for shown in (behind(group="now"), behind(group="dated"), behind(group="lacking"), behind(group="undated")):
        assert sent.reference not in shown


def test_family_that_lacks_something_is_no_income_until_it_is_supplied(client, manager):
    made = family()
    withdraw(LeadWorker.objects.get(family=made))
    judge(made)
    assert forecast.by_group("expanded")["lacking"] == 1
    (month,) = forecast.months("expanded", day(0))
    assert (month.families, month.pence, month.lacking) == (0, 0, 1)
    page = text(client.get(reverse("claims:funding_families"), {"framework": "expanded", "group": "lacking"}))
    assert f"{made.reference} Once nothing is missing" in page
    assert "Nobody leads the work with the family." in page


def test_page_shows_scenarios_at_any_share(client, manager):
    agree_funding(by=manager, **AGREED)
    page = text(client.get(reverse("claims:funding"), {"framework": "expanded", "percent": "60"}))
    for shown in ("£187,200", "£280,800", "£374,400", "£992,400", "60%", "281", "£224,800"):
        assert shown in page
    wrong = text(client.get(reverse("claims:funding"), {"framework": "expanded", "percent": "600"}))
    assert "The share must be a whole number from 0 to 100" in wrong
    assert "£187,200" in wrong


def test_form_keeps_what_was_typed_when_something_is_wrong(client, manager):
    typed = {
        "framework": "expanded", "year": "2016", "families": "many", "results": "4", "grant": "1.005", "source": "A",
    }
    page = client.post(reverse("claims:agree_funding"), typed).content.decode()
    assert "Families to attach must be a whole number, like 415" in page
    assert "must be in pounds and pence" in page
    assert 'value="many"' in page
    assert FundingYear.objects.count() == 0
    done = client.post(reverse("claims:agree_funding"), {**typed, "families": "5", "grant": "1.05"})
    assert done.url == f"{reverse('claims:funding')}?framework=expanded"
    assert FundingYear.objects.get().grant == 105


def test_stated_figure_is_shown_beside_its_arithmetic(client, manager):
    page = text(client.get(reverse("claims:check_figure"), {"count": "200", "each": "800", "stated": "150000"}))
    assert "200 at £800 each is £160,000" in page
    assert "The £150,000 stated is −£10,000 away from that" in page
    assert "£150,000 pays for 187 and leaves £400" in page
    assert "That is what was stated." in text(
        client.get(reverse("claims:check_figure"), {"count": "50", "each": "700", "stated": "35000"})
    )


def test_what_is_owed_back_stands_in_the_year_it_was_paid(client, manager):
    owed = claim_at("spot_invalid")
    claim_at("repaid")
    assert counting.all_years(counting.years_of("expanded"))["owed"] == counting.Sums(1, owed.paid_amount)
    page = text(client.get(reverse("claims:funding"), {"framework": "expanded"}))
    assert "Owed back" in page


def test_stated_share_is_shown_beside_its_arithmetic(client, manager):
    address = reverse("claims:check_figure")
    page = text(client.get(address, {"part": 150, "whole": 546, "percent": "33.33"}))
    assert "150 of 546 is 27.47% ." in page
    assert "33.33% of 546 would be 182." in page
    assert "That is what was stated." in text(client.get(address, {"part": 117, "whole": 1370, "percent": "8.54"}))
    assert "Of how many must be 1 or more" in text(client.get(address, {"part": 1, "whole": 0, "percent": "8"}))
    assert "must be a number like 63" in text(client.get(address, {"part": 1, "whole": 2, "percent": "most"}))


LANCASHIRE = {"framework": "phase-1", "eligible": 2630, "first_year": 2012, "percent": 100, "grant": 0}


def test_a_programme_is_planned_from_the_families_that_are_eligible(client, manager):
    address = reverse("claims:plan_programme")
    page = text(client.get(address, {**LANCASHIRE, "spread": "730 731 731", "worked_with": 250}))
    for words in (
        "Of 2,630 eligible families 2,192 are paid for.", "One in six, 438 families, is not",
        "2012/13 730 (33.30%) £2,336,000 £0 730 £584,000 £2,920,000",
        "2013/14 731 (33.35%) £1,754,400 £0 731 £1,169,600 £2,924,000",
        "All years 2,192 £5,260,000 £0 2,192 £3,508,000 £8,768,000",
        "£877,200 (50%): April to June", "£877,200 (50%): July to September, if the shortfall is made good",
    ):
        assert words in page
    page = text(client.get(address, {**LANCASHIRE, "eligible": 498, "spread": "40% 50% 10%"}))
    assert "2012/13 166 (40.00%) £531,200 £0 166 £132,800 £664,000" in page
    assert "When the second year" not in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"spread": "40% 50%"}, "The shares add up to 90%, not to 100%"), ({"spread": "many"}, "must be numbers like"),
        ({"spread": "0 0"}, "must be numbers like"), ({"percent": 101}, "must be 100% or less"),
        ({"worked_with": "x"}, "must be a whole number, like 415"), ({"eligible": ""}, "Enter how many families"),
    ],
)
def test_a_plan_that_cannot_be_says_why(client, manager, wrong, sentence):
    page = text(client.get(reverse("claims:plan_programme"), {**LANCASHIRE, "spread": "730", **wrong}))
    assert sentence in page
    assert "All years" not in page


def test_exports_say_the_same_as_the_pages(manager):
    agree_funding(by=manager, **AGREED)
    paid = claim_at("paid")
    claim_at("queued")
    stream = io.BytesIO()
    catalogue.write("funding", stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().decode())))
    assert [row["year"][:4] for row in rows] == sorted(row["year"][:4] for row in rows)
    this = next(row for row in rows if row["families_agreed"])
    assert (this["attachment_due"], this["grant_due"], this["results_due"]) == ("468000.00", "150000.00", "374400.00")
    assert [row["paid_amount"] for row in rows if row["paid"] == "1"] == [f"{paid.paid_amount // 100}.00"]
    stream = io.BytesIO()
    catalogue.write("forecast", stream)
    (row,) = csv.DictReader(io.StringIO(stream.getvalue().decode()))
    assert (row["families"], row["amount"]) == ("1", "800.00")


def test_funding_costs_the_same_whatever_the_number_of_families(client, manager, django_assert_num_queries):
    claim_at("queued")
    client.get(reverse("claims:funding"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("claims:funding"))
    for _ in range(3):
        claim_at("queued")
        judge(family())
    with django_assert_num_queries(len(few)):
        client.get(reverse("claims:funding"))
