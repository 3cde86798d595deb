"""How like somebody is to whom one asks for, and why: values in, points and reasons out.

Points are whole numbers up to 100. The weights are ours; they are all in this file.
"""

from dataclasses import dataclass
from datetime import date

MOST = 100
SAME_NUMBER = 60
BOTH_NAMES, ONE_NAME = 50, 40
SAME_BIRTHDAY, NEARLY_SAME_BIRTHDAY, OTHER_BIRTHDAY = 35, 22, -15
SAME_POSTCODE = 15
# From so many points on somebody could be the person asked for, and must be ruled out before another is created.
COULD_BE = 55
# So like must a name be, beside a birthday, for people outside the searcher's families to be mentioned at all.
TELLING_NAME = 60

SAME_NAME, SAME_PART, SHORT_FORM, BEGINS_SO, SOUNDS_SO = 100, 90, 80, 85, 60


@dataclass(frozen=True)
class Asked:
    """Whom one asks for. `name` is one word that may be either name; numbers are without spaces, in capitals."""

    forename: str = ""
    surname: str = ""
    name: str = ""
    born_on: date | None = None
    postcode: str = ""
    numbers: frozenset[str] = frozenset()

    @property
    def is_empty(self):
        """Whether nothing is asked at all."""
        return not (self.forename or self.surname or self.name or self.born_on or self.postcode or self.numbers)


@dataclass(frozen=True)
class Likeness:
    """How one person compares. Closeness of names: 0 to 100, None where that name was not asked for.

    `sounds`: whether it was by its sound that the name was met.
    """

    forename: int | None = None
    surname: int | None = None
    name: int | None = None
    swapped: bool = False
    born_on: date | None = None
    same_postcode: bool = False
    same_numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Weight:
    """Points, and each reason for them in a few words. `is_telling`: enough to say that somebody is known."""

    points: int
    reasons: tuple[str, ...]
    is_telling: bool

    @property
    def could_be(self):
        """Whether this could be the person asked for."""
        return self.points >= COULD_BE


def weigh(asked, like):
    """The weight of one person against what is asked."""
    names, name_reasons = weigh_names(like)
    birthday, birthday_reason = weigh_birthday(asked.born_on, like.born_on)
    points = names + birthday
    reasons = [*(f"same {number}" for number in like.same_numbers), *name_reasons]
    if birthday_reason:
        reasons.append(birthday_reason)
    if like.same_numbers:
        points += SAME_NUMBER
    if like.same_postcode:
        points += SAME_POSTCODE
        reasons.append("same postcode")
    full_name = like.forename is not None and like.surname is not None
    telling_name = full_name and names * MOST >= BOTH_NAMES * TELLING_NAME
    is_telling = bool(like.same_numbers) or (telling_name and birthday >= NEARLY_SAME_BIRTHDAY)
    return Weight(max(0, min(MOST, points)), tuple(reasons), is_telling)


def weigh_names(like):
    """Points for the names, and in what they agree."""
    if like.name is not None:
        return like.name * ONE_NAME // MOST, [f"name {closeness_in_words(like.name)}"] if like.name else []
    given = [(word, close) for word, close in (("forename", like.forename), ("surname", like.surname))
             if close is not None]
    if not given:
        return 0, []
    most = BOTH_NAMES if len(given) == 2 else ONE_NAME
    points = sum(close for _, close in given) * most // (len(given) * MOST)
    reasons = [f"{word} {closeness_in_words(close)}" for word, close in given if close]
    if len(reasons) == 2 and like.forename == like.surname == SAME_NAME:
        reasons = ["same name"]
    if like.swapped:
        points = points * 9 // 10
        reasons.append("forename and surname swapped")
    return points, reasons


def closeness_in_words(closeness):
    """How near two names are."""
    if closeness >= SAME_NAME:
        return "the same"
    if closeness >= SAME_PART:
        return "has the same part"
    if closeness >= BEGINS_SO:
        return "begins the same"
    if closeness >= SHORT_FORM:
        return "is a short form of it"
    return "sounds alike" if closeness >= SOUNDS_SO else "is spelt nearly the same"


def weigh_birthday(asked, born):
    """Points for the date of birth, and in what it agrees."""
    if asked is None or born is None:
        return 0, ""
    if asked == born:
        return SAME_BIRTHDAY, "same date of birth"
    if (asked.day, asked.month, asked.year) == (born.month, born.day, born.year):
        return NEARLY_SAME_BIRTHDAY, "day and month of birth swapped"
    different = sum(one != other for one, other in zip(f"{asked:%d%m%Y}", f"{born:%d%m%Y}", strict=True))
    if different == 1:
        return NEARLY_SAME_BIRTHDAY, "date of birth differs in one number"
    return OTHER_BIRTHDAY, ""
