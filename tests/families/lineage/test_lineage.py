"""Which families are one line: recorded as what happened, dated, taken back, and never rewritten."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from families import changes
from families.accounts.enums import Role
from families.changes import when_families_change
from families.lineage.actions import lock_lines, record_lineage, withdraw_lineage
from families.lineage.reading import line_of, lineage_of, lines_of
from families.models import Family, LineageEvent, LogEntry
from families.permissions import Refused
from families.two_clocks import present_moment
from tests.families.world import TODAY, YESTERDAY


@pytest.fixture
def manager(world):
    return world[Role.PROGRAMME_MANAGER]


def families(*names):
    return [Family.objects.create(reference=name) for name in names]


def tie(earlier, later, by, kind="split", on=YESTERDAY):
    return record_lineage(kind=kind, earlier=earlier, later=later, happened_on=on, by=by)


def test_family_that_nothing_ties_is_a_line_by_itself(world):
    assert line_of(world.ours.pk) == [world.ours.pk]
    assert lines_of([]) == {}


def test_line_runs_over_any_number_of_steps_in_both_directions(world, manager):
    a, b, c, d = families("A", "B", "C", "D")
    tie(a, b, manager, "split")
    tie(c, b, manager, "join")
    tie(c, d, manager, "re_registration")
    whole = [a.pk, b.pk, c.pk, d.pk]
    assert lines_of([a.pk, d.pk, world.ours.pk]) == {a.pk: whole, d.pk: whole, world.ours.pk: [world.ours.pk]}


def test_line_of_a_past_moment_is_what_was_believed_then(manager):
    a, b = families("A", "B")
    before = present_moment()
    event = tie(a, b, manager)
    between = present_moment()
    withdraw_lineage(event=event, by=manager)
    assert [line_of(a.pk, known_at=moment) for moment in (before, between, None)] == [[a.pk], [a.pk, b.pk], [a.pk]]


def test_what_happened_is_told_the_latest_first(manager):
    a, b = families("A", "B")
    split = tie(a, b, manager, on=TODAY - timedelta(days=9))
    joined = tie(b, a, manager, "join")
    assert list(lineage_of(a)) == list(lineage_of(b)) == [joined, split]


def test_everybody_of_the_line_is_told_and_it_is_logged(manager):
    a, b, c = families("A", "B", "C")
    tie(a, b, manager)
    heard = []
    when_families_change(listener := lambda ids, *, by: heard.append((ids, by)))
    tie(b, c, manager, "merge")
    changes._listeners.remove(listener)
    assert heard == [([a.pk, b.pk, c.pk], manager)]
    entries = LogEntry.objects.filter(detail="lineage: merge").order_by("about_id")
    assert [(entry.verb, entry.about_id, entry.by) for entry in entries] == [
        ("recorded", b.pk, manager), ("recorded", c.pk, manager)
    ]


def test_only_who_works_with_one_of_the_families_records_it(world):
    worker = world[Role.KEY_WORKER]
    tie(world.ours, world.theirs, worker)
    a, b = families("A", "B")
    with pytest.raises(Refused, match="You work with neither of these families"):
        tie(a, b, worker)
    for role in (Role.ANALYST, Role.AUDITOR, Role.PARTNER, Role.ADMINISTRATOR):
        with pytest.raises(Refused, match="^Only a"):
            tie(world.ours, world.theirs, world[role], "merge")


def test_a_family_is_not_tied_to_itself_nor_twice_nor_in_the_future(manager):
    a, b = families("A", "B")
    with pytest.raises(Refused, match="Name two different families"):
        tie(a, a, manager)
    tie(a, b, manager)
    with pytest.raises(Refused, match="already recorded"):
        tie(a, b, manager)
    with pytest.raises(Refused, match="today or in the past"):
        tie(a, b, manager, on=TODAY + timedelta(days=1))


def test_what_was_recorded_is_never_rewritten(manager):
    event = tie(*families("A", "B"), manager)
    with pytest.raises(Error, match="never changed"), transaction.atomic():
        LineageEvent.objects.filter(pk=event.pk).update(kind="join")
    with pytest.raises(Error, match="never deleted"), transaction.atomic():
        LineageEvent.objects.filter(pk=event.pk)._raw_delete("default")


def test_whole_lines_are_locked(world, manager):
    a, b, c = families("A", "B", "C")
    tie(a, b, manager)
    tie(b, c, manager)
    assert lock_lines([c.pk, world.ours.pk]) == sorted([a.pk, b.pk, c.pk, world.ours.pk])
