"""Facts change during the day; the night judges everybody again; in the morning the queue has changed, with reasons."""

from datetime import timedelta

import pytest

from claims.actions import update_queue_after_judging
from outcomes.nights.actions import open_night, work_chunk
from outcomes.wording import day, minus_months
from tests.browser import assert_accessible, reads, shows, tab_to
from tests.outcomes.authority import ENGAGED, TODAY, authority, on, plain_family

LEADS = "kezia.thornaby"
YESTERDAY = TODAY - timedelta(days=1)
SIX_MONTHS_ON = minus_months(TODAY, -6)


@pytest.fixture
def council(tmp_path, people):
    """Two families can be claimed since yesterday's night; the third only lacks its assessment."""
    not_assessed = plain_family("TF-3", lead_worker=LEADS, surname="Ashby")
    [family] = not_assessed["families"]
    not_assessed["families"] = [(*family[:6], "", *family[7:])]
    families = authority(
        tmp_path / "files", plain_family("TF-1", lead_worker=LEADS), plain_family("TF-2", lead_worker=LEADS),
        not_assessed,
    )
    for chunk in open_night(business_date=YESTERDAY).chunks.all():
        work_chunk(chunk.pk, then=update_queue_after_judging)
    return families


def what_changed_today(receive):
    """The police tell of an incident in TF-2; TF-3 turns out to have been assessed."""
    receive(
        events=[("POL-9", "Police", "domestic_abuse_incident", YESTERDAY, "", "TF-2", "no", "")],
        families=[("TF-3", "expanded", "north", on(-30), "active_plan", ENGAGED, on(5), LEADS, "")],
    )


def shows_queue(page, families):
    """The list of claims holds these families."""
    reads(page.locator("tbody td[data-label=Family]"), families)


def test_a_night_brings_the_queue_into_step(council, receive, run_tonight, arrives_as):
    page = arrives_as("meera.holloway")
    page.get_by_role("link", name="Claims").first.click()
    shows(page, "2 claims wait for a decision.")
    shows_queue(page, ["TF-1", "TF-2"])

    what_changed_today(receive)
    run_tonight()
    run_tonight()  # a second start of the same night finds nothing to do

    # The morning after: the night's own page says that one joined and one left.
    page.get_by_role("link", name="Nights").click()
    reads(page.locator("tbody th"), [f"{TODAY:%-d %b %Y}", f"{YESTERDAY:%-d %b %Y}"])
    tonight = page.locator("tbody tr").first
    figures = {
        "How it went": "Finished", "Parts done": "1 of 1", "Changed": "2", "Joined queue": "1", "Left queue": "1",
    }
    assert {label: tonight.locator(f"td[data-label='{label}']").inner_text() for label in figures} == figures
    assert_accessible(page)

    # The queue gained one family. Its claim says what is proven.
    page.get_by_role("link", name="Claims").first.click()
    shows_queue(page, ["TF-1", "TF-3"])
    page.locator("tbody tr").filter(has_text="TF-3").get_by_role("link").click()
    shows(page, "It joined the queue. Significant and sustained progress is proven.")
    shows(page, "3. Is the result evidenced? Yes")

    # It lost one, and the list says why. This part without a mouse.
    page.get_by_role("link", name="Claims").first.click()
    tab_to(page, page.get_by_role("link", name="Left the queue"))
    page.keyboard.press("Enter")
    page.wait_for_url("**status=left_queue*")
    shows_queue(page, ["TF-2"])
    why = page.locator("td[data-label=Why]").inner_text()
    assert why == "Families affected by domestic violence and abuse: lost again (something new happened)."
    page.locator("tbody").get_by_role("link").click()
    shows(page, f"It left the queue. {why}")


def test_the_families_own_page_says_the_same(council, receive, run_tonight, arrives_as):
    what_changed_today(receive)
    run_tonight()
    page = arrives_as(LEADS)
    reads(page.locator("tbody th"), ["TF-1, Reed", "TF-3, Ashby", "TF-2, Reed"])
    reads(page.locator("td[data-label='Can be claimed']"), ["Now", "Now", day(SIX_MONTHS_ON)])
    page.get_by_role("link", name="TF-2, Reed").click()
    shows(page, f"Time has to pass until {day(SIX_MONTHS_ON)}")
    shows(page, "Domestic abuse incident")
