"""The table of moves: every state, every act, every role; in the actions and in the database."""

import importlib
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.db import Error, connection, transaction

from claims import actions
from claims.campaigns.reading import item_of
from claims.enums import ClaimStatus, MoveVerb
from claims.models import Claim
from claims.rules import MOVES, SYSTEM, after, asks_again, diagram_page
from families.accounts.enums import Role
from families.permissions import Refused
from tests.claims.building import claim_at, day, fail, review, user

ACTS = {
    MoveVerb.CHECK: lambda claim, by: actions.check_claim(claim=claim, by=by, digest=claim.evidence_digest),
    MoveVerb.APPROVE: lambda claim, by: actions.approve_claim(claim=claim, by=by, digest=claim.evidence_digest),
    MoveVerb.DECLINE: lambda claim, by: actions.decline_claim(claim=claim, by=by, reason="No."),
    MoveVerb.RECONSIDER: lambda claim, by: actions.reconsider_claim(claim=claim, by=by, reason="Yes."),
    MoveVerb.WITHDRAW: lambda claim, by: actions.withdraw_claim(claim=claim, by=by, reason="No."),
    MoveVerb.PAY: lambda claim, by: actions.record_payment(claim=claim, by=by, paid_on=day()),
    MoveVerb.REJECT: lambda claim, by: actions.record_rejection(claim=claim, by=by, code="ALREADY_CLAIMED"),
    MoveVerb.PASS: lambda claim, by: audited(claim, by, review),
    MoveVerb.FAIL: lambda claim, by: audited(claim, by, fail),
    MoveVerb.FIND_VALID: lambda claim, by: actions.record_spot_check(claim=claim, by=by, valid=True),
    MoveVerb.FIND_INVALID: lambda claim, by: actions.record_spot_check(
        claim=claim, by=by, valid=False, code="NO_ASSESSMENT"
    ),
    MoveVerb.REPAY: lambda claim, by: actions.record_repayment(claim=claim, by=by, repaid_on=day()),
}
# Done to the claims of a window together, or by taking one out of it: tried below.
OF_A_WINDOW = {MoveVerb.SAMPLE, MoveVerb.SIGN_OFF, MoveVerb.UNSIGN, MoveVerb.SUBMIT}


def audited(claim, by, act):
    """An auditor's act on the claim's place in a sample; there is none where it was never drawn."""
    item = item_of(claim)
    if item is None:
        raise Refused("It was never drawn.")
    act(item, by)


def test_every_verb_that_a_person_does_to_one_claim_is_tried():
    by_people = {move.verb for move in MOVES if move.by != SYSTEM}
    assert by_people - OF_A_WINDOW == set(ACTS)


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize("status", ClaimStatus.values)
def test_every_act_of_every_role_does_what_the_table_says(status):
    claim = claim_at(status)
    people = {role: user(role) for role in Role}
    for verb, act in ACTS.items():
        for role, person in people.items():
            wanted = after(status, verb, role)
            if verb == MoveVerb.REPAY and claim.paid_amount is None:
                wanted = None
            sid = transaction.savepoint()
            fresh = Claim.objects.get(pk=claim.pk)
            if wanted is None:
                with pytest.raises(Refused):
                    act(fresh, person)
            else:
                act(fresh, person)
            assert Claim.objects.get(pk=claim.pk).status == (wanted or status), (verb, role)
            transaction.savepoint_rollback(sid)
    refuse_other_changes_of_status(claim)


def refuse_other_changes_of_status(claim):
    """The database refuses every status that no move leads to from here, whoever writes it."""
    reached = {move.after for move in MOVES if move.before == claim.status}
    for status in set(ClaimStatus.values) - reached - {claim.status}:
        with pytest.raises(Error, match="A claim cannot move from"), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(status=status)


TRY_EVERY_MOVE = """
CREATE FUNCTION pg_temp.accepted_moves(the_claim bigint, people jsonb, statuses text[], verbs text[])
RETURNS SETOF text[] LANGUAGE plpgsql AS $$
DECLARE
    tried record;
BEGIN
    FOR tried IN
        SELECT before, verb, after, mover.key AS mover, mover.value::text::bigint AS by_id
        FROM unnest(ARRAY[''] || statuses) before, unnest(verbs) verb, unnest(statuses) after, jsonb_each(people) mover
    LOOP
        BEGIN
            INSERT INTO claims_claimmove (claim_id, before, verb, after, by_id, at, reason, digest, as_of, known_at)
            SELECT id, tried.before, tried.verb, tried.after, nullif(tried.by_id, 0), now(), '',
                   CASE WHEN tried.verb IN ('sign_off', 'submit') THEN evidence_digest ELSE 'other' END, as_of, known_at
            FROM claims_claim WHERE id = the_claim;
            RETURN NEXT ARRAY[tried.before, tried.verb, tried.after, tried.mover];
            RAISE EXCEPTION 'Tried.';
        EXCEPTION WHEN raise_exception THEN
        END;
    END LOOP;
END $$;
"""


@pytest.mark.usefixtures("programme")
def test_database_refuses_every_logged_move_that_the_table_lacks():
    claim = claim_at("approved")  # sealed in a pack, without which nothing is signed off or submitted
    people = {SYSTEM: 0, **{role.value: user(role).pk for role in Role}}
    with connection.cursor() as cursor:
        cursor.execute(TRY_EVERY_MOVE)
        cursor.execute(
            "SELECT * FROM pg_temp.accepted_moves(%s, %s, %s, %s)",
            [claim.pk, json.dumps(people), ClaimStatus.values, MoveVerb.values],
        )
        accepted = [tuple(row[0]) for row in cursor.fetchall()]
    assert sorted(accepted) == sorted((m.before, str(m.verb), str(m.after), str(m.by)) for m in MOVES)


@pytest.mark.usefixtures("programme")
def test_status_without_its_move_is_refused_at_the_end_of_the_transaction():
    claim = claim_at("queued")
    Claim.objects.filter(pk=claim.pk).update(status="declined")
    with pytest.raises(Error, match="stands elsewhere than its moves say"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_migration_holds_the_moves_of_the_table():
    migration = importlib.import_module("claims.migrations.0006_claims_move_by_rule")
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
