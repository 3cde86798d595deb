"""What happened before engagement and what happened lately, along one line."""

from datetime import timedelta

from families.facts.enums import EventKind
from outcomes.windows import Look, Mark, Stretch, Window
from outcomes.wording import counted, day, days_from_to, minus_months

ONE_DAY = timedelta(days=1)


def window(verdict, facts):
    """From the start of the months before engagement to today."""
    if not facts.engaged_on:
        return None
    test = verdict.parameters
    first = minus_months(facts.engaged_on, test["baseline_months"])
    latest = max(minus_months(facts.as_of, test["months"]), facts.engaged_on)
    events = facts.events(test["events"], age_under=test["age_under"])
    stretches = [*_known(facts, test, first, facts.engaged_on - ONE_DAY, "Before the family was engaged")]
    if latest < facts.as_of:
        stretches += _known(facts, test, latest, facts.as_of - ONE_DAY, "Lately")
    before = sum(first <= event.first < facts.engaged_on for event in events)
    lately = sum(event.first >= latest for event in events)
    return Window(
        first=first, last=facts.as_of, as_of=facts.as_of, due_on=verdict.due_on, stretches=tuple(stretches),
        marks=(
            *(
                Mark(event.first, Look.BAD, f"{EventKind(event.kind).label} on {day(event.first)}.")
                for event in events
            ),
            Mark(facts.engaged_on, Look.AHEAD, f"Before the family was engaged on {day(facts.engaged_on)}: "
                 f"{_number(before)}; lately: {_number(lately)}.", "E"),
        ),
    )


def _number(found):
    return counted(found, "time") if found else "none"


def _known(facts, test, first, last, when):
    for start, end, is_complete in facts.covered(test["events"], first, last):
        words = "the information is complete" if is_complete else "the information is not complete"
        look = Look.GOOD if is_complete else Look.UNKNOWN
        yield Stretch(start, end, look, f"{when}, {days_from_to(start, end)}: {words}.")
