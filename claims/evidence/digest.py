"""The digest of evidence: what must not change between showing it to the approver and approving it.

Digested: the framework, the route, the outcomes plan's own digest, whether the family is engaged, eligible and
claimable and what blocks it, the status and reason of every headline and verdict that the route rests on, and
every fact behind them with its row and its content.

Not digested, because it moves by itself from day to day or says nothing about the result: the day of judging and the
moment of knowing, measured values such as days clear, rolling windows, due dates, coverage of feeds (a feed that
fails shows in the statuses), headlines outside the claim's route, the names of those who recorded a fact, and how well
founded it is (where a plan asks for that, it shows in the statuses).
"""

import hashlib
import json
from datetime import date

from claims import tariff
from families.facts.enums import ClaimRoute
from outcomes.enums import Blocker, CriterionKind, Status
from outcomes.wording import day

SCHEMA_VERSION = 1
NOT_CONTENT = ("recorded_at", "recorded_by", "file", "label", "grade")
READ_BY_CONTENT = ("familydetails", "persondetails")  # rows that also hold what no criterion reads, such as names


def digest_of(evidence):
    """SHA-256 (hexadecimal) over the canonical JSON of the part of the evidence that must not change."""
    part = {
        "schema": evidence["schema"],
        "family": evidence["family"],
        "framework": evidence["framework"],
        "plan": evidence["plan"]["digest"] if evidence["plan"] else "",
        "readiness": {
            name: evidence["readiness"][name]
            for name in ("engaged", "eligible", "claimable", "route", "blockers")
        },
        "headlines": [
            [
                headline["code"], headline["raised"], headline["status"],
                [[v["criterion"], v["person"], v["status"], v["reason"]] for v in headline["verdicts"]],
            ]
            for headline in route_headlines(evidence)
        ],
        "facts": sorted(_canonical(_stable(fact)) for fact in route_facts(evidence)),
    }
    return hashlib.sha256(_canonical(part).encode("ascii")).hexdigest()


def _canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _stable(fact):
    left_out = NOT_CONTENT + (("id",) if fact["what"] in READ_BY_CONTENT else ())
    return {name: value for name, value in fact.items() if name not in left_out}


def route_headlines(evidence):
    """The judged headlines that the claimed route rests on, with only the verdicts that count for it."""
    if evidence["readiness"]["route"] != ClaimRoute.EMPLOYMENT:
        return [headline for headline in evidence["headlines"] if headline["status"]]
    working = [
        {**headline, "status": "", "verdicts": [
            verdict for verdict in headline["verdicts"] if verdict["kind"] == CriterionKind.CONTINUOUS_WORK
        ]}
        for headline in evidence["headlines"]
    ]
    return [headline for headline in working if headline["verdicts"]]


def route_facts(evidence):
    """The facts that the claimed route rests on: those about the family, and those its verdicts read."""
    headlines = route_headlines(evidence)
    read = {key for headline in headlines for verdict in headline["verdicts"] for key in verdict["facts"]}
    return [fact for fact in evidence["facts"] if fact["standing"] or fact["id"] in read]


def result_of(evidence):
    """The department's name for the result that the evidence proves (`claims/tariff.py: result_type`)."""
    met = [h["code"] for h in evidence["headlines"] if h["raised"] and h["status"] == Status.MET]
    return tariff.result_type(evidence["framework"], evidence["readiness"]["route"], met)


def differences(old, new):
    """What changed from one evidence to another, in sentences; empty when their digests are the same."""
    if digest_of(old) == digest_of(new):
        return []
    found = []
    if old["framework"] != new["framework"]:
        found.append("The family is now worked with under another framework.")
    if (old["plan"] or {}).get("digest") != (new["plan"] or {}).get("digest"):
        found.append("Another version of the outcomes plan is in force.")
    if old["readiness"]["route"] != new["readiness"]["route"]:
        found.append(f"The route is now “{route_words(new)}”, it was “{route_words(old)}”.")
    found += [blocker_words(code) for code in new["readiness"]["blockers"] if code not in old["readiness"]["blockers"]]
    before = {headline["code"]: headline for headline in old["headlines"]}
    for headline in new["headlines"]:
        was = before.get(headline["code"])
        if was is None:
            found.append(f"{headline['name']}: now judged too.")
        elif was["status"] != headline["status"]:
            found.append(f"{headline['name']}: “{words(headline)}”, it was “{words(was)}”.")
    for sentence, here, there in (("Added", new, old), ("No longer believed", old, new)):
        held = [_stable(fact) for fact in there["facts"]]
        found += [f"{sentence}: {fact_words(fact)}." for fact in here["facts"] if _stable(fact) not in held]
    return found or ["The verdicts rest on something else than before."]


def words(headline):
    """A headline's status in words."""
    return Status(headline["status"]).label if headline["status"] else "Not asked for"


def route_words(evidence):
    """The route in words, or that there is none."""
    route = evidence["readiness"]["route"]
    return ClaimRoute(route).label if route else "none"


def blocker_words(code):
    """A blocker in words; one that names a headline carries it."""
    name, _, headline = code.partition(":")
    label = Blocker(name).label
    return f"{label}: {headline}." if headline else label


def fact_words(fact):
    """A fact in a few words: what, when and from whom, with references instead of names."""
    about = f" of {fact['person']}" if fact.get("person") else ""
    source = f", from {fact['source']}" if fact.get("source") else ""
    return f"{fact['label']}{about}{_days_of(fact)}{source}"


def _days_of(fact):
    if fact.get("on"):
        return f", {in_days(fact['on'])}"
    if not fact.get("starts_on"):
        return ""
    return f", {in_days(fact['starts_on'])} to {in_days(fact['ends_on'])}" if fact["ends_on"] else (
        f", since {in_days(fact['starts_on'])}"
    )


def in_days(text):
    """An ISO date, or the date of an ISO moment, as people write it."""
    return day(date.fromisoformat(text[:10]))
