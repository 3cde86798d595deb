"""What other programmes had to do with a family, with the dates: so that nothing is paid for twice. Reads only.

Lancashire's committee (17 January 2013) keeps an adult on the Work Programme or the European Social Fund's provision
from counting as a result; whether a plan does is its own choice (`barred_by`). Whoever checks sees both.
"""

from dataclasses import dataclass
from datetime import date

from claims.lines import TAKEN_BACK
from families.enums import Framework
from families.facts.enums import SpellKind
from families.lineage.reading import line_of
from families.models import ClaimMade, Membership, Spell

PROGRAMMES = (SpellKind.WORK_PROGRAMME, SpellKind.ESF_PROVISION)


@dataclass(frozen=True)
class OtherFunding:
    """One thing that another programme, or another claim, had to do with the family. `overlaps`: within the window."""

    what: str
    starts_on: date
    ends_on: date | None
    overlaps: bool


def other_funding(claim):
    """Spells on other programmes of the family's members, and claims made for its line, as known for the claim."""
    first, last = _window(claim.evidence)
    found = [
        OtherFunding(f"{row.get_kind_display()}, {row.person or row.family}", row.starts_on, row.ends_on, (
            first is not None and row.starts_on <= last and (row.ends_on is None or row.ends_on >= first)
        ))
        for row in _spells(claim)
    ]
    made = ClaimMade.objects.known_at(claim.known_at).filter(family__in=line_of(claim.family_id))
    for row in made.exclude(reference=claim.reference).exclude(status__in=TAKEN_BACK).select_related("family"):
        what = f"Claim for family {row.family}, {Framework(row.framework).label}, {row.get_status_display().lower()}"
        found.append(OtherFunding(what, row.claimed_on, row.claimed_on, row.framework == claim.framework))
    return sorted(found, key=lambda one: (one.starts_on, one.what))


def _spells(claim):
    people = Membership.objects.known_at(claim.known_at).filter(family=claim.family_id).values("person")
    rows = Spell.objects.known_at(claim.known_at).filter(kind__in=PROGRAMMES, starts_on__lte=claim.as_of)
    rows = rows.select_related("person", "family").order_by()
    # Asked apart: of a choice between people and a family, the database would look at every spell there is.
    return rows.filter(person__in=people).union(rows.filter(family=claim.family_id), all=True)


def _window(evidence):
    """From the first to the last day of the windows of the verdicts, or nothing where there is none."""
    days = [
        date.fromisoformat(verdict[end])
        for headline in evidence["headlines"] for verdict in headline["verdicts"]
        for end in ("window_starts_on", "window_ends_on") if verdict[end]
    ]
    return (min(days), max(days)) if days else (None, None)
