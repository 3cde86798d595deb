"""What is approved is sealed with it: one chain, without gap or fork, that nobody changes."""

import json

import pytest

from claims.models import ClaimPack
from tests.claims.building import claim_at

pytestmark = pytest.mark.usefixtures("programme")


def test_an_approval_leaves_a_pack():
    claim = claim_at("approved")
    pack = ClaimPack.objects.get(claim=claim)
    open("/tmp/pack.zip", "wb").write(bytes(pack.content))
    assert pack.number == 1
