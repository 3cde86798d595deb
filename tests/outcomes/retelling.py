"""The same world told in another way, or with something left out; and what of the answers must then be the same."""

import re
from dataclasses import fields, replace
from datetime import date, timedelta

from tests.reference.world import DATASETS, World

ONE_DAY = timedelta(days=1)
NAMES = {"forename", "surname", "lead_worker", "school", "decided_by", "coordinator", "reason", "note"}
REFERENCES = ("family_ref", "person_ref", "source_ref")
DATES_IN_ANSWERS = ("as_of", "window_starts_on", "window_ends_on", "due_on", "earliest_on")


def retold(world, change):
    """The world with `change(row)` in place of each row; None leaves the row out, a list puts several in its place."""
    made = World()
    for name in DATASETS:
        for row in getattr(world, name):
            changed = change(row)
            rows = changed if isinstance(changed, list) else [] if changed is None else [changed]
            getattr(made, name).extend(rows)
    return made


def in_another_order(world, rng):
    """The same rows, shuffled within each file."""
    made = World()
    for name in DATASETS:
        setattr(made, name, rng.sample(getattr(world, name), len(getattr(world, name))))
    return made


def in_two_parts(world, rng):
    """The same rows as two worlds to be loaded one after the other; what others refer to is in the first."""
    first, second = World(), World()
    for name in DATASETS:
        for row in getattr(world, name):
            later = name not in ("terms", "districts", "people", "families", "memberships") and rng.random() < 0.5
            getattr(second if later else first, name).append(row)
    return first, second


def with_years_moved(row, years):
    """The row with every date so many years later; 28 years keep weekdays and leap days, as long as no century ends."""
    return replace(row, **{
        column.name: moved(getattr(row, column.name), years)
        for column in fields(row) if isinstance(getattr(row, column.name), date)
    })


def moved(day, years):
    """A date so many years later."""
    return day.replace(year=day.year + years)


def text_moved(text, years):
    """A text with every date in it moved."""
    return re.sub(r"\d{4}-\d{2}-\d{2}", lambda found: moved(date.fromisoformat(found[0]), years).isoformat(), text)


def answers_moved(rows, years):
    """Rows of exports with their dates moved."""
    return tuple(
        [
            {name: text_moved(cell, years) if name in DATES_IN_ANSWERS else cell for name, cell in row.items()}
            for row in one
        ]
        for one in rows
    )


def with_other_names(row):
    """The row with everybody and everything called otherwise; what was blank stays blank."""
    named = {
        column.name: f"{getattr(row, column.name)[::-1]} O'Neill" for column in fields(row)
        if column.name in NAMES and getattr(row, column.name)
    }
    return replace(row, **named)


class References:
    """Other references for families, people, facts and terms, in an order that has nothing to do with the old one."""

    def __init__(self, rng):
        self.rng, self.other, self.old = rng, {}, {}

    def of(self, reference):
        """The other reference for this one."""
        if reference not in self.other:
            self.other[reference] = f"{self.rng.randrange(10**9):09d}-{len(self.other)}"
            self.old[self.other[reference]] = reference
        return self.other[reference]

    def renamed(self, row):
        """The row with other references."""
        changed = {
            column.name: self.of(getattr(row, column.name)) for column in fields(row)
            if column.name in REFERENCES and getattr(row, column.name)
        }
        if type(row).__name__ == "Term":
            changed["code"] = self.of(row.code)
        if type(row).__name__ == "TermRecord":
            changed["term"] = self.of(row.term)
        if getattr(row, "covers", ""):
            changed["covers"] = " ".join(map(self.of, row.covers.split()))
        return replace(row, **changed)

    def answers_renamed_back(self, rows):
        """Rows of exports with the old references."""
        return tuple(
            [
                {name: self.old.get(cell, cell) if name in REFERENCES else cell for name, cell in row.items()}
                for row in one
            ]
            for one in rows
        )


def splitter(world, plans, rng):
    """Splits spells of two days or more in two that touch, wherever the rules look at a spell's days alone.

    They look at more than days in two places: the age under which a spell counts is that of its first day, and of two
    benefits that ended together the one that began later is the basis. Such spells are left whole.
    """
    of_an_age = {
        kind for plan in plans for headline in plan["headline"] for criterion in headline["criterion"]
        if criterion.get("age_under") for kind in criterion.get("spells", ())
    }
    ends = [(spell.person_ref, spell.ends_on) for spell in world.spells if spell.kind.startswith("benefit_")]

    def split(row):
        if type(row).__name__ != "Spell" or row.withdrawn or row.kind in of_an_age:
            return row
        if row.kind.startswith("benefit_") and ends.count((row.person_ref, row.ends_on)) > 1:
            return row
        length = ((row.ends_on or row.starts_on + 60 * ONE_DAY) - row.starts_on).days
        if length < 1:
            return row
        cut = row.starts_on + rng.randrange(length) * ONE_DAY
        return [
            replace(row, ends_on=cut),
            replace(row, starts_on=cut + ONE_DAY, source_ref=f"{row.source_ref}-2"),
        ]

    return split
