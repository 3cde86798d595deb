"""What could be wrong with a claim, read off its evidence: the risks of `risks.toml`, each with its reason."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from claims.evidence.digest import route_facts, route_headlines
from claims.reliance.enums import Relies
from claims.reliance.rules import relied_on
from families.facts.enums import Grade
from outcomes.enums import CriterionKind, Status

LATE_AFTER_DAYS = 90
MOST_TICKETS = 20
RECORDED_BY_OTHERS = (CriterionKind.SCHOOL_TERMS, CriterionKind.CONTINUOUS_WORK)


@dataclass(frozen=True)
class Risk:
    """One thing that could be wrong. A claim gets so many more `tickets` for it; with `must` it is always audited."""

    code: str
    name: str
    tickets: int
    reason: str
    must: bool = False


@cache
def shipped():
    """The risks that ship, in their order."""
    text = Path(__file__).with_name("risks.toml").read_text(encoding="utf-8")
    return tuple(Risk(**entry) for entry in tomllib.loads(text)["risk"])


def named(codes):
    """The risks of these codes."""
    return [risk for risk in shipped() if risk.code in codes]


def with_tickets(tickets):
    """The risks with these numbers of tickets, by code, in the place of those that ship."""
    return tuple(replace(risk, tickets=tickets.get(risk.code, risk.tickets)) for risk in shipped())


def set_by_auditors():
    """The risks of which an auditor may say how many tickets each gives: those that do not put a claim into the sample
    by themselves."""
    return [risk for risk in shipped() if not risk.must]


def tickets_of(codes, risks):
    """How many tickets a claim with these risks has: one, and so many more for each."""
    return 1 + sum(risk.tickets for risk in risks if risk.code in codes)


def must_be_audited(codes):
    """Whether a claim with these risks is audited whatever the method."""
    return any(risk.must for risk in named(codes))


def risks_in(evidence, *, was_made_before=False, used_exception=False):
    """The codes of the risks that a claim carries, in the order in which they ship."""
    verdicts = [
        verdict for headline in route_headlines(evidence) for verdict in headline["verdicts"]
        if verdict["status"] in (Status.MET, Status.NEUTRAL)
    ]
    met = [verdict for verdict in verdicts if verdict["status"] == Status.MET]
    facts = {fact["id"]: fact for fact in evidence["facts"]}
    found = {
        "judgement": any(verdict["kind"] == CriterionKind.JUDGEMENT for verdict in met),
        "substituted": _stands_in(evidence) or any(
            not facts[key]["file"] for verdict in met if verdict["kind"] in RECORDED_BY_OTHERS
            for key in verdict["facts"]
        ),
        "exception": used_exception,
        "low_grade": any((verdict.get("grade") or 0) >= Grade.WORKER_OBSERVATION for verdict in met),
        "late_facts": any(map(_came_late, route_facts(evidence))),
        "neutral": any(verdict["status"] == Status.NEUTRAL for verdict in verdicts),
        "made_again": was_made_before,
    }
    return [risk.code for risk in shipped() if found[risk.code]]


def _stands_in(evidence):
    """Whether a test was met in the place of another that could not be told."""
    return any(one.what == Relies.SUBSTITUTED for one in relied_on(evidence, ()))


def _came_late(fact):
    """Whether something that happened was recorded long after it did. What stands for the family itself is no event."""
    happened = fact.get("on") or fact.get("starts_on")
    if fact["standing"] or not happened:
        return False
    return (date.fromisoformat(fact["recorded_at"][:10]) - date.fromisoformat(happened)).days > LATE_AFTER_DAYS
