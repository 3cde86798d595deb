"""One act on many claims: shown first, refused one by one, and then done exactly as shown or not at all."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import actions
from claims.bulk.actions import act_on_many, preview_of
from claims.bulk.reading import acts_of, rows_of
from claims.bulk.rules import seal_of
from claims.enums import ClaimStatus
from claims.models import Claim, ClaimMove
from families.accounts.enums import Role
from families.permissions import Refused
from tests.claims.building import claim_at, day, family, incident, judge, user

pytestmark = pytest.mark.usefixtures("programme")


def queued(number, **fields):
    judge(*[family(**fields) for _ in range(number)])
    return list(Claim.objects.filter(status="queued").order_by("reference"))


def act(name, claims, by, **given):
    seal = seal_of(name, preview_of(act=name, claims=claims, by=by))
    return act_on_many(act=name, claims=claims, by=by, seal=seal, **given)


def statuses():
    return sorted(Claim.objects.values_list("status", flat=True))


def test_many_are_checked_by_one_and_approved_by_another():
    claims = queued(3)
    checker, manager = user(Role.ANALYST), user()
    act("check", claims, checker)
    assert statuses() == ["checked"] * 3
    with pytest.raises(Refused, match="Something changed since you looked"):
        act("approve", claims, user(staff_number=checker.staff_number))
    act("approve", claims, manager)
    assert statuses() == ["approved"] * 3
    assert ClaimMove.objects.filter(verb="approve", by=manager).count() == 3
    connection.check_constraints()


def test_refusals_are_listed_one_by_one_and_the_others_are_done():
    author = user()
    sound = queued(1)
    own = queued(1, by=author)[-1]
    lost = claim_at("queued")
    incident(lost.family)
    rows = preview_of(act="check", claims=[*sound, own, lost], by=author)
    assert [(row.claim.pk, row.refusal) for row in rows] == [
        (sound[0].pk, ""),
        (own.pk, "You cannot check this claim: you wrote the family's plan and recorded facts about this family."),
        (lost.pk, f"Claim {lost} has left the queue: the family does not qualify at present, so nobody can check it."),
    ]
    assert statuses() == ["left_queue", "queued", "queued"]


@pytest.mark.parametrize("happens", ["fact", "colleague"])
def test_preview_that_is_stale_does_nothing(happens):
    claims = queued(2)
    checker = user()
    seal = seal_of("check", preview_of(act="check", claims=claims, by=checker))
    if happens == "fact":
        incident(claims[0].family, on=day(-305))
    else:
        actions.check_claim(claim=claims[0], by=user(), digest=claims[0].evidence_digest)
    with pytest.raises(Refused, match="Something changed since you looked, so nothing was done"):
        act_on_many(act="check", claims=claims, by=checker, seal=seal)
    assert not ClaimMove.objects.filter(verb="check", by=checker).exists()


def test_claims_are_put_back_with_a_reason_if_their_families_still_qualify():
    declined, lost, checked = claim_at("declined"), claim_at("declined"), claim_at("checked")
    incident(lost.family)
    manager = user()
    rows = preview_of(act="put_back", claims=[declined, lost, checked], by=manager)
    assert [row.refusal for row in rows] == [
        "", "The family does not qualify any more, so the claim cannot be put back.", ""
    ]
    with pytest.raises(Refused, match="Give the reason"):
        act("put_back", [declined, checked], manager)
    act("put_back", [declined, checked], manager, reason="The head teacher answered.")
    assert statuses() == ["declined", "queued", "queued"]
    assert declined.moves.last().reason == "The head teacher answered."


def test_acts_are_those_of_the_role():
    assert {role: [value for value, _ in acts_of(role)] for role in Role} == {
        Role.PROGRAMME_MANAGER: ["check", "approve", "put_back"], Role.ANALYST: ["check"], Role.AUDITOR: [],
        Role.KEY_WORKER: [], Role.TEAM_MANAGER: [], Role.PARTNER: [], Role.ADMINISTRATOR: [],
    }
    of_a_manager = {
        status: [value for value, _ in acts_of(Role.PROGRAMME_MANAGER, status)] for status in ClaimStatus.values
    }
    assert {status: acts for status, acts in of_a_manager.items() if acts} == {
        "queued": ["check"], "checked": ["approve", "put_back"], "approved": ["put_back"], "declined": ["put_back"],
        "audit_failed": ["put_back"],
    }
    claims = queued(1)
    for name, role in (("approve", Role.ANALYST), ("put_back", Role.ANALYST), ("check", Role.AUDITOR)):
        with pytest.raises(Refused, match="^Only a"):
            preview_of(act=name, claims=claims, by=user(role))
    with pytest.raises(Refused, match="Choose what is to be done"):
        preview_of(act="submit", claims=claims, by=user())


def test_preview_of_many_takes_as_many_queries_as_of_one():
    claims = queued(6)
    manager = user()
    with CaptureQueriesContext(connection) as one:
        rows_of("check", claims[:1], manager)
    with CaptureQueriesContext(connection) as many:
        rows_of("check", claims, manager)
    assert len(many) == len(one)


def test_page_shows_then_asks_then_does(client):
    claims = queued(2)
    manager = user()
    client.force_login(manager)
    assert "Record that I checked them" in client.get(reverse("claims:queue")).content.decode()
    ticked = {"act": "check", "claim": [str(claim.token) for claim in claims] + ["no-token"]}
    page = client.post(reverse("claims:bulk"), ticked).content.decode()
    assert "This would be done with 2 of 2 claims." in page
    seal = re.search(r'name="seal" value="(\w+)"', page)[1]
    unconfirmed = client.post(reverse("claims:bulk"), {**ticked, "seal": seal}).content.decode()
    assert "Confirm that this is to be done" in unconfirmed
    assert statuses() == ["queued", "queued"]
    stale = client.post(reverse("claims:bulk"), {**ticked, "seal": "0" * 64, "confirm": "yes"}).content.decode()
    assert "Something changed since you looked" in stale
    done = client.post(reverse("claims:bulk"), {**ticked, "seal": seal, "confirm": "yes"}, follow=True)
    assert "Done with 2 claims." in done.content.decode()
    assert statuses() == ["checked", "checked"]
    nothing = client.post(reverse("claims:bulk"), {"act": "check"}, follow=True).content.decode()
    assert "Tick the claims first." in nothing


def test_every_claim_on_the_page_is_taken_with_one_tick(client):
    claims = queued(3)
    client.force_login(user())
    page = client.get(reverse("claims:queue")).content.decode()
    shown = re.findall(r'name="shown" value="([\w-]+)"', page)
    assert sorted(shown) == sorted(str(claim.token) for claim in claims)
    answer = client.post(reverse("claims:bulk"), {"act": "check", "shown": shown, "every": "yes"}).content.decode()
    assert "This would be done with 3 of 3 claims." in answer
