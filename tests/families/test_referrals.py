"""Referrals: who waits for an answer, who sees which, and a family registered from one."""

from datetime import timedelta

import pytest

from families.accounts.enums import Role
from families.models import District, Family, FamilyDetails, Referral
from families.permissions import Refused
from families.referrals import actions
from families.referrals.models import Referral as ReferralModel
from tests.families.around import CHILD, REFERRER
from tests.families.world import TODAY

CAME = TODAY - timedelta(days=9)


@pytest.fixture
def referral(world):
    return actions.take_referral(
        by=world[Role.KEY_WORKER], received_on=CAME, referrer=REFERRER, about="The Quys", reason="Often absent",
        district=District.objects.get(code="south"),
    )


def test_a_referrer_waits_until_told_what_became_of_it(world, referral):
    worker = world[Role.KEY_WORKER]
    waiting = Referral.objects.current().awaiting_an_answer()
    referral = actions.acknowledge_referral(referral=referral, by=worker, acknowledged_on=CAME)
    assert waiting.count() == 1
    with pytest.raises(Refused, match="Record what was decided"):
        actions.tell_outcome(referral=referral, by=worker, outcome_told_on=TODAY, told="Taken on")
    referral = actions.decide_referral(referral=referral, by=worker, outcome="not_taken_on", decided_on=TODAY)
    assert waiting.count() == 1
    actions.tell_outcome(referral=referral, by=worker, outcome_told_on=TODAY, told="Passed to early help")
    assert waiting.count() == 0
    assert ReferralModel.objects.filter(thread=referral.thread).count() == 4


def test_an_answer_is_not_dated_before_the_referral_came(world, referral):
    with pytest.raises(Refused, match="before the referral came"):
        actions.acknowledge_referral(
            referral=referral, by=world[Role.KEY_WORKER], acknowledged_on=CAME - timedelta(days=1)
        )


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.KEY_WORKER, True), (Role.TEAM_MANAGER, False), (Role.PROGRAMME_MANAGER, True), (Role.PARTNER, False)],
)
def test_a_referral_is_seen_by_who_took_it_and_by_managers_of_its_district(world, referral, role, sees):
    assert Referral.objects.visible_to(world[role]).exists() == sees


def test_a_family_is_registered_from_a_referral_and_led_by_who_registered_it(world, referral):
    worker = world[Role.KEY_WORKER]
    family = actions.register_from_referral(
        referral=referral, by=worker, identified_on=TODAY, role="child", framework="expanded",
        district=referral.district, person={**CHILD, "surname": "Quy"},
    )
    referral = Referral.objects.current().get(thread=referral.thread)
    assert (referral.family, referral.outcome, referral.outcome_told_on) == (family, "taken_on", None)
    assert family in Family.objects.visible_to(worker)
    assert FamilyDetails.objects.current().get(family=family).stage == "information_gathering"
    with pytest.raises(Refused, match="registered already"):
        actions.register_from_referral(
            referral=referral, by=worker, identified_on=TODAY, role="child", framework="expanded", person=CHILD
        )


def test_the_pages_take_a_referral_to_its_answer(world):
    client = world.signed_in_as(Role.KEY_WORKER)

    def day(name):
        return {f"{name}_0": TODAY.day, f"{name}_1": TODAY.month, f"{name}_2": TODAY.year}

    assert client.post("/referrals/record/", {
        **day("received_on"), "referrer_name": "Ann Dyer", "referrer_agency": "Hill School", "about": "The Quys",
        "reason": "Often absent",
    }).status_code == 302
    referral = Referral.objects.current().get()
    assert "The Quys" in client.get("/referrals/").content.decode()
    person = {"forename": "Lan", "surname": "Quy", "sex": "F", "belongs": "adult", "framework": "expanded"}
    born = {"date_of_birth_0": 1, "date_of_birth_1": 2, "date_of_birth_2": 1990}
    response = client.post(
        f"/referrals/{referral.thread}/register/", {**person, **born, **day("identified_on")}, follow=True
    )
    assert "is registered. Add the other members now." in response.content.decode()
    referral = Referral.objects.current().get()
    told = client.post(f"/referrals/{referral.thread}/told/", {
        **day("outcome_told_on"), "told": "We work with the family now.", "opened": referral.pk,
    })
    assert told.status_code == 302
    assert "No referrer is waiting for an answer." in client.get("/referrals/").content.decode()


def test_the_second_to_answer_is_told_who_was_first(world, referral):
    manager = world[Role.PROGRAMME_MANAGER]
    actions.acknowledge_referral(referral=referral, by=manager, acknowledged_on=TODAY)
    page = world.signed_in_as(Role.KEY_WORKER).post(f"/referrals/{referral.thread}/acknowledge/", {
        "acknowledged_on_0": CAME.day, "acknowledged_on_1": CAME.month, "acknowledged_on_2": CAME.year,
        "opened": referral.pk,
    }).content.decode()
    assert "has been told already" in page or "changed this at" in page
