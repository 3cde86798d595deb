"""Partner agencies: their own actions and referrals, and not a word of anything else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from families.accounts.enums import Role
from families.models import LogEntry, PlanAction, User
from families.partners.reading import actions_of, referrals_of
from families.permissions import Refused
from families.plans.recording import add_action, add_objective, settle_action
from families.professionals.actions import record_professional
from families.referrals.actions import acknowledge_referral, decide_referral, take_referral, tell_outcome
from families.referrals.enums import ReferralOutcome
from tests.families.around import PROFESSIONAL
from tests.families.plans.building import somebody
from tests.families.world import TODAY
from tests.outcomes.authority import user

CANARIES = (
    "Okafor", "Dawn", "Ada", "Neighbour", "strangle", "Mother drinks", "Keep this from others", "TF-2", "Key Worker",
)


@pytest.fixture
def ours(world):
    """An action of the police, of a police officer round the family, and of others; each says something to be kept."""
    by, family = world[Role.KEY_WORKER], world.ours
    objective = add_objective(family=family, by=by, headline="crime", what="Mother drinks less.")
    officer = record_professional(
        family=family, by=by, starts_on=TODAY, person={**PROFESSIONAL, "name": "Alys Row", "agency": "POLICE"}
    )
    said = {"family": family, "by": by, "objective": objective.thread, "due_on": TODAY - timedelta(days=1)}
    owners = {
        "Drive past on Fridays": f"user:{world[Role.PARTNER].pk}", "Ring once a week": f"professional:{officer.thread}",
        "Keep this from others": somebody(family, by), "Neighbour is asked": f"user:{by.pk}",
    }
    return {what: add_action(what=what, owner=owner, **said) for what, owner in owners.items()}


def page(world, address="/our-actions/"):
    return world.signed_in_as(Role.PARTNER).get(address).content.decode()


def test_an_agency_sees_its_own_actions_and_nothing_else(world, ours):
    shown = page(world)
    assert ("Drive past on Fridays" in shown, "Ring once a week" in shown) == (True, True)
    assert [canary for canary in CANARIES if canary in shown] == []
    for action in ours.values():
        shown = page(world, f"/our-actions/{action.thread}/")
        assert [canary for canary in CANARIES if canary in shown] == []


def test_another_agency_sees_none_of_them(world, ours):
    other = user(Role.PARTNER, "other.agency", agency="housing")
    assert list(actions_of(other)) == []
    for somebody_else in (world[Role.KEY_WORKER], world[Role.ANALYST]):
        assert list(actions_of(somebody_else)) == []


def test_an_agency_says_what_became_of_its_own_action_with_a_note(world, ours):
    client = world.signed_in_as(Role.PARTNER)
    sent = {
        "state": "done", "reason": "Two quiet weeks.", "settled_on_0": str(TODAY.day),
        "settled_on_1": str(TODAY.month), "settled_on_2": str(TODAY.year),
    }
    for what in ("Drive past on Fridays", "Ring once a week"):
        assert client.post(f"/our-actions/{ours[what].thread}/", sent).status_code == 302
        now = PlanAction.objects.current().get(thread=ours[what].thread)
        assert (now.state, now.reason, now.recorded_by) == ("done", "Two quiet weeks.", world[Role.PARTNER])
    assert LogEntry.objects.latest("pk").detail == "action done"
    assert client.post(f"/our-actions/{ours['Ring once a week'].thread}/", sent).status_code == 404


def test_an_agency_changes_no_other_action(world, ours):
    client = world.signed_in_as(Role.PARTNER)
    for what in ("Keep this from others", "Neighbour is asked"):
        assert client.post(f"/our-actions/{ours[what].thread}/", {"state": "done"}).status_code == 404
        with pytest.raises(Refused):
            settle_action(action=ours[what], by=world[Role.PARTNER], state="done", settled_on=TODAY)
    housing = user(Role.PARTNER, "other.agency", agency="housing")
    for action in ours.values():
        with pytest.raises(Refused):
            settle_action(action=action, by=housing, state="done", settled_on=TODAY)


def test_what_is_no_longer_needed_has_a_reason(world, ours):
    response = world.signed_in_as(Role.PARTNER).post(
        f"/our-actions/{ours['Drive past on Fridays'].thread}/", {"state": "not_needed", "reason": " "}
    )
    assert "Say why it is no longer needed" in response.content.decode()


def test_ended_access_ends_what_is_seen(world, ours):
    partner = world[Role.PARTNER]
    assert actions_of(partner).count() == 2
    User.objects.filter(pk=partner.pk).update(is_active=False)
    partner.refresh_from_db()
    assert actions_of(partner).count() == referrals_of(partner).count() == 0


def test_a_referrer_reads_what_they_were_told_and_not_before(world):
    by = world[Role.KEY_WORKER]
    referral = take_referral(
        by=by, received_on=TODAY - timedelta(days=3), about="The family at number 9", reason="Father strangled her",
        referrer={"name": "Alys Row", "agency": "Police", "phone": "", "email": ""}, family=world.ours,
    )
    said = [page(world, "/our-referrals/")]
    referral = acknowledge_referral(referral=referral, by=by, acknowledged_on=TODAY)
    said.append(page(world, "/our-referrals/"))
    referral = decide_referral(referral=referral, by=by, outcome="taken_on", decided_on=TODAY, family=world.ours)
    said.append(page(world, "/our-referrals/"))
    tell_outcome(referral=referral, by=by, outcome_told_on=TODAY, told="We work with them now.")
    said.append(page(world, "/our-referrals/"))
    assert [words in text for words, text in zip(
        ("It has come.", "is being looked at", "is being looked at", "We work with them now."), said, strict=True
    )] == [True] * 4
    assert [ReferralOutcome.TAKEN_ON.label in text for text in said] == [False, False, False, True]
    assert [canary for canary in (*CANARIES, "TF-1") for text in said if canary in text] == []


def test_the_list_asks_as_many_questions_for_one_action_as_for_twenty(world, ours):
    client = world.signed_in_as(Role.PARTNER)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/our-actions/").status_code == 200
        return len(captured)

    few = asked()
    by, objective = world[Role.KEY_WORKER], ours["Ring once a week"].objective
    for number in range(20):
        add_action(
            family=world.ours, by=by, objective=objective, what=f"Look {number}", due_on=TODAY,
            owner=f"user:{world[Role.PARTNER].pk}",
        )
    assert (asked(), few <= 15) == (few, True)
