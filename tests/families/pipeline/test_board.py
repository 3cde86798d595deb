"""The board against the table of Lancashire's cabinet committee, January 2013, through the page's own code."""

import csv
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from families.accounts.enums import Role
from families.models import District, Family, LogEntry
from tests.families.pipeline.test_pipeline import LANCASHIRE
from tests.outcomes.authority import load, sign_in, user
from tests.standing import standing

STAGES = ("active_plan", "awaiting_lead_worker", "information_gathering")
pytestmark = pytest.mark.django_db


@standing
def lancashire(folder):
    """Lancashire's districts with their estimates, and a family for each that the table counts."""
    districts, families = [], []
    for name, (*reached, _, estimate) in LANCASHIRE.items():
        code = name.lower().replace(" ", "-")
        districts.append((code, name, "", estimate))
        for stage, number in zip(STAGES, reached, strict=True):
            families += [
                (f"{code}-{stage}-{one}", "phase-1", code, date(2012, 6, 1), stage, "", "", "a.key_worker", "")
                for one in range(number)
            ]
    user(Role.KEY_WORKER)
    user(Role.PROGRAMME_MANAGER)
    load(folder, districts=districts, families=families)


def cells(page):
    """The first table of a page: for each line, its heading and the first number of each cell."""
    table = page.partition("<tbody")[2].partition("</tbody>")[0]
    found = {}
    for line in table.split("<tr")[1:]:
        name = re.sub(r"<[^>]+>", "", line.partition("<th")[2].partition("</th>")[0]).partition(">")[2].strip()
        numbers = [
            re.search(r">(-?[\d,]+)", cell)[1].replace(",", "")
            for cell in line.partition("</th>")[2].split("<td")[1:]
        ]
        found[name] = tuple(int(number) for number in numbers)
    return found


def test_the_table_is_the_committees_to_the_last_figure(client, lancashire):
    sign_in(client, "a.programme_manager")
    page = client.get("/board/").content.decode()
    shown = cells(page)
    for name, (active, awaiting, gathering, remaining, estimate) in LANCASHIRE.items():
        reached = active + awaiting + gathering
        assert shown[name] == (active, awaiting, gathering, 0, 0, reached, remaining, estimate), name
    assert shown["Total"] == (44, 112, 149, 0, 0, 305, 2_325, 2_630)
    for share in ("11.60%", "1.67%", "88.40%"):
        assert share in page.rpartition("app-total")[2]


def test_each_figure_opens_the_families_behind_it(client, lancashire):
    sign_in(client, "a.programme_manager")
    page = client.get("/board/").content.decode()
    link = re.search(r'href="([^"]*district=lancaster[^"]*stage=awaiting_lead_worker)"', page)[1].replace("&amp;", "&")
    behind = client.get(link)
    assert behind.context["page"].paginator.count == 42
    assert {row.family.district_name for row in behind.context["rows"]} == {"Lancaster"}


def test_a_district_is_shown_worker_by_worker(client, lancashire):
    sign_in(client, "a.programme_manager")
    page = client.get("/board/", {"district": "preston"}).content.decode()
    team = cells(page.partition('id="team"')[2])
    assert team == {"A Key_Worker": (11, 12, 20, 0, 0, 43), "Total": (11, 12, 20, 0, 0, 43)}


def test_a_team_manager_sees_the_own_district_alone(client, lancashire):
    user(Role.TEAM_MANAGER, district=District.objects.get(code="wyre"))
    sign_in(client, "a.team_manager")
    page = client.get("/board/", {"district": "preston"}).content.decode()
    assert cells(page) == {"Wyre": (9, 0, 0, 0, 0, 9, 100, 109), "Total": (9, 0, 0, 0, 0, 9, 100, 109)}
    assert "Preston" not in page


def test_the_file_says_what_the_page_says_and_is_logged(client, lancashire):
    sign_in(client, "a.programme_manager")
    response = client.get("/board/", {"download": "csv"})
    rows = list(csv.reader(response.content.decode().splitlines()))
    assert rows[-1] == ["Total", "44", "112", "149", "0", "0", "305", "2325", "2630", "11.60", "88.40"]
    assert len(rows) == 14
    assert LogEntry.objects.latest("pk").verb == "exported"


def test_the_board_asks_few_questions_for_twelve_districts(client, lancashire):
    sign_in(client, "a.programme_manager")

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/board/", {"district": "preston"}).status_code == 200
        return len(captured)

    many = asked()
    assert many <= 15
    assert Family.objects.count() == 305
