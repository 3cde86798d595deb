"""The payment-by-results return: one line per claim of a submission window, references only, no names.

The department's own templates are not public. The columns are what the programme's papers say a claim line held: the
authority, the family's local reference, the phase, the kind of result, when the family was engaged and claimed, which
headline problems it had and which were resolved, the benefit of the adult who found work, the state of audit, and
the period. A draft, made before submission, leaves the day and the period blank. Everything is read from the claim's
evidence, so a line can be made again from what was frozen.
"""

import hashlib
from datetime import date, timedelta

from django.conf import settings

from claims.evidence import result_of
from claims.exports.writing import FORMATS, as_bytes
from families.facts.enums import ClaimRoute, SpellKind
from outcomes.enums import CriterionKind, Status

NAME = "pbr-return"
SCHEMA_VERSION = 1
NOT_AUDITED = "not in a sample"


def period(on):
    """The quarter of the financial year in which a day lies: 2016-17 Q2 is July to September 2016."""
    year = on.year - (on.month < 4)
    return f"{year}-{(year + 1) % 100:02} Q{(on.month - 4) % 12 // 3 + 1}"


def engaged_on(claim):
    """The day of engagement in the evidence."""
    days = [fact["engaged_on"] for fact in claim.evidence["facts"] if fact["what"] == "familydetails"]
    return date.fromisoformat(days[0]) if days and days[0] else None


def benefit_left(claim):
    """The benefit that the adult left for work, for an employment result: the one the island of work was judged by.

    Of the listed benefits that ended at most `lookback_days` before the first day at work: the one that ended last,
    then started last, then comes first in the alphabet.
    """
    if claim.route != ClaimRoute.EMPLOYMENT:
        return ""
    left = []
    for headline in claim.evidence["headlines"]:
        for verdict in headline["verdicts"]:
            if verdict["kind"] == CriterionKind.CONTINUOUS_WORK and verdict["status"] == Status.MET:
                left += _benefits_before(claim.evidence, verdict)
    # Stable sorts, least telling first.
    left.sort(key=lambda spell: spell["kind"])
    left.sort(key=lambda spell: (spell["ends_on"] or "9999", spell["starts_on"]), reverse=True)
    return SpellKind(left[0]["kind"]).label if left else ""


def _benefits_before(evidence, verdict):
    begun = date.fromisoformat(verdict["window_starts_on"])
    earliest = (begun - timedelta(days=1 + verdict["parameters"]["lookback_days"])).isoformat()
    return [
        fact for fact in evidence["facts"]
        if fact["what"] == "spell" and fact["kind"] in verdict["parameters"]["benefits"]
        and fact["person"] == verdict["person"] and fact["starts_on"] < begun.isoformat()
        and (not fact["ends_on"] or fact["ends_on"] >= earliest)
    ]


def raised(code):
    """Reads whether the family had an accepted problem under a headline."""
    return lambda claim: _yes_no(any(h["code"] == code and h["raised"] for h in claim.evidence["headlines"]))


def resolved(code):
    """Reads whether a raised headline is met."""
    return lambda claim: _yes_no(any(
        h["code"] == code and h["raised"] and h["status"] == Status.MET for h in claim.evidence["headlines"]
    ))


def _yes_no(value):
    return "yes" if value else "no"


COLUMNS = {
    "authority_code": lambda claim: settings.AUTHORITY_CODE,
    "claim_reference": lambda claim: claim.reference,
    "family_reference": lambda claim: claim.evidence["family"],
    "phase": lambda claim: claim.framework,
    "result_type": lambda claim: result_of(claim.evidence),
    "engaged_on": engaged_on,
    "claimed_on": lambda claim: claim.claimed_on,
}
PROBLEM_COLUMN, OUTCOME_COLUMN = "problem_{}", "outcome_{}"
LAST_COLUMNS = {
    "benefit_left": benefit_left,
    "audit_status": lambda claim: NOT_AUDITED,
    "period": lambda claim: period(claim.claimed_on) if claim.claimed_on else "",
}


def columns_for(claims):
    """Heading -> how to read it, for these claims: between the fixed columns, two for every headline of their plans.

    Headlines stand in the order of the plan's latest version; one that only an earlier version had comes after.
    """
    plans = {claim.evidence["plan"]["version"]: claim.evidence["plan"] for claim in claims}
    codes = dict.fromkeys(
        headline["code"] for version in sorted(plans, reverse=True) for headline in plans[version]["headlines"]
    )
    return {
        **COLUMNS,
        **{PROBLEM_COLUMN.format(code): raised(code) for code in codes},
        **{OUTCOME_COLUMN.format(code): resolved(code) for code in codes},
        **LAST_COLUMNS,
    }


def table(claims):
    """The headings, and the lines ordered by family reference, then claim reference."""
    columns = columns_for(claims)
    ordered = sorted(claims, key=lambda claim: (claim.evidence["family"], claim.reference))
    return list(columns), [[read(claim) for read in columns.values()] for claim in ordered]


def files(claims):
    """The return in every format: format -> bytes."""
    headings, lines = table(claims)
    return {form: as_bytes(form, headings, lines) for form in FORMATS}


def sha256(content):
    """What names a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
