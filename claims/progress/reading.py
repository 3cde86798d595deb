"""The quarterly progress summary: families identified and worked with, and results by kind. Reads, and writes nothing.

Everything is as of a day and as known at a moment, so a summary that was given once can be given again. A result counts
in the quarter in which it was claimed, here or elsewhere, while it stands: not once it was rejected or withdrawn.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from claims import tariff
from claims.evidence import result_of
from claims.models import Claim
from claims.returns.pbr_return import period
from families.enums import Framework
from families.facts.enums import ClaimMadeStatus
from families.models import ClaimMade, FamilyDetails

IDENTIFIED, ENGAGED, SUSTAINED, EMPLOYMENT = "identified", "worked_with", "sustained", "employment"
CONDUCT, TO_WORK = "conduct", "progress_to_work"
WORDS = {
    IDENTIFIED: "Identified", ENGAGED: "Worked with", SUSTAINED: "Significant and sustained progress",
    CONDUCT: "Crime, behaviour and school", TO_WORK: "Progress to work", EMPLOYMENT: "Continuous employment",
}
# The department's names of results -> the figures in which they count.
COUNTS_IN = {
    tariff.SUSTAINED: (SUSTAINED,), tariff.EMPLOYMENT: (EMPLOYMENT,), tariff.PHASE_1_EMPLOYMENT: (EMPLOYMENT,),
    "R1": (CONDUCT,), "R2": (TO_WORK,), "R1+R2": (CONDUCT, TO_WORK),
}
COLUMNS = ("framework", "quarter", "starts_on", *WORDS, *(f"{figure}_so_far" for figure in WORDS))
STANDS = (ClaimMadeStatus.APPROVED, ClaimMadeStatus.SUBMITTED, ClaimMadeStatus.PAID)


def figures_of(framework):
    """The figures of a programme, in order: Phase 1 knew three kinds of results, the later ones two."""
    results = (CONDUCT, TO_WORK, EMPLOYMENT) if framework == Framework.PHASE_1 else (SUSTAINED, EMPLOYMENT)
    return (IDENTIFIED, ENGAGED, *results)


def quarter_of(day):
    """The first day of the quarter in which a day lies."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarters(first, last):
    """The first days of the quarters from the one of a first day to the one of a last day."""
    quarter, found = quarter_of(first), []
    while quarter <= last:
        found.append(quarter)
        quarter = quarter_of(quarter + timedelta(days=93))
    return found


@dataclass(frozen=True)
class Quarter:
    """One quarter: its first day, and (figure, number, number so far) for every figure."""

    first_day: date
    numbers: tuple

    @property
    def name(self):
        """"2016-17 Q2"."""
        return period(self.first_day)


class Progress:
    """The summary of one programme as of a day and as known at a moment."""

    def __init__(self, framework, *, as_of, known_at):
        self.framework, self.as_of, self.known_at = framework, as_of, known_at
        self.figures = figures_of(framework)
        # figure -> quarter's first day -> ids of families, one for each time it counts
        self.found = {figure: defaultdict(list) for figure in self.figures}
        self._count_families()
        self._count_results()

    def _add(self, figure, family_id, day):
        if day and day <= self.as_of:
            self.found[figure][quarter_of(day)].append(family_id)

    def _count_families(self):
        rows = FamilyDetails.objects.known_at(self.known_at).filter(framework=self.framework)
        for family_id, identified_on, engaged_on in rows.values_list("family", "identified_on", "engaged_on"):
            self._add(IDENTIFIED, family_id, identified_on)
            self._add(ENGAGED, family_id, engaged_on)

    def _count_results(self):
        made = list(
            ClaimMade.objects.known_at(self.known_at).filter(framework=self.framework, status__in=STANDS)
            .values_list("family", "route", "claimed_on", "reference")
        )
        kinds = self._kinds_of([reference for *_, reference in made if reference])
        for family_id, route, claimed_on, reference in made:
            kind = kinds.get(reference) or tariff.result_type(self.framework, route)
            for figure in COUNTS_IN[kind]:
                self._add(figure, family_id, claimed_on)

    def _kinds_of(self, references):
        """Only Phase 1 has kinds that a route does not tell: there the evidence says it."""
        if self.framework != Framework.PHASE_1:
            return {}
        return {claim.reference: result_of(claim.evidence) for claim in Claim.objects.filter(reference__in=references)}

    def quarters(self):
        """Every quarter from the first in which anything counts to that of the day."""
        days = [day for by_quarter in self.found.values() for day in by_quarter]
        so_far, listed = dict.fromkeys(self.figures, 0), []
        for first_day in quarters(min(days), self.as_of) if days else []:
            numbers = []
            for figure in self.figures:
                number = len(self.found[figure][first_day])
                so_far[figure] += number
                numbers.append((figure, number, so_far[figure]))
            listed.append(Quarter(first_day, tuple(numbers)))
        return listed

    def families(self, figure, quarter=None):
        """The ids of the families behind a figure: of one quarter, or of all up to the day."""
        by_quarter = self.found[figure]
        return [pk for day in sorted(by_quarter) if quarter in (None, day) for pk in by_quarter[day]]


def rows_of(summaries):
    """One row for each programme and quarter; a figure that a programme does not know is blank."""
    for found in summaries:
        for quarter in found.quarters():
            numbers = {figure: number for figure, number, _ in quarter.numbers}
            so_far = {figure: number for figure, _, number in quarter.numbers}
            yield (
                found.framework, quarter.name, quarter.first_day, *(numbers.get(figure) for figure in WORDS),
                *(so_far.get(figure) for figure in WORDS),
            )
