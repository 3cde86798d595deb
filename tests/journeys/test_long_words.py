"""A word that is longer than a line, such as the address of a page, makes no page run sideways on a telephone."""

import pytest
from django.urls import reverse

from families.accounts.enums import Role
from tests.browser import stretched_by_long_words
from tests.families.around import people_around
from tests.families.plans.building import plan_around
from tests.families.world import build
from tests.journeys.test_accessibility import signed_in

PAGES_WITH_WORDS = (
    "outcomes:family", "families:plan", "families:plan_copy", "families:add_action", "families:record_meeting",
    "families:notes", "families:timeline", "families:chronology", "families:professionals", "families:held",
    "families:stage", "families:change_member", "families:plan_version",
)


@pytest.fixture
def world(transactional_db, tmp_path):
    return build(tmp_path / "files")


def test_a_text_that_would_stretch_the_page_is_seen(page):
    page.set_content("<title>T</title><main><h1 style=overflow-wrap:anywhere>T</h1><p>Words</p></main>")
    assert stretched_by_long_words(page) == ["T: a long word stretches the page: p."]
    assert page.locator("p").inner_text() == "Words"


def test_no_long_word_stretches_the_pages_of_a_family(live_server, open_browser, world):
    by = world[Role.TEAM_MANAGER]
    parts = people_around(world.ours, by) | plan_around(world.ours, by)
    page, wrong = signed_in(open_browser(), live_server.url, by), []
    for name in PAGES_WITH_WORDS:
        page.goto(live_server.url + reverse(name, kwargs={"token": world.ours.token, **parts.get(name, {})}))
        wrong += stretched_by_long_words(page)
    assert wrong == []
