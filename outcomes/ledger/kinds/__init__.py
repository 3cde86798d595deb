"""For each kind of criterion: from which day it could be met, and what would have to be supplied for it.

A module's `prospects(test, facts, headline)` answers one `Prospect` for each subject that the judging rule looks at.
"""

from outcomes.enums import CriterionKind
from outcomes.ledger.kinds import clear_period, continuous_work, judgement, reduction, school_terms, score

KINDS = {
    CriterionKind.SCHOOL_TERMS: school_terms,
    CriterionKind.CLEAR_PERIOD: clear_period,
    CriterionKind.REDUCTION: reduction,
    CriterionKind.CONTINUOUS_WORK: continuous_work,
    CriterionKind.SCORE: score,
    CriterionKind.JUDGEMENT: judgement,
}
