"""What a whole-family assessment asks: data, in `questions.toml`, read and checked once."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from families.enums import HouseholdRole

FILE = Path(__file__).parent / "questions.toml"
FAMILY = "family"
ASKED_OF = {"adult", "child", "member", FAMILY}
MOST_WORDS = 5000  # characters of one answer


@dataclass(frozen=True)
class Question:
    """One field of a section, with the questions that guide the talk."""

    about: str
    code: str
    label: str
    ask: tuple[str, ...]

    def is_for(self, role):
        """Whether it is asked of a member in this role, or (`FAMILY`) of the family as a whole."""
        if role == FAMILY or self.about == FAMILY:
            return role == self.about
        return self.about in ("member", "child" if role == HouseholdRole.CHILD else "adult")


def read_questions(text):
    """The questions of a file. Raises ValueError with a sentence."""
    found = [
        Question(one["about"], one["code"], one["label"], tuple(one["ask"])) for one in tomllib.loads(text)["field"]
    ]
    if {one.about for one in found} - ASKED_OF:
        raise ValueError(f"A question is about one of: {', '.join(sorted(ASKED_OF))}.")
    if len({one.code for one in found}) != len(found):
        raise ValueError("Each question has a code of its own.")
    return tuple(found)


@functools.cache
def questions():
    """Every question, in order."""
    return read_questions(FILE.read_text(encoding="utf-8"))


def questions_for(role):
    """The questions to a member in this role, or (`FAMILY`) to the family as a whole."""
    return [one for one in questions() if one.is_for(role)]
