"""The return of cost savings of a sample: the same lines as that of all families, reckoned for one family in ten.

An authority that cannot answer for its whole cohort costs a sample. Nobody chooses it: the families stand in an order
that the authority's secret gives, and the first tenth is in, so that the same families give the same sample again.
"""

from dataclasses import dataclass

from claims.returns import cost_savings
from claims.returns.enums import PeriodKind
from claims.returns.sampling import ONE_IN, drawn
from claims.returns.schema import Column, Schema
from claims.savings.counting import reckon

NAME = "cost-savings-sample"


@dataclass(frozen=True)
class Line(cost_savings.Line):
    """One outcome of the families of the sample, and out of how many they were drawn."""

    cohort: int = 0


COLUMNS = (
    *cost_savings.COLUMNS,
    Column("families_in_sample", "How many families were drawn", "the draw",
           f"One in {ONE_IN} of the families engaged long enough ago, rounded up", lambda line: line.found.families),
    Column("families_in_cohort", "Out of how many families they were drawn", cost_savings.FACTS,
           "Engaged long enough ago", lambda line: line.cohort),
)


def gather(asked):
    """Every outcome that costs something, of the families of the sample."""
    everybody = reckon(on=asked.as_of, known_at=asked.known_at)
    references = {pk: family.name for pk, family in everybody.by_family.items()}
    chosen = [references[pk] for pk in drawn(NAME, references)]
    found = reckon(references=chosen, on=asked.as_of, known_at=asked.known_at)
    return cost_savings.gathered_from(found, asked, Line, cohort=len(references))


SCHEMA = Schema(
    name=NAME, version=1, title="Cost savings of a sample", line_is="outcome",
    purpose="Costs and benefits of the programme", period=PeriodKind.DAY, columns=COLUMNS, key=("outcome_code",),
    gather=gather, identity=cost_savings.SCHEMA.identity,
    sample=f"One in {ONE_IN} of the families engaged long enough ago, rounded up. Nobody chooses them, and the same "
    "families give the same sample again.",
    about=cost_savings.SCHEMA.about, notes=(cost_savings.POTENTIAL_IS_NO_PART,),
)
