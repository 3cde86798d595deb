"""What success can mean: the six kinds of criterion an outcomes plan may use.

One folder per kind. Its docstring states the rule, `parameters.py` what a plan may set, `rule.sql` how
families are judged by it, and `sentences.py` how each verdict is put to a key worker.
"""

import dataclasses

from outcomes.criteria.clear_period.parameters import Parameters as ClearPeriod
from outcomes.criteria.continuous_work.parameters import Parameters as ContinuousWork
from outcomes.criteria.judgement.parameters import Parameters as Judgement
from outcomes.criteria.parameters import CriterionParameters
from outcomes.criteria.reduction.parameters import Parameters as Reduction
from outcomes.criteria.school_terms.parameters import Parameters as SchoolTerms
from outcomes.criteria.score.parameters import Parameters as Score
from outcomes.enums import CriterionKind


@dataclasses.dataclass(frozen=True)
class Kind:
    """One kind of criterion: the code that plans use, its words for people, and what may be set."""

    code: str
    name: str
    words: str
    parameters: type[CriterionParameters]


def _kind(code: CriterionKind, words: str, parameters: type[CriterionParameters]) -> Kind:
    return Kind(code.value, code.label, words, parameters)


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        _kind(
            CriterionKind.SCHOOL_TERMS,
            "Each child attends well enough, and is excluded little enough, over school terms in a row.",
            SchoolTerms,
        ),
        _kind(
            CriterionKind.CLEAR_PERIOD,
            "Nothing of what is named happens in the family for a number of months in a row.",
            ClearPeriod,
        ),
        _kind(
            CriterionKind.REDUCTION,
            "What is named happens less often than in the months before the family was engaged.",
            Reduction,
        ),
        _kind(
            CriterionKind.CONTINUOUS_WORK,
            "An adult has moved off benefit into work and stayed in it long enough.",
            ContinuousWork,
        ),
        _kind(
            CriterionKind.SCORE,
            "A reading of a scored tool has improved, and the improvement has lasted.",
            Score,
        ),
        _kind(
            CriterionKind.JUDGEMENT,
            "A person in one of the roles named has decided, with a reason, that progress was achieved.",
            Judgement,
        ),
    )
}
