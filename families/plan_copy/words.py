"""The fixed words of the family's copy of its plan: short and plain, for a reader of about eleven. Pure."""

import tomllib
from functools import cache
from pathlib import Path

HEADLINES = Path(__file__).parent / "headlines.toml"

TITLE = "Our plan"
ABOUT = (
    "This is the plan that you made with us. It says what you want to change, who will help, and by when. "
    "Keep it where you can find it."
)
NOT_THERE = "You have not agreed a plan yet. Your worker will bring this page once you have."
NOTHING_FOR_YOU = "No part of the plan is about you by yourself."
WANT = "What we want"
DONE = "Done"
YOUR_WORDS = "What you said"
NO_WORDS = "You did not say anything that we wrote down. You can still do so."
AGREED = {
    "agreed": "You said yes to this plan.",
    "in_part": "You said yes to some of this plan, and no to the rest.",
    "disagreed": "You said no to this plan. We wrote that down.",
    "not_asked": "Nobody asked you about this plan. We should have.",
}
IF_WRONG = "If something here is wrong, or has changed, tell us. We will put it right."
WORKER = "Your worker is"
NO_WORKER = "You do not have a worker yet. We will tell you soon who it is."
SOMEBODY_ELSE = "Somebody else in the family"
ONE_OF_YOU = "One of you"
NAMES_ANOTHER = "This part names somebody else. Ask your worker to go through it with you."
OWN_COPY = "What is about one of you alone is on that person’s own copy."
EVERY_WORD = (
    TITLE, ABOUT, NOT_THERE, NOTHING_FOR_YOU, WANT, DONE, YOUR_WORDS, NO_WORDS, *AGREED.values(), IF_WRONG,
    WORKER, NO_WORKER, SOMEBODY_ELSE, ONE_OF_YOU, NAMES_ANOTHER, OWN_COPY,
)


@cache
def headlines():
    """What a copy calls the headlines: code -> words."""
    return tomllib.loads(HEADLINES.read_text(encoding="utf-8"))


def headline(code, name, plain):
    """What a copy calls a headline: in the plain words of its outcomes plan, in ours, or by its name there.

    `plain` holds the plain names of the outcomes plan, by code.
    """
    return plain.get(code) or headlines().get(code, name)
