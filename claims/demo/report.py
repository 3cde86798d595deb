"""What came out: the figures of the made-up families, and of everything in the database once it is judged."""

from collections import Counter

from claims.demo.days import age_on
from claims.demo.sources import MENTAL_HEALTH, RECOVERY
from claims.models import Claim
from families.models import FamilyDetails
from outcomes.models import Readiness, Verdict


def households(authority):
    """Figures of the families as made: `percent` of all families, and averages of those who belong to one today."""
    rows = authority.files.rows
    count = len(rows["families"])
    family_of = {row["person_ref"]: row["family_ref"] for row in rows["memberships"]}
    roles = Counter(row["role"] for row in rows["memberships"] if row["ends_on"] is None)
    born = {row["person_ref"]: row["date_of_birth"] for row in rows["people"]}
    young = Counter(
        row["family_ref"] for row in rows["memberships"]
        if row["role"] == "child" and age_on(born[row["person_ref"]], authority.today) < 16
    )
    treated = {
        source: {
            family_of[row["person_ref"]] for row in rows["spells"]
            if row["kind"] == "treatment" and row["source"] == source
        }
        for source in (MENTAL_HEALTH, RECOVERY)
    }
    abused = {
        row["family_ref"] or family_of[row["person_ref"]] for row in rows["events"]
        if row["kind"] == "domestic_abuse_incident"
    }
    shares = {
        "one parent": sum(not case.two_parents for case in authority.cases),
        "mental health": len(treated[MENTAL_HEALTH]),
        "substance misuse": len(treated[RECOVERY]),
        "domestic abuse": len(abused),
        "social housing": sum(row["tenure"].startswith("Social rent") for row in rows["families"]),
        "five or more under 16": sum(number >= 5 for number in young.values()),
    }
    return {
        "families": count,
        "members": round(sum(roles.values()) / count, 1),
        "children": round(roles["child"] / count, 1),
        "percent": {name: round(100 * number / count, 1) for name, number in shares.items()},
        "districts": Counter(row["district"] for row in rows["families"]),
        "stories": Counter(case.story for case in authority.cases),
    }


def judged():
    """Counts of what the database holds now: stages, claims, and everything that verdicts and readiness can say."""
    blockers = Counter()
    for codes in Readiness.objects.current().values_list("blockers", flat=True):
        blockers.update(code.partition(":")[0] for code in codes)
    return {
        "stages": Counter(FamilyDetails.objects.current().values_list("stage", flat=True)),
        "verdicts": Counter(Verdict.objects.current().values_list("status", flat=True)),
        "reasons": Counter(Verdict.objects.current().exclude(reason="").values_list("reason", flat=True)),
        "claimable": Readiness.objects.current().filter(claimable=True).count(),
        "claims": Counter(Claim.objects.values_list("status", flat=True)),
        "blockers": blockers,
    }
