"""What people are told about claims every morning: once each, and only those it concerns."""

import pytest

from claims.actions import add_to_window
from claims.campaigns.actions import reply_to_finding
from claims.notices.news import tell_of_claims
from families.accounts.enums import Role
from families.models import Notice
from tests.claims.building import claim_at, day, draw, family, incident, judge, review, user, window

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


def test_whoever_has_to_answer_a_finding_hears_of_it_once():
    manager, auditor, into = user(), user(Role.AUDITOR), window()
    add_to_window(claims=[claim_at("approved"), claim_at("approved")], window=into, by=manager)
    item, other = draw(into, auditor).items.order_by("number")
    item = review(item, auditor, stands=False)
    review(other, auditor)
    for _ in range(2):
        tell_of_claims()
    by = day(10)
    says = f"An auditor finds that claim {item.row} does not stand. Reply by {by:%-d %B %Y}."
    heard = told("audit_finding")
    assert (manager, says) in heard
    assert {(who.role, words) for who, words in heard} == {(Role.PROGRAMME_MANAGER, says)}
    reply_to_finding(item=item, by=manager, agrees=False, reason="It is there.")
    for _ in range(2):
        tell_of_claims()
    replied = f"A programme manager replied to the finding about claim {item.row}. Conclude about it."
    assert [(who, words) for who, words in told("audit_finding") if who.role == Role.AUDITOR] == [(auditor, replied)]
    notice = Notice.objects.get(to=auditor, kind="audit_finding")
    assert (notice.page, notice.parts) == ("claims:sample_item", {"pk": item.pk})
