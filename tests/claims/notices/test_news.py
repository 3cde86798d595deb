"""What people are told about claims every morning: once each, and only those it concerns."""

import pytest

from claims.notices.news import tell_of_claims
from families.accounts.enums import Role
from families.models import Notice
from tests.claims.building import claim_at, day, family, incident, judge, user

pytestmark = pytest.mark.usefixtures("programme")


def told(kind):
    """To whom and what, of one kind."""
    return [(one.to, one.says) for one in Notice.objects.filter(kind=kind).order_by("pk")]


def test_the_lead_worker_hears_that_a_family_can_be_claimed_and_that_it_no_longer_can():
    worker = user(Role.KEY_WORKER)
    made = family(lead=worker)
    judge(made)
    for _ in range(2):
        tell_of_claims()
    ready = (worker, f"{made.reference} can be claimed: its progress is proven.")
    assert told("verdict_changed") == [ready]
    incident(made)
    judge(made)
    tell_of_claims()
    assert told("verdict_changed") == [
        ready, (worker, f"{made.reference} can no longer be claimed. Open the family to see why."),
    ]


def test_what_a_person_did_to_a_claim_is_no_news():
    worker = user(Role.KEY_WORKER)
    claim_at("checked", made=family(lead=worker))
    tell_of_claims()
    assert [says.partition(" ")[2] for _, says in told("verdict_changed")] == [
        "can be claimed: its progress is proven.",
    ]


def test_programme_managers_hear_of_an_alert_once():
    manager = user(Role.PROGRAMME_MANAGER)
    claim = claim_at("paid")
    incident(claim.family, on=day(-20))
    judge(claim.family)
    for _ in range(2):
        tell_of_claims()
    says = f"Something contradicts the claim of {claim.family.reference}."
    assert (manager, says) in told("claim_alert")
    assert {who.role for who, _ in told("claim_alert")} == {Role.PROGRAMME_MANAGER}
    assert len(told("claim_alert")) == len({who for who, _ in told("claim_alert")})
