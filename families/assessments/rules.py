"""When an assessment is of the whole family, and what two people wrote over each other. Pure."""

from families.assessments.questions import FAMILY
from families.enums import HouseholdRole
from families.plans.rules import Part


def parts_of_an_assessment(answers, members):
    """Everything that makes an assessment whole, done or not: the one list that is both the rule and the to-do list.

    `members` are the family's `Member`s on the day, each once. Something must be written about each of them but parents
    who live elsewhere, and about the family as a whole.
    """
    asked = [row for row in members if row.role != HouseholdRole.NON_RESIDENT_PARENT]
    return [
        *(Part(f"Something is written about {row.name}", is_written(answers, str(row.person_id))) for row in asked),
        Part("Something is written about the family as a whole", is_written(answers, FAMILY)),
    ]


def is_written(answers, section):
    """Whether a section holds any words."""
    return any(text.strip() for text in answers.get(section, {}).values())


def tidy(answers):
    """The answers without empty ones."""
    found = {
        section: {code: text.strip() for code, text in said.items() if text.strip()}
        for section, said in answers.items()
    }
    return {section: said for section, said in found.items() if said}


def overwritten(mine, theirs):
    """[(section, code)] of the answers that somebody else saved and that these words would replace."""
    return [
        (section, code) for section, said in tidy(theirs).items() for code, text in said.items()
        if tidy(mine).get(section, {}).get(code) != text
    ]
