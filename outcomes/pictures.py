"""The picture of each verdict of a family's judgement."""

from outcomes.criteria.clear_period import picture as clear_period
from outcomes.criteria.continuous_work import picture as continuous_work
from outcomes.criteria.judgement import picture as judgement
from outcomes.criteria.reduction import picture as reduction
from outcomes.criteria.school_terms import picture as school_terms
from outcomes.criteria.score import picture as score
from outcomes.enums import CriterionKind
from outcomes.windows import Drawing, draw

KINDS = {
    CriterionKind.SCHOOL_TERMS: school_terms,
    CriterionKind.CLEAR_PERIOD: clear_period,
    CriterionKind.REDUCTION: reduction,
    CriterionKind.CONTINUOUS_WORK: continuous_work,
    CriterionKind.SCORE: score,
    CriterionKind.JUDGEMENT: judgement,
}


def picture(verdict, facts) -> Drawing | None:
    """The verdict's window, drawn from the family's facts; None where there is nothing to show."""
    window = KINDS[verdict.kind].window(verdict, facts)
    return draw(window) if window else None
