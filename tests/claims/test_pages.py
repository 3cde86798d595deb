"""The pages of claims: who sees what, what each form does, and what is written into the event log."""

import re

import pytest
from django.urls import reverse

from claims import actions
from claims.enums import ClaimStatus
from claims.models import Claim, ReturnFile, SubmissionWindow
from families.models import LogEntry
from tests.claims.building import audit, claim_at, day, family, incident, judge, user, window

pytestmark = pytest.mark.usefixtures("programme")


def text(response):
    body = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main"):]).split())


@pytest.fixture
def manager(client):
    person = user()
    client.force_login(person)
    return person


def day_boxes(name, on):
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def test_queue_lists_what_waits_and_logs_it(client, manager):
    claim, approved = claim_at("queued"), claim_at("approved")
    page = text(client.get(reverse("claims:queue")))
    assert "1 claim waits for a decision." in page
    assert claim.reference in page
    assert approved.reference not in page
    assert LogEntry.objects.get(by=manager, verb="listed").about_id == claim.pk
    assert approved.reference in text(client.get(reverse("claims:queue"), {"status": "all"}))


def test_queue_can_be_filtered_by_route_and_sorted(client, manager):
    sustained, working = claim_at("queued"), claim_at("queued", made=family(working=True))
    page = text(client.get(reverse("claims:queue"), {"route": "employment"}))
    assert (working.reference in page, sustained.reference in page) == (True, False)
    assert "1 claim waits for a decision. Chosen: In the queue; Continuous employment; All districts." in page
    page = text(client.get(reverse("claims:queue"), {"sort": "-claim"}))
    assert page.index(working.reference) < page.index(sustained.reference)
    none = client.get(reverse("claims:queue"), {"district": "", "status": "paid"})
    assert "No claim fits what you chose" in text(none)


def test_empty_queue_says_what_fills_it(client, manager):
    assert "A family joins the queue in the night after" in text(client.get(reverse("claims:queue")))


def test_list_costs_the_same_for_one_claim_and_for_twenty(client, manager, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    judge(family())
    client.get(reverse("claims:queue"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("claims:queue"))
    judge(*[family() for _ in range(19)])
    with django_assert_num_queries(len(one)):
        assert "20 claims wait" in text(client.get(reverse("claims:queue")))


@pytest.mark.parametrize("status", ClaimStatus.values)
@pytest.mark.parametrize("role", ["programme_manager", "auditor"])
def test_claim_page_shows_the_evidence_in_every_status(client, status, role):
    person = user(role)
    client.force_login(person)
    claim = claim_at(status)
    page = text(client.get(reverse("claims:claim", args=[claim.token])))
    for words in ("1. Was the family eligible?", "2. Was the family worked with", "3. Is the result evidenced?"):
        assert words in page
    assert claim.evidence_digest in page
    assert "Ann" not in page
    assert "What has happened" in page
    assert LogEntry.objects.filter(by=person, verb="viewed", about_type="claim", about_id=claim.pk).count() == 1
    assert ("Your decision" in page) == (role == "programme_manager" and status in ("queued", "checked"))


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("claims:decline", "queued"), ("claims:reconsider", "declined"), ("claims:pay", "submitted"),
        ("claims:reject", "submitted"), ("claims:withdraw", "paid"),
    ],
)
def test_page_of_a_decision_is_logged_as_a_look_at_the_claim(client, manager, name, status):
    claim = claim_at(status)
    client.get(reverse(name, args=[claim.token]))
    entry = LogEntry.objects.get(by=manager, verb="viewed")
    assert (entry.about_type, entry.about_id, entry.detail) == ("claim", claim.pk, name.removeprefix("claims:"))


def test_preview_of_a_submission_is_logged_as_a_look_at_its_claims(client, manager):
    claim = claim_at("approved")
    into = window(manager)
    actions.add_to_window(claims=[claim], window=into, by=manager)
    client.get(reverse("claims:submit", args=[into.pk]))
    assert LogEntry.objects.get(by=manager, verb="viewed").about_id == claim.pk


@pytest.mark.parametrize("role", ["key_worker", "team_manager", "partner", "administrator"])
def test_others_find_no_claim(client, role):
    claim = claim_at("queued")
    client.force_login(user(role))
    assert client.get(reverse("claims:queue")).status_code == 404
    assert client.get(reverse("claims:claim", args=[claim.token])).status_code == 404


def test_claim_is_approved_on_the_evidence_shown(client, manager):
    claim = claim_at("checked")
    address = reverse("claims:approve", args=[claim.token])
    page = text(client.post(address, {"digest": claim.evidence_digest}))
    assert "Confirm that you have looked at the evidence" in page
    done = client.post(address, {"digest": claim.evidence_digest, "confirm": "yes"}, follow=True)
    assert f"Claim {claim} is approved." in text(done)
    claim.refresh_from_db()
    assert (claim.status, claim.approved_by) == ("approved", manager)
    again = client.post(address, {"digest": claim.evidence_digest, "confirm": "yes"}, follow=True)
    assert f"{manager} already approved this claim at " in text(again)


def test_approving_stale_evidence_says_what_changed_and_shows_the_new(client, manager):
    claim = claim_at("checked")
    incident(claim.family, on=day(-305))
    done = client.post(
        reverse("claims:approve", args=[claim.token]), {"digest": claim.evidence_digest, "confirm": "yes"}, follow=True
    )
    assert "The evidence has changed since you saw it. Added: Anti-social behaviour incident" in text(done)
    claim.refresh_from_db()
    assert (claim.status, claim.moves.last().verb) == ("queued", "lapse")


def test_contributor_sees_why_not_beside_a_button_that_is_off(client):
    manager = user()
    made = family(by=manager)
    judge(made)
    claim = Claim.objects.get(family=made)
    client.force_login(manager)
    response = client.get(reverse("claims:claim", args=[claim.token]))
    page = text(response)
    assert "You cannot check this claim: you wrote the family's plan and recorded facts about this family." in (
        page.replace("&#x27;", "'")
    )
    assert 'disabled aria-disabled="true" aria-describedby="why-not-vouch"' in response.content.decode()
    client.post(reverse("claims:check", args=[claim.token]), {"digest": claim.evidence_digest, "confirm": "yes"})
    claim.refresh_from_db()
    assert claim.status == "queued"


@pytest.mark.parametrize(
    ("name", "before", "after", "data", "missing"),
    [
        ("decline", "queued", "declined", {"reason": "No."}, "Enter the reason"),
        ("reconsider", "declined", "queued", {"reason": "Yes."}, "Enter the reason"),
        ("withdraw", "approved", "withdrawn", {"reason": "No."}, "Enter the reason"),
        ("withdraw", "paid", "withdrawn", {"reason": "No."}, "Enter the reason"),
        ("pay", "submitted", "paid", {**day_boxes("paid_on", day()), "amount": "799.50"}, "Enter the amount"),
        ("reject", "submitted", "rejected", {"code": "NO_ASSESSMENT"}, "Choose the reason"),
        ("spot_check", "paid", "spot_valid", {"result": "pass"}, "Choose what you found"),
        ("spot_check", "paid", "spot_invalid", {"result": "fail", "code": "NO_ASSESSMENT"}, "Choose what you found"),
        (
            "repay", "spot_invalid", "repaid", {**day_boxes("repaid_on", day()), "amount": "800"},
            "Enter the date of the repayment",
        ),
    ],
)
def test_decision_pages_ask_decide_and_return_to_the_claim(client, manager, name, before, after, data, missing):
    claim = claim_at(before)
    address = reverse(f"claims:{name}", args=[claim.token])
    assert f"Claim {claim} for family {claim.family} " in text(client.get(address))
    assert missing in text(client.post(address, {}))
    response = client.post(address, data)
    assert (response.status_code, response.url) == (302, reverse("claims:claim", args=[claim.token]))
    claim.refresh_from_db()
    assert claim.status == after
    assert "so nobody can" in text(client.get(address))
    client.post(address, data)
    assert Claim.objects.get(pk=claim.pk).status == after


def test_window_is_opened_filled_checked_submitted_and_its_return_read(client, manager):
    made = claim_at("approved")
    days = {**day_boxes("opens_on", day()), **day_boxes("evidence_cutoff_on", day()), **day_boxes("closes_on", day())}
    assert "Enter a name" in text(client.post(reverse("claims:open_window"), days))
    client.post(reverse("claims:open_window"), {"code": "2016-09", "framework": "expanded", **days})
    into = SubmissionWindow.objects.get(code="2016-09")
    assert "This window is empty." in text(client.get(reverse("claims:window", args=[into.pk])))
    client.post(reverse("claims:add_to_window", args=[into.pk]), {"claim": [str(made.token), "no-token"]})
    sign_off = reverse("claims:sign_off", args=[into.pk])
    assert "This window was not audited." in text(client.get(sign_off))
    assert "An auditor draws a sample of these claims." in text(client.get(reverse("claims:window", args=[into.pk])))
    audit(into)
    assert "The one claim holds, for £800. Record here who signed" in text(client.get(sign_off))
    assert "Enter who signed for the money" in text(client.post(sign_off, {}))
    signed = {"chief_officer": "Ade Chief", "finance_officer": "Bo Money", **day_boxes("signed_on", day())}
    assert "Window 2016-09 is signed off." in text(client.post(sign_off, signed, follow=True))
    submit = reverse("claims:submit", args=[into.pk])
    assert "The one claim holds, for £800." in text(client.get(submit))
    assert "Confirm that these claims are to be submitted" in text(client.post(submit, {}))
    page = text(client.post(submit, {"confirm": "yes"}, follow=True))
    file = ReturnFile.objects.get(sent__window=into, format="csv")
    assert file.sha256 in page
    download = client.get(reverse("claims:return_file", args=[into.pk, "csv"]))
    assert download.content == bytes(file.content)
    assert download.headers["Content-Disposition"] == 'attachment; filename="pbr-return-2016-09.csv"'
    assert "already submitted this window" in text(client.post(submit, {"confirm": "yes"}))
    assert client.get(reverse("claims:return_file", args=[into.pk, "pdf"])).status_code == 404
    assert "2016-09" in text(client.get(reverse("claims:windows")))


def test_preview_lists_what_would_be_refused(client, manager):
    into = window(manager)
    claim = claim_at("signed_off", by=manager, into=into)
    incident(claim.family)
    submit = reverse("claims:submit", args=[into.pk])
    page = text(client.get(submit))
    assert "1 of 1 does not hold" in page
    assert "It does not hold any more. Crime and anti-social behaviour: lost again (something new happened)." in page
    assert "1 of 1 claims do not hold. Nothing was submitted." in text(client.post(submit, {"confirm": "yes"}))
    client.post(reverse("claims:take_out_of_window", args=[claim.token]))
    assert Claim.objects.get(pk=claim.pk).window is None


def test_nothing_ticked_is_said(client, manager):
    into = window(manager)
    page = text(client.post(reverse("claims:add_to_window", args=[into.pk]), {}, follow=True))
    assert "Tick the claims that are to go into the window." in page


def test_auditor_reads_windows_and_changes_nothing(client):
    claim = claim_at("submitted")
    client.force_login(user("auditor"))
    page = text(client.get(reverse("claims:window", args=[claim.window_id])))
    assert "Take out" not in page
    assert client.get(reverse("claims:return_file", args=[claim.window_id, "csv"])).status_code == 200
    for name in ("claims:submit", "claims:add_to_window"):
        assert client.post(reverse(name, args=[claim.window_id])).status_code == 404


def test_analyst_makes_an_export_from_the_page(client):
    judge(family())
    analyst = user("analyst")
    client.force_login(analyst)
    assert "hold references and no names" in text(client.get(reverse("claims:exports")))
    assert "Choose the export" in text(client.post(reverse("claims:export"), {}))
    wanted = {"name": "readiness", "format": "csv", **day_boxes("as_of", day(-1)), **day_boxes("known_at", day())}
    response = client.post(reverse("claims:export"), wanted)
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[1].startswith(f"{day(-1)},")
    assert response.headers["Content-Disposition"] == 'attachment; filename="readiness.csv"'
    assert LogEntry.objects.get(by=analyst, verb="exported").about_type == "readiness"
    page = text(client.post(reverse("claims:export"), {"name": "pbr-return", "format": "csv"}))
    assert "No window was submitted yet." in page


def test_claim_is_checked_by_an_analyst_and_approved_by_a_manager(client, manager):
    claim = claim_at("queued")
    analyst = user("analyst")
    client.force_login(analyst)
    page = client.get(reverse("claims:claim", args=[claim.token]))
    assert "Record that I checked it" in text(page)
    posted = {"digest": claim.evidence_digest, "confirm": "yes"}
    page = text(client.post(reverse("claims:check", args=[claim.token]), posted, follow=True))
    assert f"Claim {claim} is checked. Somebody else can approve it." in page
    client.force_login(manager)
    client.post(reverse("claims:approve", args=[claim.token]), posted)
    claim.refresh_from_db()
    assert (claim.status, claim.checked_by, claim.approved_by) == ("approved", analyst, manager)
