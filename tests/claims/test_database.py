"""What the database refuses, whoever asks: every constraint and trigger of claims, one try each."""

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, connection, transaction
from django.utils import timezone

from claims.models import Claim, ClaimMove, ReturnFile, SubmissionWindow
from tests.claims.building import claim_at, day, family, user, window

pytestmark = pytest.mark.usefixtures("programme")


def refuse(claim, name, **change):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**change)


def test_second_live_claim_is_refused_by_name():
    claim = claim_at("queued")
    twin = Claim.objects.get(pk=claim.pk)
    twin.pk, twin.reference, twin.token = None, "C-TWIN", None
    twin.token = "0c7f4d8e-0000-4000-8000-000000000001"
    with pytest.raises(ValidationError, match="This family already has a claim in this framework"):
        twin.validate_constraints()
    with pytest.raises(IntegrityError, match="one_live_claim_per_family_and_framework"), transaction.atomic():
        twin.save(force_insert=True)


def test_evidence_cannot_change_under_an_approval():
    claim = claim_at("approved")
    refuse(claim, "claim_approved_digest_is_the_current_one", evidence_digest="0" * 64)
    refuse(claim, "claim_approved_digest_is_the_current_one", approved_digest="0" * 64)


def test_approval_names_its_approver_and_moment():
    claim = claim_at("approved")
    refuse(claim, "claim_approved_names_its_approver", approved_by=None)
    refuse(claim, "claim_approved_names_its_approver", approved_at=None)


def test_claim_in_the_queue_carries_no_approval():
    refuse(claim_at("queued"), "claim_in_the_queue_carries_no_approval", approved_at=timezone.now())


@pytest.mark.parametrize("change", [{"amount": 0}, {"amount": -80_000}, {"paid_amount": 0}])
def test_amounts_are_positive(change):
    refuse(claim_at("queued"), "claim_amounts_are_positive", **change)


def test_paid_claim_says_when_how_much_and_not_before_it_was_made():
    claim = claim_at("paid")
    refuse(claim, "claim_paid_says_when_and_how_much", paid_on=None)
    refuse(claim, "claim_paid_says_when_and_how_much", paid_amount=None)
    refuse(claim, "claim_is_paid_after_it_is_made", paid_on=day(-1))


def test_rejected_claim_says_why():
    refuse(claim_at("rejected"), "claim_rejected_says_why", rejection_code="")


def test_approved_claim_cannot_be_sent_past_its_window():
    claim = claim_at("signed_off")
    refuse(claim, "claim_sent_has_window_day_and_amount", status="submitted")


@pytest.mark.parametrize("status", ["submitted", "paid", "rejected", "withdrawn"])
def test_what_was_submitted_is_frozen(status):
    claim = claim_at(status)
    changes = {
        "evidence": {}, "evidence_digest": "0" * 64, "approved_digest": "0" * 64, "approved_by": user(),
        "approved_at": timezone.now(), "window": window(), "route": "employment", "amount": 1, "as_of": day(-3),
        "known_at": timezone.now(), "submitted_at": timezone.now(), "claimed_on": day(-3),
    }
    for field, value in changes.items():
        with pytest.raises(Error, match="frozen|already approved|constraint"), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(**{field: value})


def test_claim_keeps_its_family_framework_and_reference():
    claim = claim_at("queued")
    for change in ({"family": family()}, {"framework": "phase-1"}, {"reference": "C-1"}):
        with pytest.raises(Error, match="keeps its family"), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(**change)


def test_claims_moves_and_returns_are_never_deleted_nor_rewritten():
    claim = claim_at("submitted")
    file = ReturnFile.objects.first()
    for attempt, words in (
        (lambda: Claim.objects.filter(pk=claim.pk)._raw_delete("default"), "never deleted"),
        (lambda: ClaimMove.objects.filter(claim=claim)._raw_delete("default"), "never changed or deleted"),
        (lambda: ClaimMove.objects.filter(claim=claim).update(reason="Other."), "never changed or deleted"),
        (lambda: ReturnFile.objects.filter(pk=file.pk).update(content=b"x"), "never changed or deleted"),
        (lambda: ReturnFile.objects.filter(pk=file.pk)._raw_delete("default"), "never changed or deleted"),
        (lambda: SubmissionWindow.objects.filter(pk=claim.window_id).update(closes_on=day(99)), "never changes"),
    ):
        with pytest.raises(Error, match=words), transaction.atomic():
            attempt()


def test_return_is_written_once_for_a_window():
    claim_at("submitted")
    file = ReturnFile.objects.first()
    file.pk = None
    with pytest.raises(IntegrityError, match="return_is_written_once"), transaction.atomic():
        file.save(force_insert=True)


def test_approval_by_another_person_cannot_be_put_over_the_first():
    claim = claim_at("approved")
    with pytest.raises(Error, match="already approved by somebody else"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(approved_by=user())


def test_approval_that_nobody_gave_is_refused_at_the_end_of_the_transaction():
    claim = claim_at("checked")
    Claim.objects.filter(pk=claim.pk).update(
        status="approved", approved_by=user(), approved_at=timezone.now(), approved_digest=claim.evidence_digest
    )
    with pytest.raises(Error, match="stands elsewhere"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_move_that_does_not_follow_the_last_one_is_refused_at_the_end_of_the_transaction():
    claim = claim_at("queued")
    ClaimMove.objects.create(
        claim=claim, before="left_queue", verb="rejoin", after="queued", at=timezone.now(),
        digest=claim.evidence_digest, as_of=claim.as_of, known_at=claim.known_at,
    )
    with pytest.raises(Error, match='A move from "left_queue" cannot follow one to "queued"'):
        connection.check_constraints()


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("window_closes_after_it_opens", {"opens_on": day(1), "closes_on": day(0), "evidence_cutoff_on": day(0)}),
        (
            "window_takes_no_evidence_after_it_closes",
            {"opens_on": day(0), "closes_on": day(1), "evidence_cutoff_on": day(2)},
        ),
    ],
)
def test_window_dates_are_in_order(name, days):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        SubmissionWindow.objects.create(code="W", framework="expanded", **days)


def test_submitted_window_names_by_whom():
    made = window()
    claim_at("signed_off", into=made)
    with pytest.raises(IntegrityError, match="window_submitted_names_by_whom"), transaction.atomic():
        SubmissionWindow.objects.filter(pk=made.pk).update(submitted_at=timezone.now())


def test_history_keeps_what_a_claim_was():
    claim = claim_at("paid")
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM claims_claimevent WHERE pgh_obj_id = %s ORDER BY pgh_id", [claim.pk])
        statuses = [row[0] for row in cursor.fetchall()]
    assert list(dict.fromkeys(statuses)) == [
        "queued", "checked", "approved", "in_sample", "audit_passed", "signed_off", "submitted", "paid"
    ]
