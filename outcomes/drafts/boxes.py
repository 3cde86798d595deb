"""From what somebody typed in a box to what a file would hold, and back. What cannot be read stays as it was typed,
so that the reader of plan files says what is wrong with it, in the words that pages use."""

import datetime as dt
import re
from decimal import Decimal

from families.facts.dates import NotADate, read_date
from outcomes.criteria.values import Day, ExactNumber, ListOf, OneOf, Value, WholeNumber, YesNo
from outcomes.drafts.words import choice_in_words, label_of

YES_NO = {"yes": True, "no": False}
HOW_FILES_WRITE = (
    (re.compile(r", without quotation marks"), ""), (re.compile(r" in quotation marks"), ""),
    (re.compile(r" in square brackets, such as \[[^]]*\]"), ""), (re.compile(r" Put it in square brackets\."), ""),
    (re.compile(r"a date such as 2016-09-01"), "a date, like 27/3/2024"),
    (re.compile(r" \(percent( of possible sessions)?\)"), ""),
)


def from_box(value: Value, typed: str):
    """What a file would hold for what was typed; None for an empty box."""
    text = typed.strip()
    if not text:
        return None
    if isinstance(value, WholeNumber | ExactNumber):
        plain = text.removesuffix("%").strip().replace(",", "").replace("−", "-")
        if re.fullmatch(r"-?[0-9]{1,30}", plain):
            return int(plain)
        return Decimal(plain) if re.fullmatch(r"-?[0-9]{1,30}\.[0-9]{1,30}", plain) else text
    if isinstance(value, Day):
        try:
            return read_date(text)
        except NotADate:
            return text
    return YES_NO.get(text, text) if isinstance(value, YesNo) else text


def to_box(held) -> str:
    """What stands in a box for what a file holds."""
    if held is None:
        return ""
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, dt.date):
        return f"{held.day}/{held.month}/{held.year}"
    return format(held, "f") if isinstance(held, Decimal) else str(held)


def choices_of(key: str, value: Value):
    """What may be chosen, code and words; None where anything may be typed."""
    if isinstance(value, YesNo):
        return [("yes", "Yes"), ("no", "No")]
    if isinstance(value, OneOf | ListOf):
        return [(code, choice_in_words(key, code)) for code in value.choices]
    return None


def as_pages_say(message: str, key: str, label: str = "") -> str:
    """A sentence of the reader of plan files in the words of a page: labels for keys, nothing about how files write."""
    said = message.replace(f'"{key}"', f"“{label or label_of(key)}”")
    for pattern, words in HOW_FILES_WRITE:
        said = pattern.sub(words, said)
    return said
