"""The pages of outcomes plans and of nights."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from families.accounts.enums import Role
from families.models import Family
from outcomes.enums import ChunkState
from outcomes.models import Night, NightChunk, NightFamily
from outcomes.nights.pages import nights_with_work, standing, took, trouble
from tests.outcomes.authority import TODAY, publish, sign_in, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _analyst(client):
    user(Role.ANALYST)
    sign_in(client, "a.analyst")


def words(response):
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("&#x27;", "'")


def night(days_ago, *, finished_after=None, opened_ago=None, chunks=()):
    now = timezone.now()
    opened = now - (timedelta(days=days_ago) if opened_ago is None else opened_ago)
    made = Night.objects.create(
        business_date=TODAY - timedelta(days=days_ago), known_at=opened, opened_at=opened,
        finished_at=opened + finished_after if finished_after else None,
    )
    for number, (state, attempts) in enumerate(chunks):
        NightChunk.objects.create(
            night=made, first_family=number, last_family=number, state=state, attempts=attempts, judged=1000, changed=7,
            joined=2, left=1,
        )
    return made


def test_plan_list_is_empty_until_one_is_published(client):
    assert "No outcomes plan is published yet" in words(client.get("/plans/"))
    publish()
    text = words(client.get("/plans/"))
    assert "expanded programme, version 1 Expanded programme (2015 to 2021) 1 April 2015 In force" in text


def test_plan_is_shown_in_words(client):
    plan = publish()
    text = words(client.get(f"/plans/expanded/{plan.version}/"))
    assert "Problems under at least 2 headlines, of which at most 1 may come from non-resident parents alone" in text
    assert "No anti-social behaviour incident for 6 months in a row. The family as a whole." in text
    assert "Attendance must be above 90% in each of the latest 3 full terms." in text
    assert "Every child of school age in the family." in text
    assert "Judged when the family has an accepted problem of this sort. Every one of these is needed." in text
    assert "A member with a proven offence in the last 12 months" in text
    assert "_" not in text


def test_plan_file_can_be_downloaded(client):
    plan = publish()
    response = client.get(f"/plans/expanded/{plan.version}/", {"download": "toml"})
    assert response.content.decode() == plan.toml
    assert response.headers["Content-Disposition"] == 'attachment; filename="expanded-1.toml"'
    assert response.headers["Content-Type"] == "application/toml; charset=utf-8"


def test_plan_that_is_not_published_is_not_found(client):
    assert client.get("/plans/expanded/9/").status_code == 404


def test_nights_page_says_when_none_has_run(client):
    assert "No night has run yet." in words(client.get("/nights/"))


def test_nights_page_adds_up_the_chunks(client):
    night(0, finished_after=timedelta(minutes=75), chunks=[(ChunkState.DONE, 1), (ChunkState.DONE, 1)])
    text = words(client.get("/nights/"))
    assert "Finished" in text
    assert "1 hour 15 minutes 2 of 2 2,000 14 4 2" in text
    assert "Warning" not in text


def test_nights_page_warns_of_a_night_that_does_not_end(client):
    night(0, finished_after=timedelta(minutes=5))
    night(1, chunks=[(ChunkState.DONE, 1), (ChunkState.WAITING, 4)])
    text = words(client.get("/nights/"))
    assert "has not finished. Some families may not have been judged." in text
    assert "Failing" in text


@pytest.mark.parametrize(
    ("days_ago", "fields", "said"),
    [
        (0, {"finished_after": timedelta(hours=1), "opened_ago": timedelta(0)}, "Finished"),
        (0, {"opened_ago": timedelta(minutes=1), "chunks": [(ChunkState.WAITING, 0)]}, "Running"),
        (0, {"opened_ago": timedelta(hours=7), "chunks": [(ChunkState.WAITING, 2)]}, "Late"),
        (0, {"opened_ago": timedelta(minutes=1), "chunks": [(ChunkState.WAITING, 3)]}, "Failing"),
        (0, {"opened_ago": timedelta(minutes=1), "chunks": [(ChunkState.GIVEN_UP, 3)]}, "Parts failed"),
        (1, {"opened_ago": timedelta(days=1), "finished_after": timedelta(hours=7)}, "Finished late"),
        (3, {"opened_ago": timedelta(0), "finished_after": timedelta(hours=1)}, "Finished late"),
    ],
)
def test_a_night_stands_as_its_chunks_and_times_say(days_ago, fields, said):
    made = night(days_ago, **fields)
    assert standing(nights_with_work().get(pk=made.pk), timezone.now())[0] == said


def test_a_night_took_so_long():
    assert took(night(0, finished_after=timedelta(seconds=40))) == "40 seconds"
    assert took(night(1, finished_after=timedelta(seconds=60))) == "1 minute"
    assert took(night(2, finished_after=timedelta(hours=2, minutes=1))) == "2 hours 1 minute"
    assert took(night(3)) == "Not over"


@pytest.mark.parametrize("path", ["/nights/", "/plans/"])
def test_lists_take_as_many_queries_for_one_row_as_for_twenty(client, path):
    publish()
    night(0, finished_after=timedelta(minutes=5), chunks=[(ChunkState.DONE, 1)])
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    for days_ago in range(1, 20):
        night(days_ago, finished_after=timedelta(minutes=5), chunks=[(ChunkState.DONE, 1)])
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(one) == len(many)


@pytest.mark.parametrize(
    ("role", "plans", "nights"),
    [
        (Role.KEY_WORKER, 200, 404), (Role.TEAM_MANAGER, 200, 404), (Role.PROGRAMME_MANAGER, 200, 200),
        (Role.AUDITOR, 200, 200), (Role.PARTNER, 404, 404), (Role.ADMINISTRATOR, 404, 404),
    ],
)
def test_plans_and_nights_are_there_for_those_who_may_read_them(client, role, plans, nights):
    user(role)
    sign_in(client, f"a.{role}")
    assert (client.get("/plans/").status_code, client.get("/nights/").status_code) == (plans, nights)


def chosen(made, **reasons):
    """Says why a night looked at so many families each, and makes them: the first of each reason changed."""
    for because, number in reasons.items():
        for place in range(number):
            family = Family.objects.create(reference=f"{because}-{place:02}")
            NightFamily.objects.create(night=made, family=family, because=because, changed=place == 0)
    made.chosen = reasons
    made.save()
    return made


def test_one_night_says_whom_it_looked_at_and_why(client):
    made = chosen(night(0, finished_after=timedelta(minutes=5), chunks=[(ChunkState.DONE, 1)]), touched=3, due=1)
    text = words(client.get(f"/nights/{made.pk}/"))
    assert "Whoever was due or touched since the night before" in text
    assert "Something about it was recorded, corrected or withdrawn 3" in text
    assert "A day came on which its verdicts could change 1" in text
    assert "4 families" in words(client.get("/nights/"))


def test_a_full_night_says_why_it_judged_everybody(client):
    made = night(0, finished_after=timedelta(minutes=5))
    Night.objects.update(why_full="weekly")
    assert "Everybody. Once a week everybody is judged" in words(client.get(f"/nights/{made.pk}/"))
    assert "Everybody" in words(client.get("/nights/"))


def test_the_families_behind_a_figure_are_listed(client):
    made = chosen(night(0, finished_after=timedelta(minutes=5)), touched=3, due=1)
    text = words(client.get(f"/nights/{made.pk}/families/", {"because": "touched"}))
    assert "3 families" in text
    assert "touched-00 Something about it was recorded, corrected or withdrawn. Changed" in text
    assert "due-00" not in text
    text = words(client.get(f"/nights/{made.pk}/families/", {"changed": "yes"}))
    assert "touched-00" in text
    assert "touched-01" not in text


def test_families_of_a_night_are_links_for_those_who_may_open_them(client):
    made = chosen(night(0, finished_after=timedelta(minutes=5)), touched=1)
    address = f"/families/{Family.objects.get().token}/"
    assert address not in client.get(f"/nights/{made.pk}/families/").content.decode()
    user(Role.PROGRAMME_MANAGER)
    sign_in(client, "a.programme_manager")
    assert address in client.get(f"/nights/{made.pk}/families/").content.decode()


def test_a_part_that_was_given_up_is_named(client):
    made = night(0, finished_after=timedelta(minutes=5), chunks=[(ChunkState.DONE, 1), (ChunkState.GIVEN_UP, 3)])
    assert "A part of this night failed 3 times" in words(client.get(f"/nights/{made.pk}/"))
    assert "Parts failed" in words(client.get("/nights/"))


TROUBLES = {
    "none": ({"finished_after": timedelta(minutes=5)}, ""),
    "given up": (
        {"finished_after": timedelta(minutes=5), "chunks": [(ChunkState.GIVEN_UP, 3)]},
        "could not judge some of the families",
    ),
    "late": ({"opened_ago": timedelta(hours=7), "chunks": [(ChunkState.WAITING, 1)]}, "has not finished in time"),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_every_page_says_when_a_night_went_wrong(client, name):
    fields, said = TROUBLES[name]
    night(0, **fields)
    user(Role.KEY_WORKER)
    sign_in(client, "a.key_worker")
    page = client.get("/families/").content.decode()
    assert ("Last night’s work" in page) == bool(said)
    assert said in page


def test_every_page_says_when_last_night_did_not_begin(client):
    night(1, finished_after=timedelta(minutes=5))
    noon = timezone.make_aware(datetime.combine(TODAY, time(12)))
    at_one = timezone.make_aware(datetime.combine(TODAY, time(1)))
    assert "has not begun" in trouble(TODAY, noon)[0]
    assert trouble(TODAY, at_one) == []
    night(0, finished_after=timedelta(minutes=5))
    assert trouble(TODAY, noon) == []


def test_every_page_says_when_the_weekly_check_found_a_fault(client):
    night(0, finished_after=timedelta(minutes=5))
    Night.objects.update(unforeseen=2)
    assert "should have changed on an earlier night" in trouble(TODAY, timezone.now())[0]
    assert "Finished, with a fault" in words(client.get("/nights/"))


def test_a_night_that_finished_late_says_so_until_the_next():
    night(1, opened_ago=timedelta(hours=30), finished_after=timedelta(hours=6, minutes=1))
    assert "finished late" in trouble(TODAY - timedelta(days=1), timezone.now())[0]
    night(0, finished_after=timedelta(hours=6))
    assert trouble(TODAY, timezone.now()) == []


def test_what_is_wrong_with_the_nights_takes_one_query_and_nothing_where_nobody_asks(client):
    night(0, finished_after=timedelta(minutes=5))
    with CaptureQueriesContext(connection) as asked:
        trouble(TODAY, timezone.now())
    assert len(asked) == 1
    user(Role.PARTNER)
    sign_in(client, "a.partner")
    with CaptureQueriesContext(connection) as asked:
        client.get("/known-families/")
    assert not [query for query in asked.captured_queries if "outcomes_night" in query["sql"]]
