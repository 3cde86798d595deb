"""What is to be done: made from the records themselves, gone when they say it is done, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from families.accounts.enums import Role
from families.due.enums import Period
from families.due.reading import DueList, due_in
from families.due.sources import SOURCES, scope_of
from families.household.actions.members import add_person
from families.household.actions.relationships import record_unborn_child
from families.models import District, Family
from families.purposes.actions import record_notice
from families.referrals.actions import acknowledge_referral, decide_referral, take_referral, tell_outcome
from tests.families.around import REFERRER, adult_of, begin_note
from tests.families.world import TODAY

OURS = ("acknowledge", "decide", "tell_referrer", "birth", "draft")


@pytest.fixture
def worker(world):
    return world[Role.KEY_WORKER]


def due(user, **more):
    """What this person has to do of the sorts that this app makes: heading and words."""
    sources = [one for one in SOURCES if one.code in OURS]
    return [(row.period, row.says, row.on) for row in DueList(scope_of(user), sources=sources, **more)[:]]


def refer(worker, days, **more):
    """A referral that came so many days ago."""
    return take_referral(
        by=worker, received_on=TODAY - timedelta(days=days), referrer=REFERRER, about="The Okafors", reason="Absent",
        **more,
    )


def test_a_referral_is_answered_step_by_step(worker):
    referral = refer(worker, 8)
    tell = ("overdue", "Tell Hill School that their referral came", TODAY - timedelta(days=6))
    decide = ("week", "Decide about the referral from Hill School", TODAY + timedelta(days=2))
    assert due(worker) == [tell, decide]
    referral = acknowledge_referral(referral=referral, by=worker, acknowledged_on=TODAY)
    assert due(worker) == [decide]
    referral = decide_referral(referral=referral, by=worker, outcome="not_taken_on", decided_on=TODAY)
    assert due(worker) == [("week", "Tell Hill School what became of their referral", TODAY + timedelta(days=2))]
    tell_outcome(referral=referral, by=worker, outcome_told_on=TODAY, told="We cannot take them on.")
    assert due(worker) == []


def test_headings_follow_the_day(worker):
    for days in (3, 2, 1, -5):
        refer(worker, max(days, 0))
    assert [period for period, says, _ in due(worker) if says.startswith("Tell")] == [
        "overdue", "today", "week", "week",
    ]
    assert [says for _, says, _ in due(worker, period=Period.TODAY)] == ["Tell Hill School that their referral came"]


def test_drafts_and_births_are_remembered(world, worker):
    record_unborn_child(
        family=world.ours, by=worker, person=adult_of(world.ours), due_on=TODAY + timedelta(days=30), starts_on=TODAY
    )
    begin_note(world.ours, worker)
    assert due(worker) == [
        ("later", "A child is expected: record the birth once it has come", TODAY + timedelta(days=30)),
        ("any_time", "Go on with what you began: Write a note", None),
    ]
    assert [says for _, says, _ in due(world[Role.TEAM_MANAGER])] == [
        "A child is expected: record the birth once it has come",
    ]


def test_a_privacy_notice_is_to_be_given_within_a_month(world, worker):
    def untold():
        sources = [one for one in SOURCES if one.code == "notice"]
        return [(row.says, row.on) for row in DueList(scope_of(worker), sources=sources)[:]]

    began = world.ours.details.current().get().identified_on
    assert untold() == []  # no notice is on record anywhere: they are kept elsewhere
    elsewhere = {"family": world.theirs, "by": world[Role.PROGRAMME_MANAGER]}
    record_notice(version="1", given_on=began, way="post", **elsewhere)
    assert untold() == [("Give the privacy notice, and record it", began + timedelta(days=30))]
    said = {"family": world.ours, "by": worker, "version": "1", "given_on": TODAY, "way": "post"}
    record_notice(person=adult_of(world.ours), **said)
    assert len(untold()) == 1
    record_notice(**said)
    assert untold() == []
    new = {"forename": "Nia", "surname": "Okafor", "date_of_birth": TODAY - timedelta(days=900), "sex": "F", "upn": "",
           "nino": "", "nhs_number": ""}
    add_person(family=world.ours, by=worker, person=new, role="child", starts_on=TODAY)
    assert untold() == []  # the family as a whole was told


def test_nobody_sees_what_is_due_elsewhere(world, worker):
    manager = world[Role.PROGRAMME_MANAGER]
    refer(manager, 8, district=District.objects.get(code="south"))
    record_unborn_child(
        family=world.theirs, by=manager, person=adult_of(world.theirs), due_on=TODAY, starts_on=TODAY
    )
    assert (due(worker), due(world[Role.TEAM_MANAGER])) == ([], [])
    assert len(due(manager)) == 3


def test_counts_are_what_the_list_holds(world, worker):
    for days in (0, 2, 8):
        refer(worker, days)
    begin_note(world.ours, worker)
    whole = DueList(scope_of(worker))
    rows = whole[:]
    assert whole.count() == len(rows) == sum(whole.counts().values())
    for period, number in whole.counts().items():
        assert number == sum(row.period == period for row in rows) == DueList(scope_of(worker), period=period).count()


def test_what_is_due_for_the_families_of_a_page(world, worker):
    record_unborn_child(
        family=world.ours, by=worker, person=adult_of(world.ours), due_on=TODAY, starts_on=TODAY
    )
    refer(worker, 8, family=world.ours)
    found = due_in([world.ours], worker)[world.ours.pk]
    assert "A child is expected: record the birth once it has come" in [row.says for row in found]
    assert due_in([Family.objects.get(pk=world.theirs.pk)], worker) == {world.theirs.pk: []}


def test_the_page_asks_as_many_questions_for_one_thing_as_for_twenty(world, worker):
    client = world.signed_in_as(Role.KEY_WORKER)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/to-do/").status_code == 200
        return len(captured)

    begin_note(world.ours, worker)
    few = asked()
    for days in range(10):  # each is to be acknowledged and decided: twenty things more, on one page
        refer(worker, days)
    assert asked() == few
    assert few <= 15


def test_the_page_says_where_each_thing_is_done(world, worker):
    referral = refer(worker, 8)
    page = world.signed_in_as(Role.KEY_WORKER).get("/to-do/").content.decode()
    assert f'href="/referrals/{referral.thread}/acknowledge/"' in page
    assert "Nothing is waiting for you." not in page
