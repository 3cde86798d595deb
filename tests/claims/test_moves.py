"""The table of moves: every state, every act, every role; in the actions and in the database."""

import importlib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import timezone

from claims import actions
from claims.enums import ClaimStatus, MoveVerb
from claims.models import Claim, ClaimMove
from claims.rules import MOVES, SYSTEM, after, asks_again, diagram_page
from families.accounts.enums import Role
from families.permissions import Refused
from tests.claims.building import claim_at, day, user

ACTS = {
    MoveVerb.APPROVE: lambda claim, by: actions.approve_claim(claim=claim, by=by, digest=claim.evidence_digest),
    MoveVerb.DECLINE: lambda claim, by: actions.decline_claim(claim=claim, by=by, reason="No."),
    MoveVerb.RECONSIDER: lambda claim, by: actions.reconsider_claim(claim=claim, by=by, reason="Yes."),
    MoveVerb.WITHDRAW: lambda claim, by: actions.withdraw_claim(claim=claim, by=by, reason="No."),
    MoveVerb.PAY: lambda claim, by: actions.record_payment(claim=claim, by=by, paid_on=day()),
    MoveVerb.REJECT: lambda claim, by: actions.record_rejection(claim=claim, by=by, code="ALREADY_CLAIMED"),
}


def test_every_verb_that_a_person_does_to_one_claim_is_tried():
    by_people = {move.verb for move in MOVES if move.by != SYSTEM}
    assert by_people - {MoveVerb.SUBMIT} == set(ACTS)


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize("status", ClaimStatus.values)
def test_every_act_of_every_role_does_what_the_table_says(status):
    claim = claim_at(status)
    people = {role: user(role) for role in Role}
    for verb, act in ACTS.items():
        for role, person in people.items():
            wanted = after(status, verb, role)
            sid = transaction.savepoint()
            fresh = Claim.objects.get(pk=claim.pk)
            if wanted is None:
                with pytest.raises(Refused):
                    act(fresh, person)
            else:
                act(fresh, person)
            assert Claim.objects.get(pk=claim.pk).status == (wanted or status), (verb, role)
            transaction.savepoint_rollback(sid)


@pytest.mark.usefixtures("programme")
def test_database_refuses_every_change_of_status_that_is_no_move():
    legal = {(move.before, move.after) for move in MOVES}
    tried = 0
    for before in ClaimStatus.values:
        claim = claim_at(before)
        for status in ClaimStatus.values:
            if status != before and (before, status) not in legal:
                with pytest.raises(Error, match="A claim cannot move from"), transaction.atomic():
                    Claim.objects.filter(pk=claim.pk).update(status=status)
                tried += 1
    assert tried == len(ClaimStatus) * (len(ClaimStatus) - 1) - len(
        {(move.before, move.after) for move in MOVES if move.before and move.before != move.after}
    )


@pytest.mark.usefixtures("programme")
def test_database_refuses_every_logged_move_that_the_table_lacks():
    claim = claim_at("queued")
    people = {SYSTEM: None, **{role.value: user(role) for role in Role}}
    refused = accepted = 0
    for before in ("", *ClaimStatus.values):
        for verb in MoveVerb.values:
            for status in ClaimStatus.values:
                for mover, person in people.items():
                    move = ClaimMove(
                        claim=claim, before=before, verb=verb, after=status, by=person, at=timezone.now(),
                        digest=claim.evidence_digest, as_of=claim.as_of, known_at=claim.known_at,
                    )
                    is_move = any((m.before, m.verb, m.after, m.by) == (before, verb, status, mover) for m in MOVES)
                    if not is_move and not (mover in (SYSTEM, "programme_manager") or before == "queued"):
                        continue  # the other roles are tried from one status: their moves are none at all
                    try:
                        with transaction.atomic():
                            move.save()
                            transaction.set_rollback(True)
                        accepted += 1
                        assert is_move
                    except Error:
                        refused += 1
                        assert not is_move
    assert accepted == len(MOVES)
    assert refused > 1500


@pytest.mark.usefixtures("programme")
def test_status_without_its_move_is_refused_at_the_end_of_the_transaction():
    claim = claim_at("queued")
    Claim.objects.filter(pk=claim.pk).update(status="declined")
    with pytest.raises(Error, match="stands elsewhere than its moves say"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_migration_holds_the_moves_of_the_table():
    migration = importlib.import_module("claims.migrations.0002_claims_guard_themselves")
    assert [(m.before, str(m.verb), str(m.after), str(m.by)) for m in MOVES] == migration.MOVES


def test_diagram_is_fresh():
    assert Path(settings.BASE_DIR, "docs", "claim-moves.md").read_text(encoding="utf-8") == diagram_page()


@pytest.mark.parametrize(
    ("status", "same", "other"),
    [
        ("queued", False, False), ("approved", False, False), ("submitted", False, False), ("paid", False, False),
        ("left_queue", True, True), ("declined", False, True), ("withdrawn", False, True), ("rejected", True, True),
    ],
)
def test_person_is_asked_again_only_where_there_is_something_to_decide(status, same, other):
    assert asks_again(status, same_evidence=True) is same
    assert asks_again(status, same_evidence=False) is other
