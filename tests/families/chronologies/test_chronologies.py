"""Curated chronologies: chosen lines, own words, locked for good or reopened for a reason, later changes shown."""

from datetime import timedelta

import pytest
from django.db import InternalError, connection, transaction

from families.accounts.enums import Role
from families.chronologies import actions
from families.chronologies.reading import lines_of
from families.facts.recording import correct_event, record_event, withdraw_fact
from families.models import Chronology, ChronologyLine, LogEntry
from families.notes.actions import add_note
from families.permissions import Refused
from families.timeline.reading import Timeline
from tests.families.world import TODAY, YESTERDAY


@pytest.fixture
def begun(world):
    """A chronology of our family with one line of the worker's own."""
    chronology = actions.begin_chronology(
        family=world.ours, by=world[Role.KEY_WORKER], title="For the conference", purpose="the conference of 4 May"
    )
    actions.write_line(
        chronology=chronology, by=world[Role.KEY_WORKER], on=YESTERDAY, says="She asked for help by herself."
    )
    return chronology


@pytest.fixture
def happened(world):
    """An event typed in about our family."""
    return record_event(
        family=world.ours, by=world[Role.KEY_WORKER], kind="police_callout", occurred_on=TODAY - timedelta(days=9)
    )


def key_of(world, words):
    """The key of the line of our timeline that says this."""
    return next(line.key for line in Timeline(world.ours)[0:200] if words in line.says)


def address(chronology, *parts):
    return "/".join(["/families", str(chronology.family.token), "chronologies", str(chronology.pk), *parts, ""])


def said(chronology):
    return [(shown.line.says, shown.since) for shown in lines_of(chronology)]


def test_chosen_lines_and_own_lines_stand_in_the_order_of_their_dates(world, begun, happened):
    by = world[Role.KEY_WORKER]
    key = key_of(world, "Police call-out")
    client = world.signed_in_as(Role.KEY_WORKER)
    page = client.get(address(begun, "choose")).content.decode()
    assert f'value="{key}"' in page
    client.post(address(begun, "choose"), {"line": [key, key, "event:999999", "nonsense", "note:x"]})
    assert actions.choose_lines(chronology=begun, by=by, keys=[key]) == 0
    actions.say_beside(line=begun.lines.get(source="event"), by=by, sentence="It was the last one.")
    assert said(begun) == [("Police call-out", ""), ("She asked for help by herself.", "")]
    page = client.get(address(begun)).content.decode()
    assert page.index("Police call-out") < page.index("It was the last one.") < page.index("She asked for help")


def test_a_line_of_another_family_is_never_chosen(world, begun):
    event = record_event(
        family=world.theirs, by=world[Role.PROGRAMME_MANAGER], kind="police_callout", occurred_on=YESTERDAY
    )
    assert actions.choose_lines(chronology=begun, by=world[Role.KEY_WORKER], keys=[f"event:{event.pk}"]) == 0


def test_a_locked_chronology_is_only_read(world, begun, happened):
    by = world[Role.KEY_WORKER]
    actions.lock_chronology(chronology=begun, by=by)
    line = begun.lines.get()
    for act in (
        lambda: actions.choose_lines(chronology=begun, by=by, keys=[key_of(world, "Police call-out")]),
        lambda: actions.write_line(chronology=begun, by=by, on=TODAY, says="More"),
        lambda: actions.say_beside(line=line, by=by, sentence="More"),
        lambda: actions.take_out_line(line=line, by=by), lambda: actions.lock_chronology(chronology=begun, by=by),
    ):
        with pytest.raises(Refused, match="is locked"):
            act()
    for change in ("UPDATE families_chronologyline SET says = 'Other'", "DELETE FROM families_chronologyline"):
        with pytest.raises(InternalError, match="is locked"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    page = world.signed_in_as(Role.KEY_WORKER).get(address(begun)).content.decode()
    assert ("Locked by" in page, "Take out" in page, "Choose lines" in page) == (True, False, False)


def test_it_is_reopened_only_for_a_reason_which_stays(world, begun):
    by = world[Role.KEY_WORKER]
    actions.lock_chronology(chronology=begun, by=by)
    with pytest.raises(Refused, match="Say why"):
        actions.reopen_chronology(chronology=begun, by=by, reason=" ")
    actions.reopen_chronology(chronology=begun, by=by, reason="A date was wrong")
    actions.take_out_line(line=begun.lines.get(), by=by)
    assert [(one.turn, one.reason) for one in begun.turns.all()] == [("reopened", "A date was wrong"), ("locked", "")]
    with pytest.raises(Refused, match="no line yet"):
        actions.lock_chronology(chronology=begun, by=by)


def test_a_copy_has_the_same_lines_and_is_open(world, begun, happened):
    by = world[Role.KEY_WORKER]
    actions.choose_lines(chronology=begun, by=by, keys=[key_of(world, "Police call-out")])
    actions.lock_chronology(chronology=begun, by=by)
    copy = actions.copy_chronology(chronology=begun, by=by, title="For court", purpose="the hearing")
    assert said(copy) == said(begun)
    actions.take_out_line(line=copy.lines.first(), by=by)
    assert [one.lines.count() for one in (begun, copy)] == [2, 1]
    assert Chronology.objects.get(pk=copy.pk).copied_from == begun


def test_later_changes_of_a_source_are_shown_as_such(world, begun, happened):
    by = world[Role.KEY_WORKER]
    note = add_note(family=world.ours, by=by, happened_on=TODAY, text="It was Tuesday.")
    gone = record_event(family=world.ours, by=by, kind="missing_episode", occurred_on=YESTERDAY)
    actions.choose_lines(chronology=begun, by=by, keys=[
        f"event:{happened.pk}", f"event:{gone.pk}", f"note:{note.pk}",
    ])
    actions.lock_chronology(chronology=begun, by=by)
    correct_event(
        event=happened, family=world.ours, by=by, kind="police_callout", occurred_on=TODAY - timedelta(days=8),
        note="Two officers came",
    )
    withdraw_fact(fact=gone, family=world.ours, by=by)
    add_note(family=world.ours, by=by, happened_on=TODAY, text="It was Wednesday.", cites=note, corrects=True)
    on = TODAY - timedelta(days=8)
    assert said(begun) == [
        ("Police call-out", "This was corrected since. It now says: "
         f"{on.day} {on:%B %Y}, Police call-out. Two officers came"),
        ("She asked for help by herself.", ""), ("Missing episode", "This was withdrawn since."),
        ("Something else", "This note was put right since: read what was added to it."),
    ]


def test_nobody_opens_a_chronology_of_another_family(world, begun):
    other = actions.begin_chronology(
        family=world.theirs, by=world[Role.PROGRAMME_MANAGER], title="Theirs", purpose="them"
    )
    client = world.signed_in_as(Role.KEY_WORKER)
    assert client.get(address(other)).status_code == 404
    assert client.get(address(begun).replace(f"/{begun.pk}/", f"/{other.pk}/")).status_code == 404
    with pytest.raises(Refused, match="do not work with"):
        actions.write_line(chronology=other, by=world[Role.KEY_WORKER], on=TODAY, says="x")
    assert ChronologyLine.objects.filter(chronology=other).count() == 0


def test_every_act_is_logged_without_what_it_says(world, begun):
    actions.lock_chronology(chronology=begun, by=world[Role.KEY_WORKER])
    entries = LogEntry.objects.filter(detail__contains="chronology").order_by("pk").values_list("verb", "detail")
    assert list(entries) == [
        ("recorded", f"chronology {begun.pk}"), ("recorded", f"line of chronology {begun.pk}"),
        ("corrected", f"chronology {begun.pk} locked"),
    ]
