"""The payment-by-results return: one line per claim of a submission window, references only, no names.

The department's own templates are not public. The columns are what the programme's papers say a claim line held: the
authority, the family's local reference, the phase, the kind of result, when the family was engaged and claimed, which
headline problems it had and which were resolved, the benefit of the adult who found work, the state of audit, and
the period. A draft, made before submission, leaves the day and the period blank. Everything is read from the claim's
evidence, so a line can be made again from what was frozen.
"""

from dataclasses import replace
from datetime import date, timedelta

from django.conf import settings
from django.db.models import prefetch_related_objects

from claims.enums import SENT, WAITS_IN_WINDOW, MoveVerb
from claims.evidence import result_of
from claims.models import Claim
from claims.returns.enums import PeriodKind, Severity
from claims.returns.schema import Check, Column, Gathered, Schema, is_missing, yes_no
from families.facts.enums import ClaimRoute, SpellKind
from outcomes.enums import CriterionKind, Status

NAME = "pbr-return"
NOT_AUDITED, AUDITED = "not in a sample", "passed"


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
    return lambda claim: yes_no(any(h["code"] == code and h["raised"] for h in claim.evidence["headlines"]))


def resolved(code):
    """Reads whether a raised headline is met."""
    return lambda claim: yes_no(any(
        h["code"] == code and h["raised"] and h["status"] == Status.MET for h in claim.evidence["headlines"]
    ))


def audit_status(claim):
    """Whether an auditor passed the evidence that is returned."""
    passed = any(
        move.verb == MoveVerb.PASS and move.digest == claim.evidence_digest for move in claim.moves.all()
    )
    return AUDITED if passed else NOT_AUDITED


EVIDENCE = "the claim’s evidence"
OF_THE_INSTALLATION = "authority_code"
FIRST_COLUMNS = (
    Column(
        OF_THE_INSTALLATION, "The authority that claims", "this installation",
        "The setting AUTHORITY_CODE: the code of the Office for National Statistics",
        lambda claim: settings.AUTHORITY_CODE,
    ),
    Column(
        "claim_reference", "The claim, by the authority’s own reference", "the claim",
        "As numbered when it joined the queue", lambda claim: claim.reference,
    ),
    Column(
        "family_reference", "The family, by the authority’s own reference", EVIDENCE, "As recorded; never a name",
        lambda claim: claim.evidence["family"],
    ),
    Column(
        "phase", "The programme", "the claim", "phase-1, expanded or supporting-families",
        lambda claim: claim.framework,
    ),
    Column(
        "result_type", "The kind of result", EVIDENCE,
        "SSP: progress under every problem; CE: continuous employment. In Phase 1 R1: crime, behaviour and school; "
        "R2: progress to work; R1+R2; R3: continuous employment",
        lambda claim: result_of(claim.evidence),
    ),
    Column(
        "engaged_on", "The day on which the work began", EVIDENCE, "As recorded for the family", engaged_on,
        checks=(Check(
            "The day on which the family was engaged is not recorded", Severity.MUST_MEND, is_missing, "family",
        ),),
    ),
    Column("claimed_on", "The day of the claim", "the claim", "The day of submission; blank in a draft",
           lambda claim: claim.claimed_on),
)
CODE = "the code of a headline of the outcomes plan, in the order of the plan"
PROBLEM = Column(
    "problem_CODE", "Whether the family had the problem", EVIDENCE,
    "yes where an accepted problem stands under the headline", None, varies=CODE,
)
OUTCOME = Column(
    "outcome_CODE", "Whether the problem was resolved", EVIDENCE,
    "yes where the problem was there and every criterion that counts is met", None, varies=CODE,
)
LAST_COLUMNS = (
    Column(
        "benefit_left", "The benefit that an adult left for work", EVIDENCE,
        "For employment: of the listed benefits that ended shortly before the work began, the last; else blank",
        benefit_left,
    ),
    Column("audit_status", "Where the claim stands with internal audit", "the moves of the claim",
           f"“{AUDITED}” where an auditor passed this very evidence, else “{NOT_AUDITED}”", audit_status),
    Column("period", "The quarter of the financial year", "the claim", "2016-17 Q2 is July to September 2016",
           lambda claim: period(claim.claimed_on) if claim.claimed_on else ""),
)
COLUMNS = (*FIRST_COLUMNS, PROBLEM, OUTCOME, *LAST_COLUMNS)


def columns_of(claims):
    """The columns for these claims: between the fixed ones, two for every headline of their plans.

    Headlines stand in the order of the plan's latest version; one that only an earlier version had comes after.
    """
    plans = {claim.evidence["plan"]["version"]: claim.evidence["plan"] for claim in claims}
    codes = dict.fromkeys(
        headline["code"] for version in sorted(plans, reverse=True) for headline in plans[version]["headlines"]
    )
    return (
        *FIRST_COLUMNS,
        *(replace(PROBLEM, heading=f"problem_{code}", read=raised(code), varies="") for code in codes),
        *(replace(OUTCOME, heading=f"outcome_{code}", read=resolved(code), varies="") for code in codes),
        *LAST_COLUMNS,
    )


def in_order(claims):
    """By family reference, then claim reference, each with its moves."""
    claims = list(claims)
    prefetch_related_objects(claims, "moves")
    return sorted(claims, key=lambda claim: (claim.evidence["family"], claim.reference))


def gather(asked):
    """The claims of a window: until it is submitted those that wait in it, then those that still stand."""
    statuses = SENT if asked.window.submitted_at else WAITS_IN_WINDOW
    claims = Claim.objects.filter(window=asked.window, status__in=statuses).select_related("family", "window")
    return Gathered(in_order(claims))


SCHEMA = Schema(
    name=NAME, version=2, title="Payment-by-results return", line_is="claim of a submission window",
    purpose="Payment for results", period=PeriodKind.WINDOW, columns=COLUMNS, key=("claim_reference",), gather=gather,
    columns_of=columns_of,
)
