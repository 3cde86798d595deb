"""The daily e-mail: numbers and an address, and never a word about anybody."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail

from families.accounts.enums import Role
from families.models import Digest, Load, Notice, PersonDetails
from families.notes.actions import add_note
from families.notices import actions
from families.notices.digest import text_of
from families.notices.enums import NoticeKind
from families.notices.news import tell_of_families
from families.referrals.actions import take_referral
from tests.families.around import REFERRER
from tests.families.plans.building import review
from tests.families.world import TODAY

ALL = list(NoticeKind)


@pytest.fixture
def told(world):
    """Our key worker has an address, an overdue referral and a notice of a note full of names."""
    worker = world[Role.KEY_WORKER]
    actions.choose_notices(by=worker, shown=ALL, mailed=ALL, email="worker@example.org")
    take_referral(
        by=worker, received_on=TODAY - timedelta(days=5), referrer=REFERRER, about="The Okafors", reason="Often absent",
        family=world.ours,
    )
    add_note(
        family=world.ours, by=world[Role.TEAM_MANAGER], happened_on=TODAY, text="Dawn Okafor was arrested.",
        mentions=[worker.pk],
    )
    return world


def test_the_mail_holds_numbers_and_an_address_and_nothing_else(told):
    assert actions.send_digests(by=None, on=TODAY) == 1
    message = mail.outbox[0]
    assert (message.subject, message.body) == text_of(1, 2, "http://127.0.0.1:8000/")
    assert message.subject == "Families programme: 1 new notice and 2 things to do are overdue"
    assert (message.to, message.cc, message.bcc, message.attachments) == (["worker@example.org"], [], [], [])


def test_no_byte_of_the_mail_says_anything_about_anybody(told):
    actions.send_digests(by=None, on=TODAY)
    sent = mail.outbox[0].message().as_bytes().decode().lower()
    canaries = {str(value) for row in PersonDetails.objects.all() for value in (row.forename, row.surname)}
    canaries |= {"TF-1", str(told.ours.token), "arrested", "absent", "Okafor", "Dyer", "Hill School", "North"}
    canaries |= {str(user) for user in told.people.values()}
    assert [canary for canary in canaries if canary.lower() in sent] == []


def test_nobody_gets_a_second_one_on_a_day(told):
    assert [actions.send_digests(by=None, on=TODAY) for _ in range(2)] == [1, 0]
    assert actions.send_digests(by=None, on=TODAY + timedelta(days=1)) == 1


def test_a_server_that_fails_loses_nothing(told, monkeypatch):
    def fail(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected("Okafor")

    with monkeypatch.context() as patched:
        patched.setattr("families.notices.actions.send_mail", fail)
        assert actions.send_digests(by=None, on=TODAY) == 0
    assert not Digest.objects.exists()
    assert actions.send_digests(by=None, on=TODAY) == 1


@pytest.mark.parametrize("choice", [
    {"shown": ALL, "mailed": [], "email": "worker@example.org"}, {"shown": ALL, "mailed": ALL, "email": ""},
])
def test_who_wants_none_gets_none(told, choice):
    actions.choose_notices(by=told[Role.KEY_WORKER], **choice)
    assert actions.send_digests(by=None, on=TODAY) == 0


def test_who_has_nothing_waiting_gets_none(world):
    review(world.ours, world[Role.KEY_WORKER])
    actions.choose_notices(by=world[Role.KEY_WORKER], shown=ALL, mailed=ALL, email="worker@example.org")
    assert actions.send_digests(by=None, on=TODAY) == 0


def test_a_kind_that_was_not_wanted_is_not_told(told):
    worker = told[Role.KEY_WORKER]
    Notice.objects.all().delete()
    actions.choose_notices(by=worker, shown=[kind for kind in ALL if kind != "mentioned"], mailed=ALL)
    add_note(
        family=told.ours, by=told[Role.TEAM_MANAGER], happened_on=TODAY, text="Again.", mentions=[worker.pk],
    )
    assert not Notice.objects.exists()


def test_a_held_file_is_told_once_to_those_who_decide(world):
    load = Load.objects.first()
    Load.objects.filter(pk=load.pk).update(state="held")
    for _ in range(2):
        tell_of_families()
    told = Notice.objects.filter(kind="file_held").order_by("to__role").values_list("to__role", "kind", "parts")
    assert list(told) == [(role, "file_held", {"pk": load.pk}) for role in ("analyst", "programme_manager")]


def test_choosing_keeps_what_was_chosen(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    client.post("/notices/choose/", {"shown": ["mentioned"], "mailed": ["file_held"], "email": "me@example.org"})
    page = client.get("/notices/choose/").content.decode()
    assert 'value="me@example.org"' in page
    assert page.count(" checked") == 2
