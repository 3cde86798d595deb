"""What a claim's verdicts stand on besides the facts of its evidence: the words for days on which nothing happened, the
school calendar, and the claims made before."""

from claims.evidence.facts import kinds_read
from families.models import ClaimMade, Coverage, TermDates
from outcomes.enums import CriterionKind

READ_SILENCE = (CriterionKind.SCHOOL_TERMS, CriterionKind.CLEAR_PERIOD, CriterionKind.REDUCTION)


def grounds_of(family_id, evidence, *, as_of, known_at):
    """The grounds of one family's evidence, as plain JSON values in a fixed order, all believed at `known_at`."""
    verdicts = [verdict for headline in evidence["headlines"] for verdict in headline["verdicts"]]
    reads_terms = any(verdict["kind"] == CriterionKind.SCHOOL_TERMS for verdict in verdicts)
    return {
        "coverage": coverage(kinds_covered(evidence), as_of, known_at),
        "terms": _terms(known_at) if reads_terms else [],
        "claims_made": _claims_made(family_id, as_of, known_at),
    }


def kinds_covered(evidence):
    """The kinds of fact of which the evidence's verdicts must know that none is missing."""
    found = set()
    for headline in evidence["headlines"]:
        for verdict in headline["verdicts"]:
            if verdict["kind"] in READ_SILENCE:
                events, spells, _ = kinds_read(verdict["kind"], verdict["parameters"])
                found |= {*events, *spells}
    return found


def coverage(kinds, as_of, known_at):
    """The sources' words that nothing of these kinds is missing; rows of one source that touch are told as one."""
    rows = Coverage.objects.known_at(known_at).filter(kind__in=kinds, starts_on__lt=as_of)
    found = []
    for row in rows.order_by("kind", "source", "grade", "starts_on", "ends_on"):
        told = found[-1] if found else None
        alike = told and (told["kind"], told["source"], told["grade"]) == (row.kind, row.source, row.grade)
        if alike and (row.starts_on - told["ends_on"]).days <= 1:
            told["ends_on"] = max(told["ends_on"], row.ends_on)
            told["known_since"] = max(told["known_since"], row.recorded_at)
        else:
            found.append({
                "kind": row.kind, "source": row.source, "grade": row.grade, "starts_on": row.starts_on,
                "ends_on": row.ends_on, "known_since": row.recorded_at,
            })
    found.sort(key=lambda row: (row["kind"], row["source"], row["grade"], row["starts_on"]))
    return [
        {**row, **{name: row[name].isoformat() for name in ("starts_on", "ends_on", "known_since")}} for row in found
    ]


def _terms(known_at):
    return [
        {
            "code": row.term.code, "starts_on": row.starts_on.isoformat(), "ends_on": row.ends_on.isoformat(),
            "counts": row.counts,
        }
        for row in TermDates.objects.known_at(known_at).select_related("term").order_by("starts_on")
    ]


def _claims_made(family_id, as_of, known_at):
    rows = ClaimMade.objects.known_at(known_at).filter(family=family_id, claimed_on__lte=as_of)
    return [
        {
            "framework": row.framework, "route": row.route, "claimed_on": row.claimed_on.isoformat(),
            "status": row.status, "reference": row.reference,
        }
        for row in rows.order_by("claimed_on", "framework", "pk")
    ]
