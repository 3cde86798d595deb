"""When a single family plan is complete: the one list that is both the rule and the to-do list."""

from dataclasses import dataclass

from families.enums import HouseholdRole


@dataclass(frozen=True)
class Part:
    """One thing a complete plan has, in the words of the to-do list, and whether this plan has it."""

    sentence: str
    done: bool


def parts_of_a_plan(*, agreed_on, covers, objectives, members, raised):
    """Everything that makes a plan complete, done or not.

    `covers` holds person ids (None: all members), `objectives` headline codes, `members` the family's `Member`s,
    `raised` the headlines of its accepted problems: code -> name. A plan must cover every member on the day it was
    agreed, except parents who live elsewhere, and have an objective under every accepted problem's headline
    (rules of judging, section 7, point 1).
    """
    people = {row.person_id: row for row in members if row.is_member_on(agreed_on)}
    to_cover = [row for row in people.values() if row.role != HouseholdRole.NON_RESIDENT_PARENT]
    parts = [Part(f"It covers {row.name}", covers is None or row.person_id in covers) for row in to_cover]
    if not to_cover:
        parts = [Part("It covers every member of the family on the day it was agreed: none is recorded", False)]
    return parts + [
        Part(f"It has an objective for “{name}”", code in objectives) for code, name in sorted(raised.items())
    ]


def what_is_missing(parts):
    """The sentences of the parts that are not done."""
    return [part.sentence for part in parts if not part.done]
