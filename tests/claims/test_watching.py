"""Claims that were sent are held against what we learn later; what was paid for those that do not hold is counted."""

import pytest
from django.db import Error, connection, transaction
from django.urls import reverse

from claims import actions
from claims.models import Claim, ClaimAlert, MoneyLine
from claims.money.counting import owed_back, totals
from claims.watching.models import ClaimWatch
from families.models import ClaimMade, LogEntry
from families.permissions import Refused
from outcomes.wording import day as in_words
from tests.claims.building import believe, claim_at, day, incident, judge, user, withdraw

pytestmark = pytest.mark.usefixtures("programme")


def alerted(status="paid"):
    """An alert about a claim in this status, raised by the night after a late fact."""
    claim = claim_at(status)
    fact = incident(claim.family, on=day(-20))
    judge(claim.family)
    return ClaimAlert.objects.get(claim=claim), fact


def test_late_fact_raises_an_alert_the_next_morning_with_what_is_at_stake():
    alert, _ = alerted()
    assert (alert.state, alert.pence) == ("open", 80_000)
    assert alert.sentences == (
        "Crime and anti-social behaviour: lost again (something new happened). "
        f"Added: Anti-social behaviour incident, {in_words(day(-20))}, from police."
    )
    assert LogEntry.objects.filter(about_type="claim", about_id=alert.claim_id, detail="alert").count() == 1
    judge(alert.claim.family)
    assert ClaimAlert.objects.count() == 1


@pytest.mark.parametrize("status", ["submitted", "spot_valid", "spot_invalid"])
def test_every_claim_that_was_sent_is_watched(status):
    alert, _ = alerted(status)
    assert alert.pence == (80_000 if status == "spot_valid" else 0)


@pytest.mark.parametrize("status", ["rejected", "withdrawn", "repaid"])
def test_claim_that_is_over_is_not_watched(status):
    claim = claim_at(status)
    incident(claim.family, on=day(-20))
    judge(claim.family)
    assert ClaimAlert.objects.count() == 0


def test_what_comes_after_the_claim_or_changes_nothing_raises_no_alert():
    claim = claim_at("paid")
    incident(claim.family, on=day(-305))
    judge(claim.family)
    assert ClaimAlert.objects.count() == 0
    assert ClaimWatch.objects.get(claim=claim).known_at is not None


def test_only_claims_of_families_about_whom_something_was_learned_are_judged_again():
    claim = claim_at("paid")
    judge(claim.family)
    looked = ClaimWatch.objects.get(claim=claim).known_at
    judge(claim.family)
    assert ClaimWatch.objects.get(claim=claim).known_at == looked


def test_alert_is_cleared_when_the_fact_is_withdrawn():
    alert, fact = alerted()
    withdraw(fact)
    judge(alert.claim.family)
    alert.refresh_from_db()
    assert alert.state == "cleared"
    incident(alert.claim.family, on=day(-20))
    judge(alert.claim.family)
    assert ClaimAlert.objects.open().count() == 1


def test_another_fact_brings_another_alert():
    alert, _ = alerted()
    incident(alert.claim.family, on=day(-10))
    judge(alert.claim.family)
    assert list(ClaimAlert.objects.order_by("pk").values_list("state", flat=True)) == ["cleared", "open"]


def test_claim_declared_elsewhere_afterwards_raises_an_alert():
    claim = claim_at("paid")
    believe(
        ClaimMade, family=claim.family, framework="expanded", route="sustained", claimed_on=day(-9), status="paid"
    )
    judge(claim.family)
    alert = ClaimAlert.objects.get()
    assert alert.sentences == f"A result of family {claim.family} was also claimed elsewhere, on {in_words(day(-9))}."


def test_dismissed_alert_says_why_and_is_not_raised_again():
    alert, _ = alerted()
    manager = user()
    with pytest.raises(Refused, match="Give the reason"):
        actions.dismiss_alert(alert=alert, by=manager, reason=" ")
    actions.dismiss_alert(alert=alert, by=manager, reason="The police named the wrong house.")
    judge(alert.claim.family)
    alert.refresh_from_db()
    assert (alert.state, alert.decided_by, ClaimAlert.objects.count()) == ("dismissed", manager, 1)
    with pytest.raises(Refused, match="decided already"):
        actions.withdraw_for_alert(alert=alert, by=manager, reason="No.")


def test_whoever_vouched_for_the_claim_does_not_dismiss_the_alert():
    alert, _ = alerted()
    for person, did in ((alert.claim.checked_by, "checked"), (alert.claim.approved_by, "approved")):
        with pytest.raises(Refused, match=f"^You cannot dismiss this alert: you {did} the claim"):
            actions.dismiss_alert(alert=alert, by=person, reason="Fine.")
    with pytest.raises(Refused, match="^Only a programme manager"):
        actions.dismiss_alert(alert=alert, by=user("auditor"), reason="Fine.")


def offered(client, person):
    client.force_login(person)
    page = client.get(reverse("claims:alerts")).content.decode()
    return "/dismiss/" in page, "/withdraw/" in page, page


def test_only_what_will_be_accepted_is_offered_and_it_says_why_the_rest_is_not(client):
    alert, _ = alerted()
    assert offered(client, user())[:2] == (True, True)
    dismiss, withdraw_it, page = offered(client, alert.claim.checked_by)
    assert (dismiss, withdraw_it) == (False, True)
    assert "You cannot dismiss this alert: you checked the claim. You can withdraw the claim." in page
    dismiss, withdraw_it, page = offered(client, user("auditor"))
    assert (dismiss, withdraw_it) == (False, False)
    assert "Only a programme manager may decide about an alert." in page
    assert "See the alert" in client.get(reverse("claims:claim", args=[alert.claim.token])).content.decode()
    client.force_login(user("analyst"))
    assert reverse("claims:alerts") not in client.get(
        reverse("claims:claim", args=[alert.claim.token])
    ).content.decode()


def test_claim_that_was_found_not_valid_is_not_offered_to_be_withdrawn(client):
    alerted("spot_invalid")
    dismiss, withdraw_it, page = offered(client, user())
    assert (dismiss, withdraw_it) == (True, False)
    assert "was found not valid in a spot check, so nobody can withdraw it." in page


def test_withdrawing_for_an_alert_counts_the_money_owed_back():
    alert, _ = alerted()
    manager = user()
    actions.withdraw_for_alert(alert=alert, by=manager, reason="It did not hold.")
    alert.refresh_from_db()
    assert (alert.state, alert.decided_by) == ("withdrawn", manager)
    assert Claim.objects.get(pk=alert.claim_id).status == "withdrawn"
    assert [(claim.pk, claim.owed) for claim in owed_back()] == [(alert.claim_id, 80_000)]


def test_claim_that_is_withdrawn_otherwise_takes_its_alert_with_it():
    alert, _ = alerted()
    actions.withdraw_claim(claim=alert.claim, by=user(), reason="Twice.")
    alert.refresh_from_db()
    assert (alert.state, alert.decided_by) == ("withdrawn", None)


def test_alert_is_decided_once_and_never_changed():
    alert, _ = alerted()
    with pytest.raises(Error, match="never changed or deleted"), transaction.atomic():
        ClaimAlert.objects.filter(pk=alert.pk).update(pence=1)
    with pytest.raises(Error, match="never changed or deleted"), transaction.atomic():
        ClaimAlert.objects.filter(pk=alert.pk)._raw_delete("default")


def test_lines_of_money_add_up_to_what_stands():
    for status in ("queued", "submitted", "paid", "spot_invalid", "repaid", "withdrawn", "rejected"):
        claim_at(status)
    paid = claim_at("paid")
    actions.withdraw_claim(claim=paid, by=user(), reason="No.")
    assert totals() == totals("expanded") == {"due": 80_000, "received": 240_000, "owed": 160_000}
    assert totals("phase-1") == {"due": 0, "received": 0, "owed": 0}


def test_database_refuses_money_that_does_not_add_up():
    claim = claim_at("paid")
    line = MoneyLine.objects.filter(claim=claim).last()
    with pytest.raises(Error, match="never changed or deleted"), transaction.atomic():
        MoneyLine.objects.filter(pk=line.pk).update(pence=1)
    for attempt in (
        lambda: MoneyLine.objects.create(claim=claim, move=claim.moves.first(), account="received", pence=1),
        lambda: Claim.objects.filter(pk=claim.pk).update(paid_amount=79_999),
    ):
        sid = transaction.savepoint()
        attempt()
        with pytest.raises(Error, match="do not add up"):
            connection.check_constraints()
        transaction.savepoint_rollback(sid)
