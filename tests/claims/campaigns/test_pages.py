"""The pages of audits: from the list to the draw, claim by claim, reply, conclusion and closing."""

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import actions
from claims.campaigns.models import AuditCampaign, SampleItem, SamplingSettings
from claims.campaigns.spot_checks import spot_checks
from families.accounts.enums import Role
from families.models import Draft
from tests.claims.building import ANSWERS, claim_at, day, draw, review, user, window

pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture
def auditor(client):
    person = user(Role.AUDITOR)
    client.force_login(person)
    return person


def filled(number=2):
    into = window(user())
    claims = [claim_at("approved") for _ in range(number)]
    actions.add_to_window(claims=claims, window=into, by=user())
    return into


def text(page):
    return " ".join(page.content.decode().split())


def address(name, *args):
    return reverse(f"claims:{name}", args=args)


def test_auditor_draws_what_the_page_showed(client, auditor):
    into = filled()
    assert f'href="{address("draw_sample", into.pk)}"' in text(client.get(address("audits")))
    page = client.get(address("draw_sample", into.pk), {"method": "stratified", "groups": "route"})
    assert '<th scope="row" class="govuk-table__header">Significant and sustained progress</th>' in text(page)
    frame = page.context["shown"].sha256
    posted = {"frame": frame, "method": "stratified", "groups": "route"}
    assert "Confirm that the sample is to be drawn" in text(client.post(address("draw_sample", into.pk), posted))
    stale = client.post(address("draw_sample", into.pk), {**posted, "frame": "0" * 64, "confirm": "yes"})
    assert "The claims in the window changed since you looked" in text(stale)
    done = client.post(address("draw_sample", into.pk), {**posted, "confirm": "yes"}, follow=True)
    assert f"The sample of window {into} is drawn: 2 claims." in text(done)
    campaign = AuditCampaign.objects.get()
    assert (campaign.method, campaign.groups, campaign.frame_sha256) == ("stratified", "route", frame)
    assert "The sample of this window is drawn" in text(client.get(address("draw_sample", into.pk)))


def test_frame_that_is_downloaded_is_the_one_that_was_hashed(client, auditor):
    campaign = draw(filled())
    content = client.get(address("campaign_file", campaign.pk, "frame")).content
    assert hashlib.sha256(content).hexdigest() == campaign.frame_sha256
    sample = client.get(address("campaign_file", campaign.pk, "sample"))
    assert sample.headers["Content-Disposition"] == f'attachment; filename="audit-sample-{campaign.window}.csv"'
    assert sample.content.decode().count("\r\n") == 3


def test_auditor_goes_from_claim_to_claim_and_closes(client, auditor):
    campaign = draw(filled())
    first, second = campaign.items.order_by("number")
    page = text(client.get(address("campaign", campaign.pk)))
    assert f'href="{address("sample_item", first.pk)}" role="button"' in page
    page = text(client.get(address("sample_item", first.pk)))
    assert "1. Was the family eligible?" in page
    said = {**ANSWERS, "stands": "yes", "digest": first.row.digest}
    wrong = text(client.post(address("sample_item", first.pk), {**said, "result": "cannot_tell"}))
    assert "A claim stands only if all three questions are answered with yes" in wrong
    assert "A claim that stands has no finding" in text(
        client.post(address("sample_item", first.pk), {**said, "code": "NO_ASSESSMENT"})
    )
    done = client.post(address("sample_item", first.pk), said, follow=True)
    assert done.redirect_chain == [(address("sample_item", second.pk), 302)]
    not_yet = text(client.get(address("close_campaign", campaign.pk)))
    assert "1 claim of the sample has no result yet" in not_yet
    said = {**said, "digest": second.row.digest}
    done = client.post(address("sample_item", second.pk), said, follow=True)
    assert done.redirect_chain == [(address("campaign", campaign.pk), 302)]
    assert "Confirm that the audit is to be closed" in text(client.post(address("close_campaign", campaign.pk), {}))
    closed = text(client.post(address("close_campaign", campaign.pk), {"confirm": "yes"}, follow=True))
    assert "It can be signed off now." in closed
    assert "2 of the 2 (" not in closed
    assert "every one of them was looked at" in closed


def test_manager_replies_and_auditor_concludes(client):
    campaign = draw(filled(1))
    item = review(campaign.items.get(), stands=False)
    client.force_login(user())
    page = text(client.get(address("sample_item", item.pk)))
    assert "Reply to this finding" in page
    assert "there was no whole-family assessment" in page
    assert "Choose whether you agree" in text(client.post(address("reply_to_finding", item.pk), {}))
    said = {"agrees": "no", "reason": "It is there.", "evidence": "Note."}
    done = client.post(address("reply_to_finding", item.pk), said, follow=True)
    assert "The auditor concludes." in text(done)
    again = text(client.post(address("reply_to_finding", item.pk), {"agrees": "no", "reason": "Again."}))
    assert "The programme manager has replied, and an auditor has to conclude." in again
    client.force_login(user(Role.AUDITOR))
    assert "To be seen in: Note." in text(client.get(address("conclude_finding", item.pk)))
    done = text(
        client.post(address("conclude_finding", item.pk), {"stands": "no", "reason": "It is not."}, follow=True)
    )
    assert "What becomes of claim" in done
    assert SampleItem.objects.get().state == "failed"


def test_what_is_typed_in_an_audit_is_kept_and_shown_to_its_writer_alone(client, auditor):
    item = draw(filled(1)).items.get()
    found, typed = address("sample_item", item.pk), {"note": "The letter is missi", "keep": "draft"}
    assert client.post(found, typed).status_code == 302
    kept = text(client.get(found))
    assert ("The letter is missi</textarea>" in kept, "This is your draft" in kept) == (True, True)
    client.force_login(user(Role.AUDITOR))
    assert "The letter is missi" not in text(client.get(found))
    review(item, stands=False)
    late = text(client.post(found, {**ANSWERS, "stands": "yes", "digest": item.row.digest, "note": "I find it sound"}))
    assert ("What you typed is not sent" in late, "I find it sound</dd>" in late) == (True, True)
    client.force_login(user())
    reply = address("reply_to_finding", item.pk)
    client.post(reply, {"reason": "It is the", "keep": "draft"})
    assert "It is the</textarea>" in text(client.get(reply))
    client.post(reply, {"agrees": "no", "reason": "It is there."})
    assert not Draft.objects.filter(page="claims:reply_to_finding").exists()
    again = text(client.post(reply, {"agrees": "no", "reason": "Again."}))
    assert "Again.</dd>" in again


def test_manager_sees_how_far_it_is_and_changes_nothing(client):
    campaign = draw(filled(1))
    client.force_login(user())
    page = text(client.get(address("campaign", campaign.pk)))
    assert "1 claim has no result yet." in page
    assert "Audit the next claim" not in page
    assert "No auditor has recorded a finding yet." in text(client.get(address("sample_item", campaign.items.get().pk)))
    assert client.post(address("sample_item", campaign.items.get().pk), {**ANSWERS, "stands": "yes"}).status_code == 200
    assert SampleItem.objects.get().state == "to_review"


def test_auditor_says_how_much_is_audited(client, auditor):
    said = {
        "from_day_0": f"{day().day}", "from_day_1": f"{day().month}", "from_day_2": f"{day().year}", "percent": "20",
        "minimum": "3", "extend_percent": "100", "reply_days": "5", "reason": "Agreed with the board.",
        "tickets_exception": "3", "tickets_low_grade": "0", "tickets_late_facts": "4", "tickets_neutral": "1",
        "tickets_made_again": "1",
    }
    wrong = text(client.post(address("sampling"), {**said, "percent": "0"}))
    assert "Per cent of a window’s claims must be a whole number from 1 to 100" in wrong
    none = text(client.post(address("sampling"), {**said, "tickets_neutral": "21"}))
    assert "Extra tickets: A problem was set aside as not applying must be a whole number from 0 to 20" in none
    page = text(client.post(address("sampling"), said, follow=True))
    assert '<td data-label="Tickets" class="govuk-table__cell govuk-table__cell--numeric">4 more</td>' in page
    assert "A sample holds 20% of a window’s claims, rounded up, and at least 3" in page
    assert "Settings from this day are recorded already." in text(client.post(address("sampling"), said))
    assert SamplingSettings.objects.get().owner == auditor


def test_spot_checks_are_told_with_their_interval(client, auditor):
    assert "No spot check was recorded yet." in text(client.get(address("audits")))
    for status in ("spot_valid", "spot_valid", "repaid", "paid"):
        claim_at(status)
    found, = spot_checks()
    assert (found.framework, found.checked, found.invalid) == ("expanded", 3, 1)
    assert (found.share, found.interval) == ("33.3%", ["0.8%", "90.6%"])
    assert '<td data-label="With 95% confidence" class="govuk-table__cell">0.8% to 90.6%</td>' in text(
        client.get(address("audits"))
    )


def queries(client, where):
    with CaptureQueriesContext(connection) as found:
        assert client.get(where).status_code == 200
    return len(found)


def test_lists_take_as_many_queries_for_many_as_for_one(client, auditor):
    campaign = draw(filled(1))
    one = queries(client, address("audits")), queries(client, address("campaign", campaign.pk))
    for _ in range(3):
        window(user())
    more = draw(filled(4))
    assert (queries(client, address("audits")), queries(client, address("campaign", more.pk))) == one
    assert max(one) <= 15
