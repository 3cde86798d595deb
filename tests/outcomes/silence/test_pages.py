"""What a feed that is late, or a file that is held, looks like on the pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.accounts.enums import Role
from families.facts.actions import load_file
from families.facts.enums import LoadState
from families.feeds.actions import change_feed
from families.feeds.models import Feed, HeldFile
from families.models import Load
from families.two_clocks import present_moment
from outcomes.actions import judge_and_keep
from outcomes.judging import EVERYONE
from tests.families.world import TODAY, build
from tests.standing import standing

HEADER = "source_ref,source,kind,occurred_on,person_ref\n"


@standing
def gone_quiet(folder):
    """Two families, whose offences the police told us of. They have gone quiet."""
    world = build(folder / "made")
    rows = [f"late-{number},Police,police_callout,{TODAY - timedelta(days=200)},TF-1-ada" for number in range(3)]
    path = folder / "events.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n")
    load_file(path=path, by=None)
    return world


@pytest.fixture
def world(gone_quiet):
    return gone_quiet


@pytest.fixture
def held(world, tmp_path):
    path = tmp_path / "events-held.csv"
    path.write_text(f"{HEADER}h1,Police,police_callout,{TODAY},TF-1-ada\n")
    load = load_file(path=path, by=None, total=7)
    assert load.state == LoadState.HELD
    return load


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_list_names_late_feeds_first_and_files_that_wait(world, held):
    feed = Feed.objects.get(source="Police", dataset="events")
    page = text_of(world.signed_in_as(Role.PROGRAMME_MANAGER).get("/feeds/"))
    assert "Files that wait for a decision" in page
    assert reverse("families:decide", args=[held.pk]) in page
    assert page.index("A file is held") < page.index("No beat set")
    assert feed.name in page


def test_a_held_file_is_decided_about_on_its_page(world, held):
    client = world.signed_in_as(Role.ANALYST)
    address = reverse("families:decide", args=[held.pk])
    assert "The sender counted 7 rows, and the file has 1." in text_of(client.get(address))
    assert "Select what should become of the file" in text_of(client.post(address, {"reason": "x"}))
    assert client.post(address, {"decision": "accepted", "reason": "Confirmed"}).status_code == 302
    assert Load.objects.get(pk=held.pk).state == LoadState.DONE
    assert HeldFile.objects.get(load=held).decided_by == world[Role.ANALYST]
    again = text_of(client.post(address, {"decision": "returned", "reason": "No"}))
    assert "Somebody has decided about this file already." in again
    assert "Accepted by" in again


def test_what_somebody_says_of_a_feed_is_checked_and_kept(world):
    feed = Feed.objects.get(source="Police", dataset="events")
    client, address = world.signed_in_as(Role.PROGRAMME_MANAGER), reverse("families:change_feed", args=[feed.pk])
    said = {
        "supplier": "City Police", "contact": "not an address", "beat_days": "0", "grace_days": "3", "grade": "1",
        "gives_total": "yes", "is_active": "yes",
    }
    page = text_of(client.post(address, said))
    assert "Enter an e-mail address in the right format" in page
    assert "Days from one file to the next must be 1 or more" in page
    sound = {**said, "contact": "data@example.org", "beat_days": "7"}
    assert client.post(address, sound).status_code == 302
    feed.refresh_from_db()
    assert (feed.supplier, feed.beat_days, feed.grace_days, feed.gives_total) == ("City Police", 7, 3, True)
    assert "City Police: events" in text_of(client.get(reverse("families:feed", args=[feed.pk])))


def test_managers_are_told_of_late_feeds_where_they_start_and_key_workers_are_not(world):
    feed = Feed.objects.get(source="Police", dataset="events")
    change_feed(feed=feed, by=world[Role.ANALYST], beat_days=1, grace_days=0)
    Load.objects.filter(dataset="events").update(finished_at=present_moment() - timedelta(days=30))
    page = text_of(world.signed_in_as(Role.PROGRAMME_MANAGER).get("/families/"))
    assert "1 feed is late: Police: events." in page
    assert "is late" not in text_of(world.signed_in_as(Role.KEY_WORKER).get("/families/"))


def test_the_families_that_wait_for_a_feed_are_counted_by_key_worker(world):
    judge_and_keep(EVERYONE, as_of=TODAY, known_at=present_moment())
    client = world.signed_in_as(Role.PROGRAMME_MANAGER)
    for feed in Feed.objects.all():
        page = text_of(client.get(reverse("outcomes:held_up", args=[feed.pk])))
        assert "for this feed" in page
    assert client.get(reverse("outcomes:held_up", args=[feed.pk]), {"worker": "1"}).status_code == 200


def test_the_list_of_feeds_asks_as_often_for_twenty_as_for_one(world):
    client = world.signed_in_as(Role.PROGRAMME_MANAGER)

    def queries():
        with CaptureQueriesContext(connection, ) as seen:
            client.get("/feeds/")
        return len(seen)

    client.get("/feeds/")
    before = queries()
    for number in range(20):
        Feed.objects.create(
            dataset="events", source=f"S{number}", grade=1, grace_days=7, registered_at=present_moment()
        )
    assert queries() == before


def test_a_key_worker_is_told_which_late_feed_their_families_wait_for(world, tmp_path):
    path = tmp_path / "events-offences.csv"
    path.write_text(f"{HEADER}o1,Police,proven_offence,{TODAY - timedelta(days=200)},TF-1-ada\n")
    load_file(path=path, by=None)
    feed = Feed.objects.get(source="Police", dataset="events")
    judge_and_keep(EVERYONE, as_of=TODAY, known_at=present_moment())
    client, words = world.signed_in_as(Role.KEY_WORKER), "what has become of their late file (events)"
    assert words not in text_of(client.get("/to-do/"))
    change_feed(feed=feed, by=world[Role.ANALYST], beat_days=1, grace_days=0)
    Load.objects.filter(dataset="events").update(finished_at=present_moment() - timedelta(days=30))
    assert f"Ask Police {words}: 1 of these families waits for it" in text_of(client.get("/to-do/"))
    assert words not in text_of(world.signed_in_as(Role.PROGRAMME_MANAGER).get("/to-do/"))  # it is on the page of feeds
