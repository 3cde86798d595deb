"""The readings of a scored tool along a line."""

from outcomes.windows import Look, Mark, Window
from outcomes.wording import day, minus_months, number


def window(verdict, facts):
    """From the first reading that counts to today; None where there is none."""
    if not facts.engaged_on:
        return None
    test = verdict.parameters
    earliest = minus_months(facts.engaged_on, test["baseline_months"])
    readings = [
        score for score in facts.scores
        if score.tool == test["tool"] and score.person_id == verdict.person_id and score.scored_on >= earliest
    ]
    if not readings:
        return None
    return Window(
        first=readings[0].scored_on, last=facts.as_of, as_of=facts.as_of, due_on=verdict.due_on,
        marks=tuple(_mark(reading, reading is readings[0]) for reading in readings),
    )


def _mark(reading, is_first):
    value = number(reading.score)
    says = f"{'First score' if is_first else 'Score'} {value} on {day(reading.scored_on)}."
    return Mark(reading.scored_on, Look.AHEAD, says, value if len(value) <= 3 else "…")
