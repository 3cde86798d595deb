"""Targets against the reports of Hampshire and Havering, through the page's own code."""

from datetime import date
from decimal import Decimal

import pytest

from claims.boards.reading import board_of
from claims.funding.actions import agree_funding
from families.accounts.enums import Role
from families.models import LogEntry
from families.numbers import split
from tests.outcomes.authority import load, sign_in, user
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def councils(folder):
    """Hampshire's three years under Phase 1, of whose first 546 families were identified; Havering's 415 families over
    three years under the expanded programme, of whose second 170 were engaged."""
    manager = user(Role.PROGRAMME_MANAGER)
    for framework, first, numbers in (
        ("phase-1", 2012, (530, 712, 348)), ("expanded", 2015, split(415, (40, 50, 10))),
    ):
        for year, number in enumerate(numbers, start=first):
            agree_funding(
                by=manager, framework=framework, year=year, families=number, results=number, grant=0, source="Report"
            )
    load(folder, families=[
        *((f"HAMP-{one}", "phase-1", "", date(2012, 9, 1), "active_plan", "", "", "", "") for one in range(546)),
        *(
            (f"HAV-{one}", "expanded", "", date(2016, 5, 1), "active_plan", date(2016, 6, 1), "", "", "")
            for one in range(170)
        ),
    ])


def figures(row):
    return {one.what: (one.number, one.target, one.share, one.difference) for one in row.figures}


def test_hampshires_families_against_its_target(councils):
    rows, whole = board_of("phase-1")
    assert [(row.year, row.families, row.share_of_all) for row in rows] == [
        (2012, 530, Decimal("33.33")), (2013, 712, Decimal("44.78")), (2014, 348, Decimal("21.89")),
    ]
    assert whole.families == 1_590
    assert figures(rows[0])["identified"] == (546, 530, Decimal("103.02"), 16)
    assert figures(rows[1])["identified"] == (0, 712, Decimal("0.00"), -712)
    assert figures(whole)["identified"] == (546, 1_590, Decimal("34.34"), -1_044)


def test_haverings_families_against_its_target(councils):
    rows, whole = board_of("expanded")
    assert [row.families for row in rows] == [166, 208, 41]
    assert whole.families == 415
    assert figures(rows[1])["engaged"] == (170, 208, Decimal("81.73"), -38)


def test_the_page_shows_the_figures_and_leads_to_the_families(client, councils):
    sign_in(client, "a.programme_manager")
    page = client.get("/targets/", {"framework": "phase-1"}).content.decode()
    for words in ("103.02%", "16 more than agreed", "33.33% of all", "1,590", 'year=2012&amp;what=identified"'):
        assert words in page, words
    behind = client.get("/targets/families/", {"framework": "phase-1", "year": "2012", "what": "identified"})
    assert "546 families" in behind.content.decode()
    assert LogEntry.objects.filter(verb="listed", about_type="family").count() == 50


def test_the_file_says_what_the_page_says(client, councils):
    sign_in(client, "a.programme_manager")
    lines = client.get("/targets/", {"framework": "expanded", "download": "csv"}).content.decode().splitlines()
    assert lines[2] == "2016/17,208,208,50.12,170,81.73,-38,170,81.73,-38,0,0.00,-208"


@pytest.mark.parametrize("asked", [{}, {"framework": "x", "year": "1", "what": "y"}])
def test_a_figure_that_is_none_leads_back(client, asked, db):
    user(Role.PROGRAMME_MANAGER)
    sign_in(client, "a.programme_manager")
    assert client.get("/targets/families/", asked).headers["Location"] == "/targets/"


def test_nothing_agreed_and_nobody_there_is_said(client, db):
    user(Role.ANALYST)
    sign_in(client, "a.analyst")
    assert "Nothing was agreed for this programme" in client.get("/targets/").content.decode()
