"""The family's time since a bad fact along a line: clear and told so, clear as far as we know, or not clear."""

from datetime import timedelta

from families.facts.enums import EventKind, SpellKind
from outcomes.windows import Look, Mark, Stretch, Window
from outcomes.wording import day, days_from_to

ONE_DAY = timedelta(days=1)
BEFORE = timedelta(days=183)


def window(verdict, facts):
    """From shortly before the clear time (never before engagement) to the day on which it is long enough."""
    if not facts.engaged_on:
        return None
    test = verdict.parameters
    spells = facts.spells(test["spells"], age_under=test["age_under"])
    begins = verdict.window_starts_on or facts.as_of
    first = max(facts.engaged_on, min(begins, facts.as_of) - BEFORE)
    last = max(verdict.window_ends_on or facts.as_of, facts.as_of)
    stretches = [*_clear(verdict, facts, begins), *(_bad(spell) for spell in spells)]
    if facts.as_of < last:
        stretches.append(Stretch(facts.as_of, last, Look.AHEAD, ""))
    return Window(
        first=first, last=last, as_of=facts.as_of, due_on=verdict.due_on, stretches=tuple(stretches),
        marks=tuple(
            Mark(event.first, Look.BAD, f"{EventKind(event.kind).label} on {day(event.first)}.")
            for event in facts.events(test["events"], age_under=test["age_under"])
        ),
    )


def _clear(verdict, facts, begins):
    test = verdict.parameters
    yesterday = facts.as_of - ONE_DAY
    if begins > yesterday:
        return
    for first, last, is_complete in facts.covered([*test["events"], *test["spells"]], begins, yesterday):
        if is_complete:
            says = f"{days_from_to(first, last)}: none, and the information is complete."
            yield Stretch(first, last, Look.GOOD, says)
        else:
            says = f"{days_from_to(first, last)}: none on record, but the information is not complete."
            yield Stretch(first, last, Look.UNKNOWN, says)


def _bad(spell):
    kind = SpellKind(spell.kind).label
    if spell.is_open:
        return Stretch(spell.first, spell.last, Look.BAD, f"{kind} since {day(spell.first)}, still going on.")
    return Stretch(spell.first, spell.last, Look.BAD, f"{kind}, {days_from_to(spell.first, spell.last)}.")
