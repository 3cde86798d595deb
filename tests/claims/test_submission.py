"""Windows, what goes into them, submitting once, and what becomes of the claims after."""

import hashlib

import pytest
from django.core.exceptions import ValidationError

from claims import actions
from claims.campaigns.reading import item_of
from claims.models import Claim, ReturnFile, SubmissionWindow
from claims.submission import SubmissionRefused, before_a_window_is_sent, claims_in, preview
from families.models import ClaimMade, LogEntry
from families.permissions import Refused
from outcomes.judging import judge_family
from outcomes.wording import day as in_words
from tests.claims.building import (
    approve,
    audit,
    believe,
    claim_at,
    day,
    draw,
    fail,
    family,
    incident,
    review,
    sign_off,
    user,
    window,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("programme")


def filled(number=2, **fields):
    """A window with signed-off claims in it, and who manages it."""
    into, claims, manager = unsigned(number, **fields)
    sign_off(into, manager)
    return into, [Claim.objects.get(pk=claim.pk) for claim in claims], manager


def unsigned(number=2, **fields):
    """A window with approved claims in it, and who manages it."""
    manager = user()
    into = window(manager, **fields)
    claims = [claim_at("approved", by=manager) for _ in range(number)]
    actions.add_to_window(claims=claims, window=into, by=manager)
    return into, claims, manager


def test_submitting_freezes_the_evidence_and_writes_the_return_once():
    into, claims, manager = filled()
    assert actions.submit_window(window=into, by=manager).submitted_by == manager
    for claim in Claim.objects.filter(window=into):
        assert (claim.status, claim.claimed_on, claim.amount) == ("submitted", day(), 80_000)
        assert claim.evidence["as_of"] == day().isoformat()
    files = {file.format: file for file in ReturnFile.objects.filter(sent__window=into)}
    assert set(files) == {"csv", "xlsx"}
    for file in files.values():
        assert hashlib.sha256(bytes(file.content)).hexdigest() == file.sha256
        assert (file.sent.rows, file.sent.schema_version, file.sent.made_by) == (2, 2, manager)
    assert LogEntry.objects.filter(about_type="submissionwindow", about_id=into.pk, verb="moved").count() == 2


def test_submitting_twice_is_refused_and_changes_nothing():
    into, claims, manager = filled()
    actions.submit_window(window=into, by=manager)
    before = list(Claim.objects.order_by("pk").values()), ReturnFile.objects.count(), ClaimMade.objects.count()
    other = user()
    with pytest.raises(Refused, match=f"^{manager} already submitted this window at "):
        actions.submit_window(window=SubmissionWindow.objects.get(pk=into.pk), by=other)
    with pytest.raises(Refused, match="already submitted this window"):
        actions.submit_window(window=into, by=other)
    assert before == (
        list(Claim.objects.order_by("pk").values()), ReturnFile.objects.count(), ClaimMade.objects.count()
    )


def test_one_claim_that_does_not_hold_stops_the_window_and_is_named():
    into, (sound, stale), manager = filled()
    incident(stale.family)
    with pytest.raises(SubmissionRefused) as refused:
        actions.submit_window(window=into, by=manager)
    assert str(refused.value) == "1 of 2 claims do not hold. Nothing was submitted."
    assert [(claim.pk, why) for claim, why in refused.value.refusals] == [
        (stale.pk, "It does not hold any more. Crime and anti-social behaviour: lost again (something new happened).")
    ]
    assert set(Claim.objects.filter(window=into).values_list("status", flat=True)) == {"signed_off"}
    assert ReturnFile.objects.count() == 0
    actions.take_out_of_window(claim=Claim.objects.get(pk=stale.pk), by=manager)
    actions.submit_window(window=into, by=manager)
    assert Claim.objects.get(pk=sound.pk).status == "submitted"


def test_changed_evidence_stops_the_window_even_where_the_result_holds():
    into, (claim, _), manager = filled()
    incident(claim.family, on=day(-305))
    with pytest.raises(SubmissionRefused) as refused:
        actions.submit_window(window=into, by=manager)
    assert refused.value.refusals[0][1] == (
        "The evidence changed since it was approved. "
        f"Added: Anti-social behaviour incident, {in_words(day(-305))}, from police."
    )


def test_family_was_claimed_from_then_on_and_is_free_after_rejection():
    claim = claim_at("submitted")
    made = ClaimMade.objects.current().get(family=claim.family)
    assert (made.reference, made.status, made.amount, made.claimed_on) == (claim.reference, "submitted", 80_000, day())
    assert judge_family(claim.family).blockers == ("ALREADY_CLAIMED",)
    actions.record_rejection(claim=claim, by=user(), code="NO_ASSESSMENT", reason="None on file.")
    assert ClaimMade.objects.current().get(family=claim.family).status == "rejected"
    assert judge_family(claim.family).blockers == ()
    assert claim.moves.last().reason == "There was no whole-family assessment. None on file."


def test_payment_is_recorded_against_the_claim():
    claim = claim_at("submitted")
    actions.record_payment(claim=claim, by=user(), paid_on=day(), amount=79_900)
    claim.refresh_from_db()
    assert (claim.status, claim.paid_on, claim.paid_amount, claim.amount) == ("paid", day(), 79_900, 80_000)
    assert ClaimMade.objects.current().get(family=claim.family).status == "paid"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"amount": 0}, "more than nothing"),
        ({"amount": 400_001}, "No family ever earned more than £4,000"),
        ({"paid_on": day(-1)}, "dated before the claim"),
        ({"paid_on": day(1)}, "must be today or in the past"),
    ],
)
def test_impossible_payment_is_refused(fields, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.record_payment(claim=claim_at("submitted"), by=user(), **{"paid_on": day(), **fields})


def test_second_claim_on_one_day_is_refused_with_a_sentence():
    manager = user()
    first = claim_at("rejected", by=manager)
    later = Claim.objects.get(family=first.family, status="queued")
    approve(later, manager)
    into = window(manager)
    actions.add_to_window(claims=[later], window=into, by=manager)
    rows = preview(into, list(claims_in(into)))
    assert rows[0][3] == ["It is not signed off.", "A claim for this family was already made on that day."]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"opens_on": day(1), "closes_on": day(9), "evidence_cutoff_on": day(9)}, "This window opens on "),
        ({"opens_on": day(-9), "closes_on": day(-1), "evidence_cutoff_on": day(-1)}, "This window closed on "),
    ],
)
def test_window_takes_claims_only_on_its_days(days, sentence):
    into = window(**days)
    with pytest.raises(SubmissionRefused, match=sentence):
        actions.submit_window(window=into, by=user())


def test_empty_window_cannot_be_submitted():
    with pytest.raises(SubmissionRefused, match="no approved claim"):
        actions.submit_window(window=window(), by=user())


def test_only_fitting_approved_claims_go_into_a_window_and_all_or_none_do():
    manager = user()
    approved, queued = claim_at("approved", by=manager), claim_at("queued")
    into = window(manager)
    with pytest.raises(SubmissionRefused) as refused:
        actions.add_to_window(claims=[approved, queued], window=into, by=manager)
    assert refused.value.refusals == [(queued, "Only approved claims go into a window.")]
    assert Claim.objects.filter(window=into).count() == 0
    late = window(manager, evidence_cutoff_on=day(-1))
    with pytest.raises(SubmissionRefused) as refused:
        actions.add_to_window(claims=[approved], window=late, by=manager)
    assert "after the cut-off on" in refused.value.refusals[0][1]
    other = window(manager, framework="phase-1")
    with pytest.raises(SubmissionRefused) as refused:
        actions.add_to_window(claims=[approved], window=other, by=manager)
    assert refused.value.refusals[0][1] == "This window is for Phase 1 (2012 to 2015)."
    actions.add_to_window(claims=[approved], window=into, by=manager)
    with pytest.raises(SubmissionRefused) as refused:
        actions.add_to_window(claims=[approved], window=window(manager), by=manager)
    assert refused.value.refusals[0][1] == f"It is in window {into.code} already."


def test_submitted_window_takes_no_more_claims():
    into, _, manager = filled(1)
    actions.submit_window(window=into, by=manager)
    with pytest.raises(Refused, match="it takes no more claims"):
        actions.add_to_window(claims=[claim_at("approved", by=manager)], window=into, by=manager)


def test_lapsed_claim_falls_out_of_its_window():
    into, (claim, _), manager = filled()
    incident(claim.family, on=day(-305))
    actions.update_queue([claim.family_id])
    claim.refresh_from_db()
    assert (claim.status, claim.window) == ("queued", None)


def test_window_says_what_is_wrong_with_it():
    with pytest.raises(ValidationError, match="The window closes before it opens"):
        window(opens_on=day(5), closes_on=day(1), evidence_cutoff_on=day(1))
    made = window()
    with pytest.raises(ValidationError, match="This window is already there"):
        window(code=made.code)


@pytest.mark.parametrize("role", ["key_worker", "team_manager", "analyst", "auditor", "administrator"])
def test_only_programme_managers_send(role):
    into, (claim, _), manager = filled()
    by = user(role)
    for act in (
        lambda: actions.open_window(
            by=by, code="X", framework="expanded", opens_on=day(), evidence_cutoff_on=day(), closes_on=day()
        ),
        lambda: actions.add_to_window(claims=[claim], window=into, by=by),
        lambda: actions.take_out_of_window(claim=claim, by=by),
        lambda: sign_off(into, by),
        lambda: actions.submit_window(window=into, by=by),
    ):
        with pytest.raises(Refused, match="^Only a programme manager may "):
            act()


def test_stale_digest_is_refused_and_says_what_changed():
    checker = user()
    claim = claim_at("checked", by=checker)
    shown = claim.evidence_digest
    incident(claim.family, on=day(-305))
    added = f"Added: Anti-social behaviour incident, {in_words(day(-305))}, from police."
    with pytest.raises(Refused) as refused:
        actions.approve_claim(claim=claim, by=user(), digest=shown)
    assert str(refused.value) == (
        f"The evidence has changed since you saw it. {added} "
        f"The check by {checker} has lapsed; somebody must check the claim again. Look at it again."
    )
    claim.refresh_from_db()
    assert (claim.status, claim.checked_by, claim.checked_digest) == ("queued", None, "")
    assert [(move.verb, move.by, move.digest) for move in claim.moves.all()] == [
        ("join", None, shown), ("check", checker, shown), ("lapse", None, claim.evidence_digest)
    ]
    assert claim.moves.last().reason == f"The check lapsed, because the evidence changed. {added}"
    with pytest.raises(Refused, match="The evidence has changed since you saw it"):
        actions.check_claim(claim=claim, by=user(), digest=shown)
    approve(claim)


def test_fact_that_ends_the_result_refuses_the_approval_and_takes_the_claim_out():
    claim = claim_at("checked")
    incident(claim.family)
    with pytest.raises(Refused, match="has left the queue"):
        actions.approve_claim(claim=claim, by=user(), digest=claim.evidence_digest)
    claim.refresh_from_db()
    assert claim.status == "left_queue"


def test_claims_elsewhere_and_withdrawals_are_told_apart():
    made = family()
    old = believe(
        ClaimMade, family=made, framework="expanded", route="sustained", claimed_on=day(-100), status="rejected"
    )
    claim = claim_at("queued", made=made)
    assert claim.status == "queued"
    withdraw(old)


@pytest.mark.parametrize("code", ['2016-09"', "2016/09", "../2016", "=2016", "\u202e2016", "2016\r\n09", " "])
def test_window_is_named_so_that_its_files_can_be(code):
    with pytest.raises(ValidationError) as refused:
        window(user(), code=code)
    assert refused.value.message_dict == {"code": ["The name must be letters, numbers, spaces and . - _ only"]}
    assert not SubmissionWindow.objects.exists()


def test_window_is_submitted_only_once_every_claim_is_signed_off():
    into, claims, manager = unsigned()
    audit(into)
    with pytest.raises(SubmissionRefused) as refused:
        actions.submit_window(window=into, by=manager)
    assert [why for _, why in refused.value.refusals] == ["It is not signed off."] * 2
    signed = sign_off(into, manager)
    assert (signed.claims, signed.pence, signed.recorded_by) == (2, 160_000, manager)
    back = Claim.objects.get(pk=claims[0].pk)
    actions.take_out_of_window(claim=back, by=manager)
    actions.add_to_window(claims=[back], window=into, by=manager)
    with pytest.raises(SubmissionRefused) as refused:
        actions.submit_window(window=into, by=manager)
    assert [(claim.pk, why) for claim, why in refused.value.refusals] == [(back.pk, "It is not signed off.")]
    assert sign_off(into, manager).claims == 1
    actions.submit_window(window=into, by=manager)
    assert set(Claim.objects.filter(window=into).values_list("status", flat=True)) == {"submitted"}


def test_claim_that_is_being_audited_holds_up_the_sign_off_and_stays():
    into, (claim, _), manager = unsigned()
    campaign, officers = draw(into), {"chief_officer": "Ade Chief", "finance_officer": "Bo Money", "signed_on": day()}
    with pytest.raises(SubmissionRefused, match="is not closed: 2 claims wait for a result.$"):
        actions.sign_off_window(window=into, by=manager, **officers)
    with pytest.raises(Refused, match="This claim is being audited"):
        actions.take_out_of_window(claim=Claim.objects.get(pk=claim.pk), by=manager)
    fail(item_of(claim))
    claim.refresh_from_db()
    assert (claim.status, claim.window, claim.finding_code) == ("audit_failed", None, "NO_ASSESSMENT")
    assert claim.moves.last().reason == "There was no whole-family assessment. None on file."
    review(campaign.items.get(state="to_review"))
    with pytest.raises(SubmissionRefused, match="An auditor closes it once every result is recorded"):
        actions.sign_off_window(window=into, by=manager, **officers)
    assert sign_off(into, manager).claims == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"finance_officer": " "}, "Name two different officers"),
        ({"finance_officer": "ade chief "}, "Name two different officers"),
        ({"signed_on": day(1)}, "must be today or in the past"),
    ],
)
def test_impossible_sign_off_is_refused(fields, sentence):
    into, _, manager = unsigned(1)
    audit(into)
    given = {"chief_officer": "Ade Chief", "finance_officer": "Bo Money", "signed_on": day(), **fields}
    with pytest.raises(Refused, match=sentence):
        actions.sign_off_window(window=into, by=manager, **given)


def test_signed_off_claim_that_is_taken_out_is_approved_as_before():
    into, (claim, _), manager = filled()
    actions.take_out_of_window(claim=claim, by=manager)
    claim.refresh_from_db()
    assert (claim.status, claim.window, claim.moves.last().verb) == ("approved", None, "unsign")


def test_what_must_be_over_first_holds_up_the_sign_off_and_the_submission(monkeypatch):
    monkeypatch.setattr("claims.submission._gates", [])
    into, _, manager = unsigned()
    audit(into)
    before_a_window_is_sent(lambda window: [f"The audit of {window} is open."])
    with pytest.raises(SubmissionRefused, match=f"^The audit of {into} is open.$"):
        sign_off(into, manager)
    monkeypatch.setattr("claims.submission._gates", [])
    sign_off(into, manager)
    before_a_window_is_sent(lambda window: [f"The audit of {window} is open."])
    with pytest.raises(SubmissionRefused, match=f"^The audit of {into} is open.$"):
        actions.submit_window(window=into, by=manager)


def test_money_that_is_not_ours_goes_back():
    claim = claim_at("spot_invalid")
    assert (claim.finding_code, ClaimMade.objects.current().get(family=claim.family).status) == (
        "REGRESSION_IN_WINDOW", "paid"
    )
    for fields, sentence in (
        ({"amount": 80_001}, "no more than was paid"), ({"amount": 0}, "more than nothing"),
        ({"repaid_on": day(-1)}, "dated before the payment"), ({"repaid_on": day(1)}, "must be today or in the past"),
    ):
        with pytest.raises(Refused, match=sentence):
            actions.record_repayment(claim=claim, by=user(), **{"repaid_on": day(), **fields})
    actions.record_repayment(claim=claim, by=user(), repaid_on=day(), amount=40_000)
    claim.refresh_from_db()
    assert (claim.status, claim.repaid_amount) == ("repaid", 40_000)
    assert ClaimMade.objects.current().get(family=claim.family).status == "withdrawn"


def test_withdrawn_claim_is_repaid_only_if_it_was_paid():
    manager = user()
    with pytest.raises(Refused, match="never paid"):
        actions.record_repayment(claim=claim_at("withdrawn"), by=manager, repaid_on=day())
    paid = claim_at("paid")
    actions.withdraw_claim(claim=paid, by=manager, reason="Claimed twice.")
    actions.record_repayment(claim=paid, by=manager, repaid_on=day())
    paid.refresh_from_db()
    assert (paid.status, paid.repaid_amount) == ("repaid", 80_000)
