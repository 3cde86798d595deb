"""An audit from the draw to its closing, through the actions; and what the database refuses past them."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction
from django.utils import timezone

from claims import actions
from claims.campaigns import actions as campaigns
from claims.campaigns import rules
from claims.campaigns.enums import ItemState, Step
from claims.campaigns.models import AuditCampaign, AuditReply, AuditView, FrameClaim, SampleItem
from claims.campaigns.page import CampaignPage, sample_rows
from claims.campaigns.reading import frame_file, framed_now, sampling
from claims.models import Claim, SubmissionWindow
from claims.submission import SubmissionRefused
from families.accounts.enums import Role
from families.models import LogEntry
from families.permissions import Refused
from tests.claims.building import (
    ANSWERS,
    audit,
    claim_at,
    day,
    draw,
    fail,
    family,
    incident,
    judge,
    review,
    sign_off,
    user,
    window,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("programme")


def filled(number=3, **fields):
    """A window with approved claims in it."""
    into = window(user(), **fields)
    claims = [claim_at("approved") for _ in range(number)]
    actions.add_to_window(claims=claims, window=into, by=user())
    return into, claims


def few(percent=1, minimum=1, extend_percent=1, reply_days=10):
    """From today on, few claims are audited."""
    return campaigns.set_sampling(
        by=user(Role.AUDITOR), from_day=day(), percent=percent, minimum=minimum, extend_percent=extend_percent,
        reply_days=reply_days, reason="For these tests.",
    )


def states(campaign):
    return list(campaign.items.order_by("number").values_list("state", flat=True))


def test_draw_fixes_the_frame_hashes_it_and_can_be_repeated_from_what_is_recorded():
    few(minimum=2)
    into, claims = filled()
    campaign = draw(into)
    frame = [row.framed for row in campaign.frame.all()]
    assert hashlib.sha256(frame_file(frame)).hexdigest() == campaign.frame_sha256
    assert [row.reference for row in frame] == sorted(claim.reference for claim in claims)
    again = rules.first_sample(frame, seed=campaign.seed, method="simple", percent=1, minimum=2)
    assert [item.row.reference for item in campaign.items.all()] == [reference for reference, _ in again]
    assert len(again) == 2
    assert sorted(Claim.objects.filter(window=into).values_list("status", flat=True)) == [
        "approved", "in_sample", "in_sample"
    ]
    assert LogEntry.objects.filter(about_type="auditcampaign", detail="drew 2 of 3 claims").count() == 1
    assert len(campaign.seed) == 32


def test_frame_file_is_the_same_to_the_byte():
    into, (claim,) = filled(1)
    [(_, framed)] = framed_now(into)
    assert frame_file([framed]).decode() == (
        "reference,evidence_sha256,pence,route,district,lead_worker,tickets,always_audited,risks\r\n"
        f"{claim},{claim.evidence_digest},80000,sustained,,Jo Lead,3,no,late_facts\r\n"
    )


def test_sample_is_drawn_once_from_what_was_shown_and_the_window_then_takes_no_more():
    few()
    into, claims = filled(2)
    with pytest.raises(Refused, match="The claims in the window changed since you looked, so nothing was drawn"):
        draw(into, frame_sha256="0" * 64)
    with pytest.raises(Refused, match="nothing to draw from"):
        draw(window())
    campaign = draw(into)
    with pytest.raises(Refused, match=f"^{campaign.drawn_by} already drew the sample of this window at "):
        draw(into)
    with pytest.raises(SubmissionRefused) as refused:
        actions.add_to_window(claims=[claim_at("approved")], window=into, by=user())
    assert refused.value.refusals[0][1] == (
        "The audit sample of this window is drawn, so it takes no more claims. Use another window."
    )
    spare = Claim.objects.get(window=into, status="approved")
    actions.take_out_of_window(claim=spare, by=user())
    actions.add_to_window(claims=[spare], window=into, by=user())
    assert claims


def test_claim_that_rests_on_what_was_typed_in_is_always_audited():
    few()
    into, _ = filled(2)
    worked = claim_at("approved", made=family(working=True))
    assert worked.route == "employment"
    actions.add_to_window(claims=[worked], window=into, by=user())
    campaign = draw(into)
    must = campaign.items.get(part="must")
    assert (must.row.claim, must.row.must, must.row.risks) == (worked, True, ["substituted", "low_grade", "late_facts"])
    assert campaign.items.filter(part="drawn").count() == 1
    review(must)
    shown = CampaignPage(campaign)
    assert shown.must == (1, 0, 1)
    assert shown.estimate is None


def test_tickets_are_set_by_auditors_and_kept_with_the_frame_so_that_the_draw_can_be_repeated():
    into, claims = filled()
    asked = {"percent": 1, "minimum": 1, "extend_percent": 1, "reply_days": 10, "reason": "Late facts worry us."}
    auditor = user(Role.AUDITOR)
    for wrong in ({"late_facts": 21}, {"late_facts": -1}, {"judgement": 1}, {"unheard_of": 1}):
        with pytest.raises(ValidationError, match="A risk gives from 0 to 20 more tickets"):
            campaigns.set_sampling(by=auditor, from_day=day(), tickets=wrong, **asked)
    shown = hashlib.sha256(frame_file([framed for _, framed in framed_now(into)])).hexdigest()
    campaigns.set_sampling(by=auditor, from_day=day(), tickets={"late_facts": 7}, **asked)
    with pytest.raises(Refused, match="changed since you looked"):
        draw(into, frame_sha256=shown, method="risk")
    campaign = draw(into, method="risk")
    assert {row.weight for row in campaign.frame.all()} == {8}
    assert (campaign.tickets["late_facts"], campaign.tickets["neutral"]) == (7, 1)
    campaigns.set_sampling(by=auditor, from_day=day(1), **asked)
    assert sampling(day(1)).tickets == {"late_facts": 7}
    again = rules.first_sample(
        [row.framed for row in campaign.frame.all()], seed=campaign.seed, method="risk", percent=1, minimum=1
    )
    assert [item.row.reference for item in campaign.items.all()] == [reference for reference, _ in again]
    assert [(risk.code, risk.tickets) for risk in CampaignPage(campaign).tickets][-3:] == [
        ("late_facts", 7), ("neutral", 1), ("made_again", 1)
    ]
    assert claims


def test_finding_is_replied_to_and_concluded_and_the_claim_leaves_its_window():
    few()
    into, _ = filled(1)
    auditor, manager = user(Role.AUDITOR), user()
    item = draw(into).items.get()
    item = review(item, auditor, stands=False)
    assert (item.state, item.view.reply_by, item.claim.status) == ("to_reply", day(10), "in_sample")
    with pytest.raises(Refused, match="The programme manager may reply until"):
        campaigns.conclude(item=item, by=auditor, stands=False, reason="No.")
    with pytest.raises(Refused, match="Nobody has replied, so the finding cannot be changed"):
        campaigns.conclude(item=item, by=auditor, stands=True, reason="Yes.")
    item = campaigns.reply_to_finding(
        item=item, by=manager, agrees=False, reason="It is there.", evidence="Note of 3 May."
    )
    with pytest.raises(Refused, match="Give the reason"):
        campaigns.conclude(item=item, by=auditor, stands=False, reason=" ")
    item = campaigns.conclude(item=item, by=auditor, stands=False, reason="It is not.")
    claim = Claim.objects.get(pk=item.row.claim_id)
    assert (item.state, claim.status, claim.window, claim.finding_code) == (
        "failed", "audit_failed", None, "NO_ASSESSMENT"
    )
    assert claim.moves.last().reason == "There was no whole-family assessment. It is not."
    connection.check_constraints()


def test_finding_that_is_changed_after_the_reply_stands():
    into, (claim, _) = filled(2)
    auditor = user(Role.AUDITOR)
    item = review(draw(into).items.get(row__claim=claim), auditor, stands=False)
    item = campaigns.reply_to_finding(item=item, by=user(), agrees=False, reason="It is there.")
    item = campaigns.conclude(item=item, by=auditor, stands=True, reason="So it is.")
    claim.refresh_from_db()
    assert (item.state, claim.status, claim.window) == ("accepted", "audit_passed", into)


def test_silence_confirms_a_finding_only_after_its_day_and_never_changes_it(monkeypatch):
    into, _ = filled(1)
    auditor = user(Role.AUDITOR)
    item = review(draw(into).items.get(), auditor, stands=False)
    after = day(11)
    monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: after)
    with pytest.raises(Refused, match="the finding cannot be changed"):
        campaigns.conclude(item=item, by=auditor, stands=True, reason="Yes.")
    assert campaigns.conclude(item=item, by=auditor, stands=False, reason="No reply came.").state == "failed"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"answers": {"eligible": "yes"}}, "Answer all three questions"),
        ({"answers": {**ANSWERS, "result": "cannot_tell"}}, "A claim stands only if all three"),
        ({"stands": False, "code": "BAD_MOOD"}, "Choose the code of the finding"),
        ({"stands": False}, "Choose the code of the finding"),
    ],
)
def test_view_that_contradicts_itself_is_refused(said, sentence):
    into, _ = filled(1)
    item = draw(into).items.get()
    said = {"answers": ANSWERS, "notes": {}, "stands": True, "digest": item.row.digest, **said}
    with pytest.raises(Refused, match=sentence):
        campaigns.record_view(item=item, by=user(Role.AUDITOR), **said)
    with pytest.raises(Refused, match="The evidence has changed since you saw it"):
        campaigns.record_view(item=item, by=user(Role.AUDITOR), **{**said, "digest": "0" * 64})
    assert not AuditView.objects.exists()


def test_failed_sample_grows_in_the_same_order_until_a_stage_holds():
    few()
    into, _ = filled(4)
    campaign = draw(into)
    order = rules.order_of([row.framed for row in campaign.frame.all()], seed=campaign.seed, method="simple")[""]
    assert [item.row.reference for item in campaign.items.all()] == order[:1]
    fail(campaign.items.get())
    assert states(campaign) == ["failed", "to_review"]
    fail(campaign.items.get(state="to_review"))
    review(campaign.items.get(state="to_review"))
    assert list(campaign.items.values_list("row__reference", "stage")) == list(
        zip(order[:3], [1, 2, 3], strict=True)
    )
    campaign = campaigns.close_campaign(campaign=campaign, by=user(Role.AUDITOR))
    assert sign_off(into).claims == 2
    found = CampaignPage(campaign).estimate
    assert (found.claims, found.audited, found.wrong, found.low, found.high) == (4, 3, 2, 2, 3)


def test_sample_that_is_to_grow_by_all_takes_all():
    few(extend_percent=100)
    into, _ = filled(3)
    campaign = draw(into)
    fail(campaign.items.get())
    assert states(campaign) == ["failed", "to_review", "to_review"]


def leave(claim):
    """The family does not qualify any more, as the night finds."""
    fact = incident(claim.family)
    judge(claim.family)
    return fact


def test_claim_that_leaves_the_sample_is_replaced_by_the_next_and_cannot_come_back():
    few()
    into, _ = filled(3)
    campaign = draw(into)
    item = campaign.items.get()
    fact = leave(item.claim)
    item = SampleItem.objects.get(pk=item.pk)
    assert item.is_departed
    with pytest.raises(Refused, match="Draw its replacement"):
        review(item)
    with pytest.raises(Refused, match="1 claim of the sample has no result yet"):
        campaigns.close_campaign(campaign=campaign, by=user(Role.AUDITOR))
    assert campaigns.replace_departed(campaign=campaign, by=user(Role.AUDITOR)) == 1
    assert campaigns.replace_departed(campaign=campaign, by=user(Role.AUDITOR)) == 0
    item, follower = campaign.items.order_by("number")
    assert (item.state, item.reason) == (
        "left", "It left the window, or its evidence changed, after the sample was drawn."
    )
    assert (follower.replaces, follower.stage, follower.state) == (item, 1, "to_review")
    # The family qualifies again, and the claim is approved again on the very same evidence.
    withdraw(fact)
    claim = claim_at("approved", made=item.claim.family)
    assert claim.evidence_digest == item.row.digest
    with pytest.raises(SubmissionRefused) as refused:
        actions.add_to_window(claims=[claim], window=into, by=user())
    assert refused.value.refusals[0][1] == (
        "It went out of the audit of this window without being found to stand. Use another window."
    )


def test_claim_taken_out_before_its_turn_is_passed_over_and_cannot_come_back():
    few()
    into, _ = filled(3)
    campaign = draw(into)
    order = rules.order_of([row.framed for row in campaign.frame.all()], seed=campaign.seed, method="simple")[""]
    dodger = Claim.objects.get(reference=order[1])
    actions.take_out_of_window(claim=dodger, by=user())
    fail(campaign.items.get())
    assert sorted(campaign.items.values_list("row__reference", "state")) == sorted(
        zip(order, ["failed", "left", "to_review"], strict=True)
    )
    with pytest.raises(SubmissionRefused):
        actions.add_to_window(claims=[dodger], window=into, by=user())


def test_audit_closes_when_every_claim_has_its_result_and_never_changes_again():
    into, _ = filled(2)
    campaign = draw(into)
    auditor = user(Role.AUDITOR)
    with pytest.raises(Refused, match="2 claims of the sample have no result yet"):
        campaigns.close_campaign(campaign=campaign, by=auditor)
    campaign = audit(into, auditor)
    with pytest.raises(Refused, match=f"^{auditor} already closed this audit at "):
        campaigns.close_campaign(campaign=campaign, by=user(Role.AUDITOR))
    for change in ({"seed": "other"}, {"closed_at": None, "closed_by": None}):
        with pytest.raises(Error, match="never changed or deleted: it is closed once"), transaction.atomic():
            AuditCampaign.objects.filter(pk=campaign.pk).update(**change)


ITEM_ACTS = {
    Step.FIND_SOUND: lambda item, by: review(item, by),
    Step.FIND_FAULT: lambda item, by: review(item, by, stands=False),
    Step.REPLY: lambda item, by: campaigns.reply_to_finding(item=item, by=by, agrees=True, reason="So it is."),
    Step.ACCEPT: lambda item, by: campaigns.conclude(item=item, by=by, stands=True, reason="Seen."),
    Step.CONFIRM: lambda item, by: campaigns.conclude(item=item, by=by, stands=False, reason="Seen."),
}


def item_at(state):
    """A claim of a sample in this state."""
    into, _ = filled(1)
    item = draw(into).items.get()
    if state == ItemState.ACCEPTED:
        review(item)
    elif state == ItemState.FAILED:
        fail(item)
    elif state == ItemState.LEFT:
        leave(item.claim)
        campaigns.replace_departed(campaign=item.campaign, by=user(Role.AUDITOR))
    elif state != ItemState.TO_REVIEW:
        item = review(item, stands=False)
        if state == ItemState.REPLIED:
            campaigns.reply_to_finding(item=item, by=user(), agrees=True, reason="So it is.")
    item = SampleItem.objects.get(pk=item.pk)
    assert item.state == state
    return item


@pytest.mark.parametrize("state", ItemState.values)
def test_every_step_of_every_role_does_what_the_table_says_and_the_database_allows_no_other(state):
    item = item_at(state)
    people = {role: user(role) for role in Role}
    for step, act in ITEM_ACTS.items():
        for role, person in people.items():
            wanted = rules.item_after(state, step, role)
            if (state, step) == (ItemState.TO_REPLY, Step.CONFIRM):
                wanted = None  # the day for the reply is not over
            sid = transaction.savepoint()
            if wanted is None:
                with pytest.raises(Refused):
                    act(SampleItem.objects.get(pk=item.pk), person)
            else:
                act(SampleItem.objects.get(pk=item.pk), person)
            assert SampleItem.objects.get(pk=item.pk).state == (wanted or state), (step, role)
            transaction.savepoint_rollback(sid)
    for other in set(ItemState.values) - {state, ItemState.LEFT}:
        with pytest.raises(Error, match="cannot go from|This audit is closed"), transaction.atomic():
            SampleItem.objects.filter(pk=item.pk).update(state=other)


@pytest.mark.parametrize("role", Role.values)
def test_only_auditors_draw_replace_close_and_say_how_much(role):
    into, _ = filled(1)
    by = user(role)
    acts = [
        lambda: draw(into, by), lambda: campaigns.replace_departed(campaign=AuditCampaign.objects.get(), by=by),
        lambda: audit(into, by),
        lambda: campaigns.set_sampling(
            by=by, from_day=day(1), percent=10, minimum=5, extend_percent=10, reply_days=10, reason="No change."
        ),
    ]
    for number, act in enumerate(acts):
        if number == 1 and role != Role.AUDITOR:
            draw(into)
        if role == Role.AUDITOR:
            act()
        else:
            with pytest.raises(Refused, match="^Only an auditor may "):
                act()


def test_settings_hold_from_their_day_and_are_checked():
    assert (sampling().percent, sampling().minimum, sampling().set_by) == (10, 5, None)
    few(percent=25)
    assert (sampling().percent, sampling(day(-1)).percent) == (25, 10)
    with pytest.raises(ValidationError) as refused:
        few(percent=101)
    assert set(refused.value.message_dict) == {"from_day", "percent"}


def past_the_actions(into):
    """Submits a window by a statement of one's own."""
    manager = user()
    SubmissionWindow.objects.filter(pk=into.pk).update(submitted_at=timezone.now(), submitted_by=manager)


def test_database_lets_no_window_go_before_its_audit_is_closed():
    into, _ = filled(1)
    for step in (lambda: None, lambda: draw(into)):
        step()
        with pytest.raises(Error, match="A window is submitted after its audit is closed"), transaction.atomic():
            past_the_actions(into)
        with pytest.raises(SubmissionRefused, match="^(This window was not audited|The audit of this window is not)"):
            actions.sign_off_window(
                window=into, by=user(), chief_officer="Ade", finance_officer="Bo", signed_on=day()
            )
        with pytest.raises(Error, match="signed off after its audit is closed"), transaction.atomic():
            into.sign_offs.create(
                chief_officer="Ade", finance_officer="Bo", signed_on=day(), claims=1, pence=1, digest="0" * 64,
                recorded_by=user(), recorded_at=timezone.now(),
            )
    audit(into)
    past_the_actions(into)


def test_database_lets_no_window_go_with_a_claim_of_another_frame():
    into, _ = filled(1)
    audit(into)
    stranger = claim_at("approved")
    Claim.objects.filter(pk=stranger.pk).update(window=into)
    with pytest.raises(Error, match="with claims of its audit's frame"), transaction.atomic():
        past_the_actions(into)


def test_database_keeps_frame_sample_and_findings_as_they_are():
    into, _ = filled(1)
    item = review(draw(into).items.get(), stands=False)
    item = campaigns.reply_to_finding(item=item, by=user(), agrees=True, reason="So it is.")
    kept = ((FrameClaim, {"weight": 9}), (AuditView, {"stands": True}), (AuditReply, {"agrees": False}))
    for model, change in kept:
        for act in (lambda rows, change=change: rows.update(**change), lambda rows: rows._raw_delete(rows.db)):
            with pytest.raises(Error, match="What was recorded here is never changed"), transaction.atomic():
                act(model.objects.all())
    rows = SampleItem.objects.filter(pk=item.pk)
    with pytest.raises(Error, match="What was drawn never changes"), transaction.atomic():
        rows.update(part="must")
    with pytest.raises(Error, match="never taken back"), transaction.atomic():
        rows._raw_delete(rows.db)
    row = FrameClaim.objects.get()
    row.pk, row.claim = None, claim_at("approved")
    with pytest.raises(Error, match="The frame is fixed before anything is drawn"), transaction.atomic():
        row.save(force_insert=True)


def test_database_refuses_an_audit_by_whoever_approved_and_a_result_that_nobody_found():
    into = window()
    approver = user()
    claim = claim_at("approved", by=approver)
    actions.add_to_window(claims=[claim], window=into, by=user())
    item = draw(into).items.get()
    approver.role = Role.AUDITOR
    approver.save()
    with pytest.raises(Refused, match="^You cannot audit this claim: you approved it"):
        review(item, approver)
    with pytest.raises(Error, match="A finding is an auditor's, who neither contributed"), transaction.atomic():
        AuditView.objects.create(item=item, stands=True, digest="", by=approver, at=timezone.now(), **ANSWERS)
    claim = Claim.objects.get(pk=claim.pk)
    claim.moves.create(
        before="in_sample", verb="pass", after="audit_passed", by=user(Role.AUDITOR), at=timezone.now(),
        digest=claim.evidence_digest, as_of=claim.as_of, known_at=claim.known_at,
    )
    with pytest.raises(Error, match="only in the audit of its window"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS audit_move_is_found IMMEDIATE")


def test_sample_file_says_of_every_claim_of_the_frame_what_became_of_it():
    few()
    into, _ = filled(3)
    campaign = draw(into)
    fail(campaign.items.get())
    shown = CampaignPage(AuditCampaign.objects.get(pk=campaign.pk))
    rows = {row[0]: row[2:] for row in sample_rows(shown)}
    first, second, third = rules.order_of(
        [row.framed for row in campaign.frame.all()], seed=campaign.seed, method="simple"
    )[""]
    assert rows[first][1:] == (
        "drawn", 1, 1, "", "failed", "yes", "yes", "yes", "NO_ASSESSMENT", "agreed", "does not stand"
    )
    assert rows[second][1:7] == ("drawn", 2, 2, "", "to_review", "")
    assert rows[third][1:] == ("",) * 11
    assert rows[first][0] < rows[second][0] < rows[third][0]
