"""Gathering evidence: a judgement together with every fact it rests on, as plain JSON values."""

from collections import defaultdict

from claims.evidence import facts
from claims.evidence.digest import SCHEMA_VERSION
from outcomes.judging import judge_families_now


def evidence_of(family, *, as_of, known_at):
    """The evidence about one family on a day, counting what was known then; None when it is not open."""
    judgements = judge_families_now([family.pk], as_of=as_of, known_at=known_at)
    return evidence_for(judgements).get(family.pk)


def evidence_for(judgements):
    """The evidence behind these judgements (family id -> judgement), family id -> evidence, in a fixed set of queries.

    All judgements must be of one day and one moment of knowing.
    """
    if not judgements:
        return {}
    first = next(iter(judgements.values()))
    days = {"as_of": first.as_of, "known_at": first.known_at}
    plans = {judgement.plan_id for judgement in judgements.values()} - {None}
    about = facts.read_about(families=list(judgements), plans=plans, **days)
    found = facts.read_by(judgements, about, **days)
    references, plans = dict(about.references), _plans(about)
    return {
        family_id: _evidence(judgement, references[family_id], plans.get(judgement.plan_id), found[family_id])
        for family_id, judgement in judgements.items()
    }


def _evidence(judgement, reference, plan, found):
    read = defaultdict(list)
    for fact in found:
        read[fact["what"]].append(fact)
    return {
        "schema": SCHEMA_VERSION,
        "family": reference,
        "framework": judgement.framework,
        "as_of": judgement.as_of.isoformat(),
        "known_at": judgement.known_at.isoformat(),
        "plan": plan,
        "readiness": {
            "engaged": judgement.engaged, "eligible": judgement.eligible, "claimable": judgement.claimable,
            "route": judgement.route, "sustained": judgement.sustained, "employment": judgement.employment,
            "earliest_on": _day(judgement.earliest_on), "blockers": list(judgement.blockers),
        },
        "headlines": [_headline(headline, read) for headline in judgement.headlines],
        "facts": found,
    }


def _headline(headline, read):
    return {
        "code": headline.code, "name": headline.name, "applies": headline.applies, "require": headline.require,
        "raised": headline.raised, "status": headline.status, "due_on": _day(headline.due_on),
        "verdicts": [_verdict(verdict, headline, read) for verdict in headline.verdicts],
    }


def _verdict(verdict, headline, read):
    return {
        "criterion": verdict.criterion, "kind": verdict.kind, "parameters": verdict.parameters,
        "person": verdict.person_reference, "status": verdict.status, "reason": verdict.reason,
        "window_starts_on": _day(verdict.window_starts_on), "window_ends_on": _day(verdict.window_ends_on),
        "value": verdict.value, "threshold": verdict.threshold, "due_on": _day(verdict.due_on),
        "grade": verdict.grade, "facts": facts.keys_read_by(verdict, headline.code, read),
    }


def _plans(about):
    return {
        plan.pk: {
            "code": plan.code, "version": plan.version, "name": plan.name, "digest": plan.digest,
            "headlines": [
                {"code": headline.code, "name": headline.name} for headline in about.headlines
                if headline.plan_id == plan.pk
            ],
        }
        for plan in about.plans
    }


def _day(day):
    return day.isoformat() if day else ""


def no_evidence(reference, framework, *, as_of, known_at):
    """What there is to say about a family that is not open on the day: nothing."""
    return {
        "schema": SCHEMA_VERSION, "family": reference, "framework": framework, "as_of": as_of.isoformat(),
        "known_at": known_at.isoformat(), "plan": None,
        "readiness": {
            "engaged": False, "eligible": False, "claimable": False, "route": "", "sustained": "", "employment": "",
            "earliest_on": "", "blockers": [],
        },
        "headlines": [], "facts": [],
    }
