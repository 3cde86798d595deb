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


@dataclasses.dataclass(frozen=True)
class Kind:
    """One kind of criterion: the code that plans use, its words for people, and what may be set."""

    code: str
    name: str
    words: str
    parameters: type[CriterionParameters]


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "school_terms",
            "School attendance",
            "Each child's attendance, absence and exclusions over consecutive school terms.",
            SchoolTerms,
        ),
        Kind(
            "clear_period",
            "Clear period",
            "None of the things named, for a number of months in a row.",
            ClearPeriod,
        ),
        Kind(
            "reduction",
            "Reduction",
            "Fewer of the things named than in the months before the family was engaged.",
            Reduction,
        ),
        Kind(
            "continuous_work",
            "Continuous work",
            "An adult has moved off benefit and stayed in work.",
            ContinuousWork,
        ),
        Kind(
            "score",
            "Scored tool",
            "A reading of a scored tool has improved, and the improvement has lasted.",
            Score,
        ),
        Kind(
            "judgement",
            "Recorded judgement",
            "A person in a named role has decided, with a reason, that progress was achieved.",
            Judgement,
        ),
    )
}
