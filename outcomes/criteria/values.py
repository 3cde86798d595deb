"""What the value of a plan's setting may be.

Each class stands for one sort of value. `allowed` says in words what is accepted; `read` turns what the
plan file holds into the value the program works with, or raises `NotAllowed` with every reason at once,
each on its own path below the setting (so that the fifth entry of a list can be pointed at). Pages may use
the same words and limits.
"""

import abc
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from families.facts.enums import EventKind, SpellKind

Path = tuple[str | int, ...]
MOST_DECIMALS = 4


class NotAllowed(Exception):
    """A value that cannot be used. `reasons` holds (path below the setting, sentence) pairs."""

    def __init__(self, *reasons: tuple[Path, str]):
        super().__init__("; ".join(sentence for _, sentence in reasons))
        self.reasons = reasons


def shown(value: Any) -> str:
    """The value as a person would recognise it from the file, cut short when it is very long."""
    match value:
        case bool():
            text = "true" if value else "false"
        case str():
            text = f'"{value}"'
        case dt.date() | dt.time():
            text = value.isoformat()
        case dict():
            return "a table of settings"
        case list() | tuple():
            return "a list"
        case int() if abs(value) >= 10**40:
            return "a number that long"
        case _:
            text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def listed(words: Iterable[str]) -> str:
    """The words in quotation marks, joined by commas."""
    return ", ".join(f'"{word}"' for word in words)


def did_you_mean(word: Any, allowed: Iterable[str]) -> str:
    """A sentence naming the allowed word that was probably meant (with a leading space), or nothing."""
    if not isinstance(word, str):
        return ""
    tidy = re.sub(r"[\s-]+", "_", word.strip().lower())
    by_tidy = {choice.replace("-", "_"): choice for choice in allowed}
    close = get_close_matches(tidy, by_tidy, n=1, cutoff=0.7)
    return f' Did you mean "{by_tidy[close[0]]}"?' if close else ""


class Value(abc.ABC):
    """One sort of value. Subclasses say what is `allowed` and how to `read` it."""

    allowed: str

    @abc.abstractmethod
    def read(self, key: str, value: Any) -> Any:
        """The value to work with, from what the file holds under `key`. Raises NotAllowed."""

    def refuse(self, key: str, value: Any, hint: str = "", at: Path = ()) -> NotAllowed:
        return NotAllowed((at, f'"{key}" must be {self.allowed}, not {shown(value)}.{hint}'))


@dataclass(frozen=True)
class WholeNumber(Value):
    """A whole number from `least` to `most`, both included."""

    least: int
    most: int
    unit: str = ""

    @property
    def allowed(self) -> str:
        unit = f" ({self.unit})" if self.unit else ""
        return f"a whole number from {self.least} to {self.most}{unit}"

    def read(self, key: str, value: Any) -> int:
        if isinstance(value, str) and value.strip().lstrip("-").isdecimal():
            raise self.refuse(key, value, " Leave out the quotation marks.")
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise self.refuse(key, value)
        return value


@dataclass(frozen=True)
class ExactNumber(Value):
    """A number from `least` to `most`, kept exactly. With `above_least`, `least` itself is refused."""

    least: int
    most: int
    unit: str = ""
    above_least: bool = False

    @property
    def allowed(self) -> str:
        span = (
            f"above {self.least} and up to {self.most}"
            if self.above_least
            else f"from {self.least} to {self.most}"
        )
        unit = f" ({self.unit})" if self.unit else ""
        return f"a number {span}{unit} with at most {MOST_DECIMALS} decimals"

    def read(self, key: str, value: Any) -> Decimal:
        if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]+([.,][0-9]+)?\s*%?\s*", value):
            raise self.refuse(key, value, " Write the number alone, without quotation marks.")
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.refuse(key, value)
        number = Decimal(value)
        if not number.is_finite() or not self.least <= number <= self.most:
            raise self.refuse(key, value)
        if self.above_least and number == self.least:
            raise self.refuse(key, value)
        number = (number + 0).normalize()
        if number.as_tuple().exponent < -MOST_DECIMALS:
            raise self.refuse(key, value)
        return number


@dataclass(frozen=True)
class YesNo(Value):
    """true or false."""

    allowed: str = "true or false, without quotation marks"

    def read(self, key: str, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.refuse(key, value)
        return value


@dataclass(frozen=True)
class Day(Value):
    """A date. A date in quotation marks or with a time is refused, so that there is one way to write it."""

    allowed: str = "a date such as 2016-09-01, without quotation marks"

    def read(self, key: str, value: Any) -> dt.date:
        if isinstance(value, dt.datetime):
            raise self.refuse(key, value, " Leave out the time.")
        if not isinstance(value, dt.date):
            raise self.refuse(key, value)
        return value


@dataclass(frozen=True)
class Code(Value):
    """A code by which files and pages name something."""

    most: int = 50

    @property
    def allowed(self) -> str:
        return (
            "a code in quotation marks: lower-case letters, digits, hyphens and underscores, "
            f"beginning with a letter or a digit, at most {self.most} characters"
        )

    def read(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or len(value) > self.most:
            raise self.refuse(key, value)
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", value):
            raise self.refuse(key, value)
        return value


@dataclass(frozen=True)
class Words(Value):
    """A line of text for people, or a name given elsewhere (of a scored tool, say)."""

    most: int = 200
    such_as: str = ""

    @property
    def allowed(self) -> str:
        example = f', such as "{self.such_as}"' if self.such_as else ""
        return f"one line of text in quotation marks, at most {self.most} characters{example}"

    def read(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > self.most:
            raise self.refuse(key, value)
        if any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in value):
            raise NotAllowed(((), f'"{key}" must stand on one line, without control characters.'))
        return value


@dataclass(frozen=True)
class OneOf(Value):
    """One word out of a few."""

    choices: tuple[str, ...]

    @property
    def allowed(self) -> str:
        return f"one of {listed(self.choices)}"

    def read(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or value not in self.choices:
            raise self.refuse(key, value, did_you_mean(value, self.choices))
        return value


@dataclass(frozen=True)
class ListOf(Value):
    """A list of words out of a vocabulary, each at most once, kept in the order written.

    `elsewhere` holds words that look right but belong somewhere else, with the sentence that says so. With
    `one_will_do` a single word need not stand in square brackets. With `or_a_code_of_theirs` a well-formed
    code from another system's vocabulary is accepted too.
    """

    choices: tuple[str, ...]
    of: str
    needed: bool = False
    one_will_do: bool = False
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    or_a_code_of_theirs: bool = False

    @property
    def allowed(self) -> str:
        least = "at least one of " if self.needed else ""
        example = f'["{self.choices[0]}"]'
        return f"a list of {self.of} in square brackets, such as {example}, of {least}{listed(self.choices)}"

    def read(self, key: str, value: Any) -> tuple[str, ...]:
        if self.one_will_do and isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            hint = " Put it in square brackets." if isinstance(value, str) else ""
            raise self.refuse(key, value, hint)
        if self.needed and not value:
            raise NotAllowed(((), f'"{key}" must name at least one of {listed(self.choices)}.'))
        reasons = [
            ((index,), reason)
            for index, word in enumerate(value)
            if (reason := self._reason(key, value, index))
        ]
        if reasons:
            raise NotAllowed(*reasons)
        return tuple(value)

    def _reason(self, key: str, words: list, index: int) -> str:
        word = words[index]
        if not isinstance(word, str):
            return f'"{key}" holds {shown(word)}, which is not a word in quotation marks.'
        if word in self.elsewhere:
            return self.elsewhere[word]
        if word not in self.choices:
            hint = did_you_mean(word, self.choices)
            if self.or_a_code_of_theirs and re.fullmatch(r"[a-z0-9][a-z0-9_-]*", word):
                return f'"{key}" names "{word}" twice.' if word in words[:index] else ""
            return f'"{key}" holds {shown(word)}, which is not known.{hint} Allowed: {listed(self.choices)}.'
        if word in words[:index]:
            return f'"{key}" names "{word}" twice.'
        return ""


def event_kinds(*, needed: bool = False) -> ListOf:
    """A list of kinds of event: things that happen on a day."""
    return ListOf(
        choices=tuple(EventKind.values),
        of="kinds of event",
        needed=needed,
        elsewhere={
            kind: f'"{kind}" goes on over days, so it is a spell and cannot stand among events.'
            for kind in SpellKind.values
        },
    )


def spell_kinds(*, needed: bool = False, one_will_do: bool = False) -> ListOf:
    """A list of kinds of spell: things that go on over days."""
    return ListOf(
        choices=tuple(SpellKind.values),
        of="kinds of spell",
        needed=needed,
        one_will_do=one_will_do,
        elsewhere={
            kind: f'"{kind}" happens on one day, so it is an event and cannot stand among spells.'
            for kind in EventKind.values
        },
    )
