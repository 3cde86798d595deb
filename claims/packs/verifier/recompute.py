"""Judges a claim anew from nothing but its pack: the facts in `claim.json` and the rules in `plan.toml`.

Plain Python, without the product and without a database: a statement of the rules of its own, written to be read beside
them. A day is a date; `D` is the day judged, `E` the day on which work with the family began. Good days count once they
are over, so before D; what speaks against the family counts up to D itself. A feed covers a day when a source said that
nothing of that kind is missing of it: on a day that no feed covers, nothing is known.

`faults(said, plan)` lists, in sentences, whatever the pack says otherwise than it comes out here.
"""

from criteria import KINDS
from family import Family, day, holds, verdict

GRADES = ["official_record", "partner_statement", "worker_observation", "family_statement", "judgement"]
WORST = ["regressed", "not_met", "no_data", "pending", "met", "neutral"]
BEST = ["met", "pending", "neutral", "no_data", "regressed", "not_met"]
BEST_ADULT = ["met", "pending", "no_data", "regressed", "not_met"]


def faults(said, plan):
    """What a pack says otherwise than it comes out here. `said` is its claim.json, `plan` its plan.toml, both read."""
    family, evidence = Family(said), said["evidence"]
    judged = judge(family, plan)
    found, claimed = {}, {}
    for code, headline in judged.items():
        for criterion, (_, verdicts) in headline["criteria"].items():
            found.update({(code, criterion, one["person"]): one for one in verdicts})
        if headline["counts"] or any(code == key[0] for key in found):
            found[code, "", ""] = headline["status"] if headline["counts"] else ""
    for headline in evidence["headlines"]:
        claimed[headline["code"], "", ""] = headline["status"]
        for one in headline["verdicts"]:
            claimed[headline["code"], one["criterion"], one["person"]] = {name: one[name] for name in verdict()}
    for key in sorted(found.keys() | claimed.keys()):
        if found.get(key) != claimed.get(key):
            about = " of ".join(part for part in (key[1], key[2]) if part)
            yield f"{key[0]}, {about or 'as a whole'}: said {claimed.get(key)}, comes out {found.get(key)}."
    ready = readiness(family, plan, judged)
    for name, value in ready.items():
        if evidence["readiness"][name] != value:
            yield f"Readiness, {name}: said {evidence['readiness'][name]!r}, comes out {value!r}."


def vouched(said):
    """Who checked and who approved, said otherwise than the pack's own account of what happened to the claim has it."""
    claim = said["claim"]
    for verb, did in (("check", "checked"), ("approve", "approved")):
        told = claim[f"{did}_by"], claim[f"{did}_at"]
        acts = [
            (move["by"], move["at"]) for move in said["moves"]
            if (move["verb"], move["digest"]) == (verb, claim["evidence_digest"])
        ]
        if acts and told != acts[-1]:
            yield f"Said to be {did} by {' at '.join(told)}, comes out {' at '.join(acts[-1])}."


def first_of(order, statuses):
    """The status that comes first in the order; neutral where there is none."""
    return next((status for status in order if status in statuses), "neutral")


def judge(family, plan):
    """Every headline that is judged for the family, by its code: whether it counts, its status, its criteria."""
    judged = {}
    for headline in plan["headline"] if family.E else ():
        code = headline["code"]
        counts = code in family.raised or headline["applies"] == "always"
        criteria = {}
        for test in headline["criterion"]:
            if counts or (test["kind"] == "continuous_work" and "employment" in plan["claim"]["routes"]):
                criteria[test["code"]] = test["kind"], list(founded(KINDS[test["kind"]](family, code, test), test))
        if criteria:
            order = WORST if headline["require"] == "all" else BEST
            judged[code] = {
                "counts": counts, "criteria": criteria,
                "status": first_of(order, [joined(*criterion) for criterion in criteria.values()]),
            }
    for code in family.raised - {headline["code"] for headline in plan["headline"]} if family.E else ():
        judged[code] = {"counts": True, "status": "no_data", "criteria": {}}  # the plan lacks it
    return judged


def founded(verdicts, test):
    """The verdicts, one that rests on a lower grade than its criterion allows being one that cannot be told."""
    lowest = GRADES.index(test.get("lowest_grade", GRADES[-1])) + 1
    for one in verdicts:
        too_low = one["status"] == "met" and one["grade"] > lowest
        yield one | {"status": "no_data", "reason": "GRADE_TOO_LOW"} if too_low else one


def joined(kind, verdicts):
    """What a criterion's verdicts come to: the best of adults, the worst of all others."""
    return first_of(BEST_ADULT if kind == "continuous_work" else WORST, [one["status"] for one in verdicts])


def readiness(family, plan, judged):
    """Whether the family could be claimed for, and by which route, where one holds."""
    missing = blockers(family)
    eligible = headlines_that_count(family, plan) >= plan["eligibility"]["headlines_needed"]
    found = {"engaged": not missing, "eligible": eligible}
    if family.E:
        claimed = any(
            row["framework"] == family.framework and row["status"] not in ("rejected", "withdrawn")
            and row["claimed_on"] <= family.D.isoformat() for row in family.claims_made
        )
        missing += [] if eligible else ["FEWER_THAN_NEEDED"]
        missing += ["ALREADY_CLAIMED"] if claimed else []
        ways = {"sustained": sustained(family, judged), "employment": employment(judged)}
        ways = {name: status for name, status in ways.items() if name in plan["claim"]["routes"]}
        found |= {"sustained": "", "employment": ""} | ways
        holding = sorted((name for name in ways if ways[name] == "met"), key=lambda n: n != plan["claim"]["preferred"])
        if holding:
            found |= {"route": holding[0], "earliest_on": family.D.isoformat()}
        found["claimable"] = bool(holding) and not missing
    return found | {"blockers": missing}


def blockers(family):
    """What the whole-family way of working lacks."""
    if not family.E:
        return ["NOT_ENGAGED"]
    missing = [] if family.is_assessed else ["NO_ASSESSMENT"]
    agreed = max(family.facts["plan"], key=lambda fact: fact["on"], default=None)
    if agreed is None:
        missing.append("NO_PLAN")
    elif agreed["covers"] is not None and set(
        family.members(day(agreed["on"]), "adult", "child", "expectant_parent")
    ) - set(agreed["covers"]):
        missing.append("PLAN_NOT_WHOLE_FAMILY")
    if not any(holds(one, family.D) for one in family.facts["leadworker"]):
        missing.append("NO_LEAD_WORKER")
    if agreed:
        missing += [f"NO_OBJECTIVE:{code}" for code in sorted(family.raised - set(agreed["objectives"]))]
    return missing


def headlines_that_count(family, plan):
    """How many headlines the problems lie under, those that only non-resident parents bring being capped."""
    outside = set(family.members(family.D, "non_resident_parent"))
    only_outside = sum(family.named(code) <= outside for code in family.raised)
    capped = min(only_outside, plan["eligibility"].get("non_resident_cap", only_outside))
    return len(family.raised) - only_outside + capped


def sustained(family, judged):
    """Progress under every headline that counts, and at least one that was raised."""
    statuses = {code: headline["status"] for code, headline in judged.items() if headline["counts"]}
    if set(statuses.values()) <= {"met", "neutral"}:
        return "met" if any(statuses[code] == "met" for code in statuses if code in family.raised) else "neutral"
    return first_of(WORST, statuses.values())


def employment(judged):
    """Work of one adult, under whichever headline it is judged."""
    verdicts = [
        one["status"] for headline in judged.values() for kind, found in headline["criteria"].values()
        for one in found if kind == "continuous_work"
    ]
    return first_of(BEST_ADULT, verdicts)
