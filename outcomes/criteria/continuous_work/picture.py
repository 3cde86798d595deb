"""An adult's work and benefits along a line."""

from datetime import timedelta

from families.facts.enums import SpellKind
from outcomes.windows import Look, Stretch, Window
from outcomes.wording import day, days_from_to

LOOKING_BACK = timedelta(days=365)


def window(verdict, facts):
    """From the start of the work that counts, or the last year, to the day on which it is long enough."""
    if not facts.engaged_on or verdict.person_id is None:
        return None
    test = verdict.parameters
    begins = verdict.window_starts_on or facts.as_of - LOOKING_BACK
    first = max(facts.engaged_on, begins - timedelta(days=30))
    work = [_stretch(spell, Look.GOOD) for spell in facts.spells_of(verdict.person_id, test["work"])]
    # Drawn over the work, since a day on benefit does not count.
    benefit = [_stretch(spell, Look.BAD) for spell in facts.spells_of(verdict.person_id, test["benefits"])]
    barred = [_stretch(spell, Look.BAD) for spell in facts.spells_of(verdict.person_id, test["barred_by"])]
    stretches = [*work, *benefit, *barred]
    if not any(stretch.last >= first for stretch in stretches):
        says = f"{days_from_to(first, facts.as_of)}: nothing on record about work or benefits."
        stretches.append(Stretch(first, facts.as_of, Look.UNKNOWN, says))
    if verdict.due_on and verdict.due_on > facts.as_of:
        stretches.append(Stretch(facts.as_of, verdict.due_on, Look.AHEAD, ""))
    return Window(
        first=first, last=facts.as_of, as_of=facts.as_of, due_on=verdict.due_on, stretches=tuple(stretches)
    )


def _stretch(spell, look):
    kind = SpellKind(spell.kind).label
    if spell.is_open:
        return Stretch(spell.first, spell.last, look, f"{kind} since {day(spell.first)}, still going on.")
    return Stretch(spell.first, spell.last, look, f"{kind}, {days_from_to(spell.first, spell.last)}.")
