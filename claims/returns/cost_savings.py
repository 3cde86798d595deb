"""The return of cost savings: each outcome before and after engagement, its unit cost, and what the change is worth.

It holds sums over families and nothing about any one of them. The figures are those of the pages of savings
(`claims/savings/`): the same counting, the same unit costs, the same assumptions.
"""

from dataclasses import dataclass

from django.conf import settings

from claims.exports.writing import Pounds
from claims.returns.enums import PeriodKind, Severity
from claims.returns.schema import Check, Column, Fault, Gathered, Schema
from claims.savings.costs import UnitCost
from claims.savings.counting import Line as Outcome
from claims.savings.counting import Reckoning, Savings, reckon, reckoning, unit_costs

NAME = "cost-savings"
POTENTIAL_IS_NO_PART = "Potential savings, of costs that were averted and never seen, are no part of it."
FACTS, COSTS, ASSUMED, HERE = "facts of both windows", "the unit costs", "the assumptions in force", "this installation"


@dataclass(frozen=True)
class Line:
    """One outcome of all families together."""

    cost: UnitCost
    outcome: Outcome
    found: Savings
    with_what: Reckoning


def _assumed(heading, meaning, read):
    return Column(heading, meaning, ASSUMED, "The same in every line", read)


COLUMNS = (
    Column("authority_code", "The authority", HERE, "The setting AUTHORITY_CODE", lambda line: settings.AUTHORITY_CODE),
    Column("outcome_code", "The outcome, by its code in the unit cost database", COSTS, "As published",
           lambda line: line.cost.code),
    Column("outcome", "The outcome in words", COSTS, "As published", lambda line: line.cost.name),
    Column("families", "How many families are counted for this outcome", FACTS,
           "Engaged long enough ago, and feeds cover every day of both windows",
           lambda line: line.outcome.families,
           checks=(Check("no family is counted, since no feed covers both windows", Severity.MAY_BE_SENT,
                         lambda line, cell: not cell, "feeds"),)),
    Column("families_not_seen", "For how many families nothing can be said", FACTS,
           "Engaged long enough ago, but feeds leave days of a window open", lambda line: line.outcome.unseen),
    Column("months_of_each_window", "How long each of the two windows is, in months", ASSUMED,
           "The first ends the day before engagement", lambda line: line.with_what.months),
    Column("months_between", "How many months after engagement the second window begins", ASSUMED,
           "0 begins it on the day of engagement", lambda line: line.with_what.lag_months),
    Column("counted_in", "What is counted", COSTS, "events, spells begun, or days",
           lambda line: {"event": "events", "start": "spells begun"}.get(line.cost.shape, "days")),
    Column("before", "How much of it there was before engagement", FACTS, "Added up over the families counted",
           lambda line: line.outcome.before),
    Column("after", "How much of it there was afterwards", FACTS, "Added up over the families counted",
           lambda line: line.outcome.after),
    Column("unit_cost", "What one unit costs, in pounds", COSTS, "The authority’s own cost where it set one",
           lambda line: Pounds(line.cost.pence)),
    Column("unit", "What one unit is", COSTS, "each, each begun, or a number of days", lambda line: line.cost.unit),
    Column("prices", "In the prices of which year the cost is", COSTS, "Financial years",
           lambda line: line.cost.prices),
    Column("source", "Where the cost is from", COSTS, "As recorded", lambda line: line.cost.source),
    Column("gross_benefit", "What the change is worth, in pounds", "before, after and unit cost",
           "Before less after, times the cost; of overlapping outcomes of a family only the highest counts. Below "
           "nought where there was more afterwards", lambda line: Pounds(line.outcome.gross)),
    _assumed("deadweight_percent", "How much would have changed without any programme",
             lambda line: line.with_what.assumptions.deadweight),
    _assumed("impact_percent", "How much of the rest is due to this programme",
             lambda line: line.with_what.assumptions.impact),
    _assumed("optimism_bias_percent", "How much is taken off for hope",
             lambda line: line.with_what.assumptions.optimism),
    Column("net_benefit", "What is left of the benefit, in pounds", "the gross benefit and the assumptions",
           "Rounded to pence for each family and outcome", lambda line: Pounds(line.outcome.net)),
    Column("programme_cost_of_all", "What the work with all families cost, in pounds", ASSUMED,
           "The same in every line: not divided between outcomes", lambda line: Pounds(line.found.programme_cost)),
    Column("basis", "What the figures can show", "the method",
           "Each family is compared with itself, so they do not show that the programme caused the change",
           lambda line: "no counterfactual"),
)


def gather(asked):
    """Every outcome that costs something, in the order of the unit costs."""
    return gathered_from(reckon(on=asked.as_of, known_at=asked.known_at), asked)


def gathered_from(found, asked, line=Line, **more):
    """The lines of these savings; `line` is what makes one, with `more` that it says besides."""
    with_what = reckoning(asked.as_of)
    if not found.families:
        return Gathered([])
    costs = {cost.code: cost for cost in unit_costs(asked.as_of)}
    lines = [line(costs[code], outcome, found, with_what, **more) for code, outcome in found.by_outcome]
    nobodys = () if with_what.set_by else (Fault(
        "deadweight_percent", "Nobody has said yet what savings are reckoned with: deadweight and optimism bias are 0",
        Severity.MUST_MEND, mend="costs",
    ),)
    return Gathered(lines, faults=nobodys)


SCHEMA = Schema(
    name=NAME, version=1, title="Cost savings", line_is="outcome", purpose="Costs and benefits of the programme",
    period=PeriodKind.DAY, columns=COLUMNS, key=("outcome_code",), gather=gather,
    identity="It holds sums over families and nothing about any one of them.",
    about=lambda line: line.cost.name, notes=(POTENTIAL_IS_NO_PART,),
)
