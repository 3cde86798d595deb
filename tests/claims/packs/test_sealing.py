"""What is approved is sealed with it: one chain, without gap or fork, that nobody changes."""

import json
import re

import pytest
from django.db import InternalError, connection, transaction
from django.utils import timezone, translation

from claims import actions
from claims.bulk.actions import act_on_many, preview_of
from claims.bulk.rules import seal_of
from claims.models import Claim, ClaimMove, ClaimPack
from claims.packs.actions import seal_approvals, seal_what_waits
from claims.packs.content import files_of
from claims.packs.models import NOTHING_BEFORE
from claims.packs.reading import unsealed
from claims.submission import NOT_SEALED, SubmissionRefused
from claims.verifying import faults_of
from tests.claims import building
from tests.claims.building import approve, check, claim_at, family, incident, judge, user, window, withdraw
from tests.claims.packs.verifier import said_in

pytestmark = pytest.mark.usefixtures("programme")


def chain():
    return list(ClaimPack.objects.order_by("number").values_list("number", "previous", "digest"))


def without_packs(after=0):
    """As if what was approved had never been sealed, from before there were packs; or all but the first few."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM claims_claimpack WHERE number > %s", [after])
        cursor.execute("SET session_replication_role = origin")


def test_each_approval_is_sealed_and_bound_to_the_one_before():
    claims = [claim_at("approved") for _ in range(3)]
    found = chain()
    assert [number for number, *_ in found] == [1, 2, 3]
    assert [previous for _, previous, _ in found] == [NOTHING_BEFORE, found[0][2], found[1][2]]
    assert [pack.claim for pack in ClaimPack.objects.all()] == claims
    assert [pack.evidence_digest for pack in ClaimPack.objects.all()] == [claim.approved_digest for claim in claims]
    assert all(json.loads(pack.manifest)["digest"] == pack.digest for pack in ClaimPack.objects.all())
    assert not unsealed().exists()


def test_a_pack_says_who_checked_the_evidence_and_who_approved_it():
    checker, approver = (user(first_name="Hal", last_name=name) for name in ("Quillfeather", "Vossberg"))
    claim = check(Claim.objects.get(pk=claim_at("queued").pk), checker)
    actions.approve_claim(claim=claim, by=approver, digest=claim.evidence_digest)
    said = said_in(ClaimPack.objects.get())["claim"]
    assert (said["checked_by"], said["approved_by"]) == ("Hal Quillfeather", "Hal Vossberg")
    moments = [claim.moves.get(verb=verb).at.isoformat() for verb in ("check", "approve")]
    assert [said["checked_at"], said["approved_at"]] == moments


def test_claims_approved_together_are_sealed_in_their_order():
    made = [family() for _ in range(4)]
    judge(*made)
    claims = list(Claim.objects.order_by("pk"))
    for claim in claims:
        check(claim)
    by = user()
    rows = preview_of(act="approve", claims=claims, by=by)
    act_on_many(act="approve", claims=claims, by=by, seal=seal_of("approve", rows))
    assert list(ClaimPack.objects.values_list("number", "claim")) == [
        (number, claim.pk) for number, claim in enumerate(claims, start=1)
    ]


def test_an_approval_that_is_undone_is_not_sealed():
    claim = claim_at("checked")
    with transaction.atomic():
        actions.approve_claim(claim=claim, by=user(), digest=claim.evidence_digest)
        transaction.set_rollback(True)
    assert chain() == []
    actions.approve_claim(claim=claim, by=user(), digest=claim.evidence_digest)
    assert [number for number, *_ in chain()] == [1]


def test_a_claim_approved_again_gets_a_pack_that_cites_the_old_one():
    made = family()
    claim = claim_at("approved", made=made)
    event = incident(made, on=building.day(-310))
    judge(made)
    claim.refresh_from_db()
    assert claim.status == "queued"
    approve(claim)
    withdraw(event)
    first, second = ClaimPack.objects.all()
    assert second.replaces == first
    assert json.loads(second.manifest)["replaces"] == first.digest
    assert json.loads(first.manifest)["replaces"] == ""
    assert first.evidence_digest != second.evidence_digest


def test_nobody_changes_or_removes_a_pack():
    claim_at("approved")
    for change in (
        {"content": b"x"}, {"previous": "1" * 64}, {"number": 2},
    ):
        with pytest.raises(InternalError, match="never changed or deleted"), transaction.atomic():
            ClaimPack.objects.update(**change)
    with pytest.raises(InternalError, match="never changed or deleted"), transaction.atomic():
        ClaimPack.objects.all().delete()


@pytest.mark.parametrize(("number", "previous"), [(3, None), (1, None), (2, "1" * 64), (2, NOTHING_BEFORE)])
def test_the_database_refuses_a_pack_that_does_not_follow_the_last(number, previous):
    claim_at("approved")
    without = claim_at("approved")
    last = ClaimPack.objects.get(claim=without)
    without_packs(after=1)
    last.pk, last.number, last.previous = None, number, previous or ClaimPack.objects.get().digest
    with pytest.raises(InternalError, match="does not follow the last one"), transaction.atomic():
        last.save()


def test_what_waits_is_seen_and_sealed_by_the_next_run():
    claims = [claim_at("approved") for _ in range(3)]
    before = {pack.claim_id: bytes(pack.content) for pack in ClaimPack.objects.all()}
    without_packs()
    assert [move.claim for move in unsealed()] == claims
    assert seal_what_waits() == 3
    assert seal_what_waits() == 0
    assert {pack.claim_id: bytes(pack.content) for pack in ClaimPack.objects.all()} == before


def test_an_approval_whose_evidence_has_gone_since_is_sealed_as_it_was():
    made = family()
    claim = claim_at("approved", made=made)
    before = bytes(ClaimPack.objects.get().content)
    without_packs()
    incident(made)
    judge(made)
    claim.refresh_from_db()
    assert claim.status == "left_queue"
    assert seal_what_waits() == 1
    assert bytes(ClaimPack.objects.get().content) == before


def test_the_same_approval_gives_the_same_bytes_in_any_zone_and_language(monkeypatch):
    claim_at("approved")
    move = ClaimMove.objects.select_related("by", "claim__family", "claim__previous").get(verb="approve")
    first = files_of(move)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    with timezone.override("America/Los_Angeles"), translation.override("de"):
        assert files_of(move) == first


def test_sealing_again_seals_nothing_twice():
    claim_at("approved")
    moves = list(ClaimMove.objects.filter(verb="approve").select_related("by", "claim__family", "claim__previous"))
    assert seal_approvals(moves=moves, by=None) == []
    assert len(chain()) == 1


def test_what_is_not_sealed_is_neither_signed_off_nor_submitted():
    by = user()
    claim, into = claim_at("approved", by=by), window(by)
    actions.add_to_window(claims=[claim], window=into, by=by)
    without_packs()
    with pytest.raises(SubmissionRefused) as refused:
        building.sign_off(into, by)
    assert refused.value.refusals == [(claim, NOT_SEALED)]
    seal_what_waits()
    building.submit(into, by)
    claim.refresh_from_db()
    assert faults_of(claim) == []


def test_the_database_refuses_to_send_what_is_not_sealed(monkeypatch):
    by = user()
    claim, into = claim_at("approved", by=by), window(by)
    actions.add_to_window(claims=[claim], window=into, by=by)
    without_packs()
    as_if = Claim.objects.values_list("pk", "approved_digest")
    monkeypatch.setattr("claims.submission.sealed_of", lambda claims: as_if)
    with pytest.raises(InternalError, match="not sealed"):
        building.sign_off(into, by)


def test_a_pack_names_nobody_of_the_family():
    claim = claim_at("approved")
    said = b"".join(files_of(ClaimMove.objects.get(verb="approve", claim=claim)).values()).decode()
    assert not re.search(r"\bAnn\b|Other\d", said)
    assert claim.reference in said
    assert str(claim.approved_by) in said
