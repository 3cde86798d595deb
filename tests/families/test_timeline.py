"""A family's timeline: everything recorded, by kind, person and period, as known at any moment."""

from datetime import timedelta

import pytest

from families.accounts.enums import Role
from families.facts.recording import record_event
from families.models import Professional
from families.professionals.actions import withdraw_professional
from families.timeline.reading import Timeline
from families.timeline.sources import KINDS, SOURCES
from families.two_clocks import moment_of_reading
from tests.families.around import people_around
from tests.families.world import TODAY, YESTERDAY


@pytest.fixture
def recorded(world):
    people_around(world.ours, world[Role.KEY_WORKER])
    return world


def said(timeline):
    return [line.says for line in timeline[0:200]]


def test_everything_is_on_it_the_newest_first(recorded):
    timeline = Timeline(recorded.ours)
    lines = timeline[0:200]
    assert len(lines) == timeline.count()
    assert [line.on for line in lines] == sorted((line.on for line in lines), reverse=True)
    assert {line.kind for line in lines} >= {"people", "event", "spell", "problem", "plan", "professional", "referral"}
    assert "Home at 14 Millstone Row, Brightmoor, LS1 4AP (Thornhill)" in said(timeline)
    assert "Referred by Ann Dyer, Hill School" in said(timeline)
    assert "Visit or appointment: Sarah Pell, CAMHS" in said(timeline)
    assert "Problem: Children who have not been attending school regularly" in said(timeline)


def test_each_kind_shows_only_itself(recorded):
    kinds = {source.kind for source in SOURCES}
    assert kinds <= set(KINDS)
    for kind in kinds:
        assert {line.kind for line in Timeline(recorded.ours, kind=kind)[0:200]} <= {kind}


def test_a_person_and_a_period_narrow_it(recorded):
    ada = recorded.member("ada")
    assert {line.about for line in Timeline(recorded.ours, person_id=ada.pk)[0:200]} == {"Ada Okafor"}
    lines = Timeline(recorded.ours, first=YESTERDAY - timedelta(days=30), last=YESTERDAY)[0:200]
    assert {YESTERDAY - timedelta(days=30) <= line.on <= YESTERDAY for line in lines} == {True}


def test_it_is_shown_as_known_at_any_moment(recorded):
    before = moment_of_reading()
    worker = recorded[Role.KEY_WORKER]
    record_event(family=recorded.ours, by=worker, kind="police_callout", occurred_on=TODAY)
    withdraw_professional(professional=Professional.objects.current().get(), family=recorded.ours, by=worker)
    now, then = said(Timeline(recorded.ours)), said(Timeline(recorded.ours, known_at=before))
    assert ("Police call-out" in now, "Police call-out" in then) == (True, False)
    assert [any("began to work" in line for line in lines) for lines in (now, then)] == [False, True]


def test_the_page_filters_and_keeps_what_was_chosen(recorded):
    client = recorded.signed_in_as(Role.KEY_WORKER)
    address = f"/families/{recorded.ours.token}/timeline/"
    page = client.get(address, {"kind": "referral"}).content.decode()
    assert "Referred by Ann Dyer" in page
    assert "Millstone Row" not in page
    assert '<option value="referral" selected>' in page
    assert client.get(address, {"first": "nonsense"}).status_code == 200
