"""A random walk through joins, leaves, splits, merges, late facts, claims, withdrawals, payments and recoveries.

WALK_STEPS and WALK_SEED make it longer, and another one.
"""

import os

import pytest

from claims.evidence import digest_of
from claims.models import Claim, ClaimPack
from claims.packs.reading import unsealed
from claims.verifying import faults_of
from tests.claims import building
from tests.claims.packs.verifier import faults_of as faults_of_pack
from tests.claims.packs.verifier import said_in
from tests.claims.walk import Clock, Walk

STEPS = int(os.environ.get("WALK_STEPS", "250"))
PACKS = max(20, STEPS // 10)
SEED = int(os.environ.get("WALK_SEED", "1"))


@pytest.mark.django_db(transaction=True)
def test_random_walk_breaks_nothing(monkeypatch):
    clock = Clock(monkeypatch, days_ago=STEPS // 20 + 60)
    building.cover_feeds()
    building.publish()
    walk = Walk(SEED, clock)
    for number in range(STEPS):
        walk.step()
        if number % max(1, STEPS // 1000) == 0:
            walk.look()
        if number % 1000 == 999:
            print(number + 1, dict(walk.done), "refused", dict(walk.refused), flush=True)
    walk.look()
    latest = Claim.objects.order_by("-pk")[:10]
    assert [fault for claim in latest for fault in faults_of(claim)] == []
    assert not unsealed().exists()
    packs = ClaimPack.objects.select_related("claim").order_by("-number")[:PACKS]
    assert [fault for pack in packs for fault in faults_of_pack(pack)] == []
    assert all(digest_of(said_in(pack)["evidence"]) == pack.evidence_digest for pack in packs)
    assert walk.done["night"] > 3
    assert sum(walk.done.values()) > STEPS // 3
