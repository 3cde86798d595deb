"""Until an auditor has said what they find, no page they can open tells who checked and approved a claim, or why."""

import pytest
from django.urls import reverse

from claims import actions
from claims.conflicts.actions import override_conflict
from claims.models import Claim
from families.access import PAGES
from families.accounts.enums import Role
from tests.claims.building import (
    ANSWERS,
    approve,
    check,
    claim_at,
    day,
    draw,
    family,
    incident,
    judge,
    review,
    user,
    window,
)

pytestmark = pytest.mark.usefixtures("programme")

CANARIES = ("Quillfeather", "Vossberg", "Ottermoor", "canary words", "canary exception")
# Pages that are about a draft, a night or a replay, or that only take what is posted.
NOT_ABOUT_CLAIMS = ("outcomes:", "families:")
# Pages about a file that was sent, which no claim in a sample is in.
ABOUT_WHAT_WAS_SENT = {name for name in PAGES if name.startswith(("claims:return", "claims:progress"))}


def vouched():
    """A claim that was put back with words, then checked and approved, all by people whose names would be noticed."""
    checker, approver = (user(first_name="Hal", last_name=name) for name in ("Quillfeather", "Vossberg"))
    claim = claim_at("checked", by=checker)
    actions.reconsider_claim(claim=claim, by=approver, reason="canary words")
    claim = Claim.objects.get(pk=claim.pk)
    check(claim, checker)
    actions.approve_claim(claim=claim, by=approver, digest=claim.evidence_digest)
    return claim


def excepted():
    """A claim that somebody who contributed approved by an exception."""
    lead, giver = user(first_name="Ned"), user(first_name="Ida", last_name="Ottermoor")
    claim = claim_at("checked", made=family(by=lead))
    override_conflict(claim=claim, person=lead, act="approve", reason="canary exception", by=giver)
    return actions.approve_claim(claim=claim, by=lead, digest=claim.evidence_digest)


def addresses(claim, item):
    """Every page about claims that an auditor may open, about this claim, its window, its audit and its sample."""
    parts = {
        "claims:claim": [{"token": claim.token}], "claims:window": [{"pk": claim.window_id}],
        "claims:campaign": [{"pk": item.campaign_id}], "claims:close_campaign": [{"pk": item.campaign_id}],
        "claims:campaign_file": [{"pk": item.campaign_id, "name": name} for name in ("frame", "sample")],
        "claims:sample_item": [{"pk": item.pk}], "claims:conclude_finding": [{"pk": item.pk}],
        "claims:draw_sample": [{"pk": claim.window_id}], "claims:night_queue": [], "claims:return_file": [],
        "claims:bulk": [], "claims:replace_departed": [], "claims:pack": [], "claims:pack_bundle": [],
        "claims:reliance_file": [{"form": "csv"}],
    }
    for name, roles in PAGES.items():
        if Role.AUDITOR in roles and not name.startswith(NOT_ABOUT_CLAIMS) and name not in ABOUT_WHAT_WAS_SENT:
            yield from (reverse(name, kwargs=given) for given in parts.get(name, [{}]))
    yield reverse("claims:queue") + "?status=all"
    yield reverse("claims:queue") + "?status=in_sample"


def seen(client, claim, item):
    """What of the canaries an auditor comes to see."""
    pages = {address: client.get(address) for address in addresses(claim, item)}
    assert len(pages) > 12
    return {(canary, address) for address, page in pages.items() for canary in CANARIES if canary in body(page)}


def body(page):
    assert page.status_code == 200
    return b"".join(page).decode() if page.streaming else page.content.decode()


def sampled(claim):
    into = window()
    actions.add_to_window(claims=[claim], window=into, by=user())
    item = draw(into).items.get()
    return Claim.objects.get(pk=claim.pk), item


def test_auditor_sees_nothing_of_those_who_vouched_until_their_own_view_is_recorded(client):
    claim, item = sampled(vouched())
    auditor = user(Role.AUDITOR)
    client.force_login(auditor)
    assert seen(client, claim, item) == set()
    page = client.get(reverse("claims:claim", args=[claim.token])).content.decode()
    assert "is shown once an auditor has recorded what they find" in page
    review(item, auditor, stands=False)
    page = client.get(reverse("claims:claim", args=[claim.token])).content.decode()
    assert all(canary in page for canary in ("Hal Quillfeather", "Hal Vossberg", "canary words"))


def test_refused_form_shows_nothing_either(client):
    claim, item = sampled(vouched())
    client.force_login(user(Role.AUDITOR))
    answer = client.post(reverse("claims:sample_item", args=[item.pk]), {**ANSWERS, "stands": "no"})
    assert "Choose the finding" in answer.content.decode()
    assert not any(canary in answer.content.decode() for canary in CANARIES)


def test_exception_and_its_reason_are_not_seen_before_the_audit_and_are_after(client):
    claim, item = sampled(excepted())
    auditor = user(Role.AUDITOR)
    client.force_login(auditor)
    assert seen(client, claim, item) == set()
    review(item, auditor)
    page = client.get(reverse("claims:exceptions")).content.decode()
    assert "canary exception" in page
    assert "Ida Ottermoor" in page


@pytest.mark.parametrize("status", ["checked", "approved"])
def test_claims_that_may_yet_be_drawn_are_looked_at_blind_too(client, status):
    claim = claim_at("queued")
    if status == "checked":
        check(claim, user(first_name="Hal", last_name="Quillfeather"))
    else:
        approve(claim, user(first_name="Hal", last_name="Vossberg"))
    client.force_login(user(Role.AUDITOR))
    page = client.get(reverse("claims:claim", args=[claim.token])).content.decode()
    assert not any(canary in page for canary in CANARIES)
    client.force_login(user())
    page = client.get(reverse("claims:claim", args=[claim.token])).content.decode()
    assert "Quillfeather" in page or "Vossberg" in page


def test_evidence_that_lapsed_a_check_is_told_without_names(client):
    claim = vouched()
    incident(claim.family, on=day(-305))
    judge(claim.family)
    client.force_login(user(Role.AUDITOR))
    page = client.get(reverse("claims:claim", args=[claim.token])).content.decode()
    assert "The check and the approval lapsed" in page
    assert not any(canary in page for canary in CANARIES)


def test_page_that_shows_an_approver_would_be_noticed(client):
    """The planted fault: what a programme manager sees is what the auditor must not."""
    claim, item = sampled(vouched())
    client.force_login(user())
    page = client.get(reverse("claims:claim", args=[claim.token])).content.decode()
    assert {canary for canary in CANARIES if canary in page} == {"Quillfeather", "Vossberg", "canary words"}
