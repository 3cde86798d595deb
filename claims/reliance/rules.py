"""What the evidence of a claim relies on: a decision on plain values, without a query."""

from dataclasses import dataclass

from claims.evidence.digest import route_facts, route_headlines
from claims.evidence.facts import kinds_read
from claims.reliance.enums import SCHOOL_REGISTERS, Relies
from families.facts.enums import Grade
from outcomes.enums import CriterionKind, Require, Status


@dataclass(frozen=True, order=True)
class Reliance:
    """One thing that a claim relies on: `what` of `Relies`, its value, and the headline it concerns, if it is one's."""

    what: str
    value: str = ""
    headline: str = ""


def relied_on(evidence, words):
    """Everything that a claim with this evidence relies on, sorted, each once.

    `words` are the sources' words for days on which nothing happened, as `claims/packs/grounds.py` gives them.
    """
    found = set()
    for headline in route_headlines(evidence):
        found |= set(_of_headline(headline))
        for verdict in headline["verdicts"]:
            if verdict["status"] == Status.MET:
                found |= {Reliance(Relies.SOURCE, source) for source in _silent(verdict, words)}
    grades = [
        verdict["grade"] for headline in route_headlines(evidence) for verdict in headline["verdicts"]
        if verdict["status"] == Status.MET and verdict.get("grade")
    ]
    if grades:
        found.add(Reliance(Relies.GRADE, str(max(grades))))
    for fact in route_facts(evidence):
        source = SCHOOL_REGISTERS if fact["what"] == "termrecord" else fact.get("source")
        if source:
            found.add(Reliance(Relies.SOURCE, source))
    if evidence["plan"]:
        found.add(Reliance(Relies.PLAN, str(evidence["plan"]["version"])))
    return sorted(found)


def _of_headline(headline):
    code, verdicts = headline["code"], headline["verdicts"]
    neutral = [verdict for verdict in verdicts if verdict["status"] == Status.NEUTRAL]
    if headline["status"] == Status.NEUTRAL:
        reasons = {verdict["reason"] for verdict in neutral} or {""}
        yield from (Reliance(Relies.SET_ASIDE, reason, code) for reason in reasons)
    yield from (Reliance(Relies.NEUTRAL, verdict["reason"], code) for verdict in neutral)
    met = {verdict["criterion"] for verdict in verdicts if verdict["status"] == Status.MET}
    for verdict in verdicts:
        if verdict["status"] == Status.MET and verdict["kind"] == CriterionKind.JUDGEMENT:
            if headline["require"] == Require.ALL or met == {verdict["criterion"]}:
                yield Reliance(Relies.JUDGEMENT, "", code)
        elif verdict["status"] == Status.MET and verdict["kind"] == CriterionKind.CONTINUOUS_WORK:
            if (verdict.get("grade") or 0) >= Grade.WORKER_OBSERVATION:
                yield Reliance(Relies.SELF_CERTIFIED, str(verdict["grade"]), code)
        elif verdict["status"] == Status.NO_DATA and met and headline["require"] == Require.ANY:
            yield Reliance(Relies.SUBSTITUTED, verdict["kind"], code)


def _silent(verdict, words):
    """The sources on whose word it rests that nothing happened within the verdict's window."""
    if not verdict["window_starts_on"]:
        return set()
    events, spells, _ = kinds_read(verdict["kind"], verdict["parameters"])
    if verdict["kind"] == CriterionKind.CONTINUOUS_WORK:
        return set()
    return {
        word["source"] for word in words
        if word["kind"] in events | spells
        and word["starts_on"] <= verdict["window_ends_on"] and word["ends_on"] >= verdict["window_starts_on"]
    }
