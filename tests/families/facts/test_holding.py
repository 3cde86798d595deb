"""Files that are not as usual wait for a person, and count for nothing until then."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from families.accounts.enums import Role
from families.event_log.models import LogEntry
from families.facts.actions import load_file
from families.facts.enums import Grade, LoadState
from families.feeds.actions import accept_held, change_feed, return_held
from families.feeds.enums import Decision, FeedState, Oddity
from families.feeds.models import Delivery, Feed, HeldFile
from families.feeds.reading import standings
from families.models import Coverage, Event, Load
from families.permissions import Refused
from tests.families.facts.files import put
from tests.outcomes.authority import user

HEADER = "source_ref,source,kind,occurred_on,person_ref"
SOURCE = "City Police"
MONTHS = [date(2015, month, 1) for month in range(1, 7)]


def month_of(number, rows=20, kind="police_callout"):
    """The file of one month: a row a day."""
    days = [MONTHS[number] + timedelta(days=day) for day in range(rows)]
    lines = [f"{number}-{day:%d},{SOURCE},{kind},{day.isoformat()},P1" for day in days]
    return "\n".join([HEADER, *lines]) + "\n"


@pytest.fixture
def feed(world, load):
    """A feed that has sent five good files."""
    for number in range(5):
        assert load("events.csv", month_of(number)).state == LoadState.DONE
    return Feed.objects.get(source=SOURCE)


@pytest.fixture
def analyst(world):
    return user(Role.ANALYST)


def events():
    return Event.objects.current().filter(source=SOURCE).count()


def test_a_feed_registers_itself_with_its_first_file(feed):
    assert (feed.dataset, feed.supplier, feed.grade, feed.beat_days) == ("events", SOURCE, Grade.OFFICIAL_RECORD, None)
    latest = feed.deliveries.first()
    assert (latest.rows, latest.kinds, latest.places) == (20, {"police_callout": 20}, {})
    assert (latest.first_on, latest.last_on, latest.odd) == (date(2015, 5, 1), date(2015, 5, 20), [])


def test_half_a_file_is_held_and_counts_for_nothing(feed, load):
    before = events()
    half = load("events.csv", month_of(5, rows=10), covers=(MONTHS[5], date(2015, 6, 30)))
    assert (half.state, half.rows, half.accepted, half.finished_at) == (LoadState.HELD, 10, 0, None)
    assert half.message == (
        "Not loaded yet, because it is not as usual. City Police: events: 10 rows. There are usually about 20 "
        "(between 20 and 20)."
    )
    assert events() == before
    assert not Coverage.objects.filter(source=SOURCE).exists()
    assert [each["code"] for each in half.held.odd] == [Oddity.SHORT]
    assert standings(feeds=[feed])[0].state == FeedState.HELD


def test_a_held_file_that_is_accepted_is_loaded_as_any_other(feed, load, analyst):
    half = load("events.csv", month_of(5, rows=10), covers=(MONTHS[5], date(2015, 6, 30)))
    done = accept_held(load=half, by=analyst, reason="The police confirm a quiet month")
    assert (done.pk, done.state, done.rows, done.accepted) == (half.pk, LoadState.DONE, 10, 10)
    assert events() == 110
    assert Coverage.objects.get(source=SOURCE).ends_on == date(2015, 6, 30)
    assert Event.objects.filter(load=half).count() == 10
    held = HeldFile.objects.get(load=half)
    assert (held.decision, held.decided_by, held.content) == (Decision.ACCEPTED, analyst, None)
    assert held.reason == "The police confirm a quiet month"
    assert Delivery.objects.filter(load=half).count() == 1
    assert standings(feeds=[feed])[0].state == FeedState.NO_BEAT
    assert LogEntry.objects.filter(by=analyst, detail="accepted a held file").count() == 1


def test_a_held_file_that_is_returned_is_never_loaded_and_no_longer_kept(feed, load, analyst):
    half = load("events.csv", month_of(5, rows=10))
    back = return_held(load=half, by=analyst, reason="They send it again on Monday")
    assert (back.state, back.rows, back.rejected) == (LoadState.RETURNED, 10, 10)
    assert (events(), HeldFile.objects.get(load=half).content) == (100, None)
    assert load("events.csv", month_of(5)).state == LoadState.DONE
    assert events() == 120


def test_a_decision_is_made_once_with_a_reason_by_those_who_look_after_feeds(feed, load, analyst):
    half = load("events.csv", month_of(5, rows=10))
    with pytest.raises(Refused, match="Only a programme manager or analyst may decide about a file that is held"):
        accept_held(load=half, by=user(Role.KEY_WORKER), reason="I know them")
    with pytest.raises(Refused, match="Give the reason"):
        accept_held(load=half, by=analyst, reason="  ")
    accept_held(load=half, by=analyst, reason="Confirmed")
    with pytest.raises(Refused, match="Somebody has decided about this file already"):
        return_held(load=half, by=analyst, reason="Again")


def test_a_file_cut_off_in_a_row_is_held_even_if_it_is_the_first(world, tmp_path):
    path = put(tmp_path / "sent", "events.csv", month_of(0).encode()[:-16])
    cut = load_file(path=path, by=None)
    assert cut.state == LoadState.HELD
    assert [each["code"] for each in cut.held.odd] == [Oddity.CUT_OFF]


def test_the_senders_count_finds_a_single_missing_row(feed, load, analyst):
    change_feed(feed=feed, by=analyst, gives_total=True)
    assert [each["code"] for each in load("events.csv", month_of(5)).held.odd] == [Oddity.NO_CONTROL_TOTAL]
    odd = load("events.csv", month_of(5, rows=19), total=20)
    assert [each["sentence"] for each in odd.held.odd] == ["The sender counted 20 rows, and the file has 19."]
    assert odd.deliveries.get().odd == odd.held.odd
    assert load("events.csv", month_of(5), total=20).state == LoadState.DONE


def test_a_file_that_was_taken_before_is_loaded_again_without_a_word(feed, load):
    again = load("events.csv", month_of(2))
    assert (again.state, again.unchanged) == (LoadState.DONE, 20)
    assert feed.deliveries.count() == 5


def test_an_old_file_said_to_be_complete_for_later_days_is_held(feed, load):
    covers = MONTHS[4], date(2015, 5, 31)
    assert load("events.csv", month_of(4), covers=covers).state == LoadState.DONE
    load("coverage.csv", f"kind,starts_on,ends_on,source\npolice_callout,2015-01-01,2015-05-31,{SOURCE}\n")
    stale = load("events.csv", month_of(4), covers=(MONTHS[4], date(2015, 6, 30)))
    assert stale.state == LoadState.HELD
    assert [each["code"] for each in stale.held.odd] == [Oddity.COVERAGE_AHEAD]


def coverage_to(day):
    return f"kind,starts_on,ends_on,source\npolice_callout,2015-01-01,{day},{SOURCE}\n"


def test_a_word_of_being_complete_waits_for_the_file_that_would_show_it(feed, load, analyst):
    assert load("coverage.csv", coverage_to("2015-05-31")).state == LoadState.DONE
    ahead = load("coverage.csv", coverage_to("2015-06-30"))
    assert (ahead.state, [each["code"] for each in ahead.held.odd]) == (LoadState.HELD, [Oddity.COVERAGE_AHEAD])
    half = load("events.csv", month_of(5, rows=10))
    assert "Decide about that file first" in load("coverage.csv", coverage_to("2015-06-29")).message
    return_held(load=half, by=analyst, reason="Half")
    load("events.csv", month_of(5))
    assert load("coverage.csv", coverage_to("2015-06-28")).state == LoadState.DONE
    assert Coverage.objects.current().get(source=SOURCE).ends_on == date(2015, 6, 28)


def test_the_command_says_what_is_held_and_goes_on_with_a_reason(feed, tmp_path, capsys):
    path = put(tmp_path / "sent", "events.csv", month_of(5, rows=10))
    with pytest.raises(CommandError, match=r"^1 of 1 files are held for a person: events.csv.$"):
        call_command("load", str(path))
    assert "held. Not loaded yet" in capsys.readouterr().err
    assert events() == 100
    call_command("load", str(path), "--accept-odd", "Confirmed by telephone")
    assert "Taken although it was not as usual: Confirmed by telephone" in capsys.readouterr().out
    assert events() == 110


def test_the_command_compares_the_senders_count(world, tmp_path):
    path = put(tmp_path / "sent", "events.csv", month_of(0))
    with pytest.raises(CommandError, match="held"):
        call_command("load", str(path), "--rows", "21")
    call_command("load", str(path), "--rows", "20")
    assert events() == 20


def test_a_feed_is_changed_by_those_who_look_after_it_and_the_change_is_logged(feed, analyst):
    changed = change_feed(feed=feed, by=analyst, beat_days=31, supplier="Exampleshire Police", contact="d@example.org")
    assert (changed.beat_days, changed.supplier) == (31, "Exampleshire Police")
    entry = LogEntry.objects.latest("id")
    assert (entry.verb, entry.about_type, entry.detail) == ("managed", "feed", "changed supplier, contact, beat_days")
    with pytest.raises(Refused, match="Only a programme manager or analyst may change a feed"):
        change_feed(feed=feed, by=user(Role.AUDITOR), beat_days=1)
    with pytest.raises(Refused, match="1 to 400 days"):
        change_feed(feed=feed, by=analyst, beat_days=0)
    with pytest.raises(Refused, match="cannot be more than its usual rows"):
        change_feed(feed=feed, by=analyst, usual_rows=5, fewest_rows=6)
    with pytest.raises(Refused, match="is an official record"):
        change_feed(feed=feed, by=analyst, grade=Grade.JUDGEMENT)


def test_a_feeds_grade_counts_for_its_next_files_and_corrects_what_they_repeat(feed, load, analyst):
    change_feed(feed=feed, by=analyst, grade=Grade.PARTNER_STATEMENT)
    again = load("events.csv", month_of(4))
    assert (again.accepted, again.message) == (20, "0 new, 20 corrected, 0 withdrawn")
    assert set(Event.objects.current().filter(load=again).values_list("grade", flat=True)) == {Grade.PARTNER_STATEMENT}
    assert Event.objects.current().filter(source=SOURCE, grade=Grade.OFFICIAL_RECORD).count() == 80


def test_a_feed_is_late_by_what_it_covers_as_was_known_at_the_moment(feed, load, analyst):
    load("coverage.csv", coverage_to("2015-05-31"))
    feed = change_feed(feed=feed, by=analyst, beat_days=31)
    stood = standings(feeds=[feed], on=date(2015, 7, 20))[0]
    assert (stood.state, stood.late_by, stood.expected_on) == (FeedState.LATE, 19, date(2015, 7, 1))
    assert stood.says == (
        "Late by 19 days: more was expected on 1 July 2015, and what has come reaches to 31 May 2015."
    )
    assert standings(feeds=[feed], on=date(2015, 7, 8))[0].state == FeedState.DUE
    moment = Load.objects.filter(dataset="coverage").latest("id").started_at
    load("events.csv", month_of(5))
    load("coverage.csv", coverage_to("2015-06-30"))
    assert standings(feeds=[feed], on=date(2015, 7, 20))[0].state == FeedState.FRESH
    assert standings(feeds=[feed], on=date(2015, 7, 20), known_at=moment)[0].covers_until is None
