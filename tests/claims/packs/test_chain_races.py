"""Many approvals at once leave one chain: no fork, no gap, nothing sealed twice. Real threads, real transactions."""

import threading

import pytest
from django.db import IntegrityError, InternalError

from claims import actions
from claims.models import Claim, ClaimPack
from claims.packs import actions as packs
from claims.packs.actions import seal_what_waits
from claims.packs.models import NOTHING_BEFORE
from claims.packs.reading import unsealed
from tests.claims import building
from tests.claims.building import claim_at, user
from tests.claims.test_races import all_at_once

AT_ONCE = 8

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def programme(transactional_db):
    building.cover_feeds()
    return building.publish()


def checked():
    """So many claims that wait for an approval, each with somebody who gives it."""
    return [(claim_at("checked"), user()) for _ in range(AT_ONCE)]


def approve_all_at_once(given):
    """Approves each claim in a thread of its own; returns what each gave or raised."""
    return all_at_once([
        lambda claim=claim, by=by: actions.approve_claim(claim=claim, by=by, digest=claim.evidence_digest)
        for claim, by in given
    ])


def assert_one_chain(length):
    links = list(ClaimPack.objects.order_by("number").values_list("number", "previous", "digest"))
    assert [number for number, *_ in links] == list(range(1, length + 1))
    assert [previous for _, previous, _ in links] == [NOTHING_BEFORE, *[digest for *_, digest in links[:-1]]]
    assert not unsealed().exists()


def test_approvals_at_once_leave_one_chain_and_runs_that_meet_seal_nothing_twice():
    assert {type(outcome) for outcome in approve_all_at_once(checked())} == {Claim}
    assert_one_chain(AT_ONCE)
    assert all_at_once([seal_what_waits] * 4) == [0] * 4


def refuses_a_fork(outcome):
    """Whether it is one of the two refusals the database has for a link beside another."""
    beside = isinstance(outcome, IntegrityError) and 'unique constraint "claims_claimpack_' in str(outcome)
    after = isinstance(outcome, InternalError) and "does not follow the last one." in str(outcome)
    return beside or after


def test_without_the_lock_the_database_still_refuses_a_fork(monkeypatch):
    """Nobody writes a link before everybody has read the same end of the chain: one is written, all others refused.

    Who writes after the first has committed is refused by the trigger, who writes beside it by the unique number.
    """
    gate, manifest_of = threading.Barrier(AT_ONCE, timeout=60), packs.manifest_of

    def after_all_have_read(*args, **kwargs):
        gate.wait()
        return manifest_of(*args, **kwargs)

    monkeypatch.setattr(packs, "_lock_chain", lambda: None)
    given = checked()
    monkeypatch.setattr(packs, "manifest_of", after_all_have_read)
    failed = [outcome for outcome in approve_all_at_once(given) if not isinstance(outcome, Claim)]
    assert len(failed) == AT_ONCE - 1
    assert [outcome for outcome in failed if not refuses_a_fork(outcome)] == []
    assert_one_chain(1)
