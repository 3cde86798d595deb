"""The stand-alone statement of the rules against the engine: every verdict and the readiness, over made-up families."""

import json
import tomllib
from decimal import Decimal

import pytest

from claims.evidence import evidence_for
from claims.packs.grounds import grounds_of
from families.models import Family
from outcomes.enums import CriterionKind
from outcomes.judging import judge_families_now
from outcomes.models import OutcomesPlan
from tests.claims.packs.verifier import part
from tests.outcomes.bulk import put_in_bulk
from tests.outcomes.test_engine_against_reference import made

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(1, 4))
def test_every_verdict_comes_out_again_from_the_facts_of_a_pack(seed):
    world, plans, as_of = made(seed)
    known_at = put_in_bulk(world, plans, seed=seed)
    recompute = part("recompute")
    judgements = judge_families_now(list(Family.objects.values_list("pk", flat=True)), as_of=as_of, known_at=known_at)
    tables = {plan.pk: tomllib.loads(plan.toml, parse_float=Decimal) for plan in OutcomesPlan.objects.all()}
    compared, kinds, wrong = 0, set(), []
    for family_id, evidence in evidence_for(judgements).items():
        plan_id = judgements[family_id].plan_id
        if plan_id is None:
            continue
        grounds = grounds_of(family_id, evidence, as_of=as_of, known_at=known_at)
        said = json.loads(json.dumps({"evidence": evidence, "grounds": grounds}))
        wrong += [(evidence["family"], fault) for fault in recompute.faults(said, tables[plan_id])]
        verdicts = [verdict for headline in evidence["headlines"] for verdict in headline["verdicts"]]
        compared += len(verdicts)
        kinds |= {verdict["kind"] for verdict in verdicts}
    assert wrong[:20] == []
    assert compared > 300
    assert kinds == {*CriterionKind.values}
