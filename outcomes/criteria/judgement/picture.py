"""Decisions along a line."""

from outcomes.windows import Look, Mark, Window
from outcomes.wording import day


def window(verdict, facts):
    """From engagement to today, with every decision under this headline; None where there is none."""
    decisions = [found for found in facts.judgements if found.headline == verdict.headline]
    if not facts.engaged_on or not decisions:
        return None
    return Window(
        first=min(facts.engaged_on, decisions[0].decided_on), last=facts.as_of, as_of=facts.as_of,
        marks=tuple(_mark(decision) for decision in decisions),
    )


def _mark(decision):
    made = "was made" if decision.achieved else "was not made"
    says = f"{day(decision.decided_on)}: {decision.decided_by} decided that progress {made}. {decision.reason}"
    return Mark(decision.decided_on, Look.GOOD if decision.achieved else Look.BAD, says)
