"""A random walk through joins, leaves, splits, merges, late facts, claims, withdrawals, payments and recoveries.

WALK_STEPS and WALK_SEED make it longer, and another one; the product was walked through 20,000 steps of it.
"""

import os

import pytest

from claims.models import Claim
from claims.verifying import faults_of
from tests.claims import building
from tests.claims.walk import Clock, Walk

STEPS = int(os.environ.get("WALK_STEPS", "250"))
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
    assert walk.done["night"] > 3
    assert sum(walk.done.values()) > STEPS // 3
