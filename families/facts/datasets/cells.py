"""How one cell of a partner's file is read: text in, the value as COPY takes it out, or what is wrong with it."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from families.facts.dates import NotADate, read_date

NULL = "\\N"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
LINE_BREAK = re.compile(r"[\t\r\n\v\f\u2028\u2029]")
SPREADSHEET_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
SPECIAL_FOR_COPY = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
FORMULA_STARTS = "=+-@\t\r"
WELL_FORMED_CODE = re.compile(r"[a-z0-9_-]{1,50}")


class Unreadable(ValueError):
    """The cell cannot be taken. The message ends a sentence that begins with the column and the cell."""


def cleaned(cell):
    """A cell's text: without the apostrophe that makes a formula harmless, trimmed, in composed Unicode (NFC)."""
    text = cell.strip()
    if text[:1] == "'" and text[1:2] and text[1] in FORMULA_STARTS:
        text = text[1:].strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@dataclass(frozen=True)
class Text:
    """Free text of at most `most` characters; empty is an empty text."""

    most: int
    sql_type = "text"
    blank = ""

    def read(self, text):
        if UNPRINTABLE.search(text):
            raise Unreadable("holds a character that cannot be printed. Delete it.")
        if SPREADSHEET_ERROR.fullmatch(text):
            raise Unreadable("is a spreadsheet's error, not a value. Mend the formula behind it.")
        if len(text) > self.most:
            raise Unreadable(f"has {len(text):,} characters; at most {self.most:,} fit.")
        return text.translate(SPECIAL_FOR_COPY)


@dataclass(frozen=True)
class Named(Text):
    """Text that is a belief of its own: a file without the column says nothing about it."""

    when_absent = NULL


@dataclass(frozen=True)
class Reference(Text):
    """The sender's own reference: text in one line. Empty is none."""

    blank = NULL

    def read(self, text):
        if LINE_BREAK.search(text):
            raise Unreadable("holds a tab or a line break. Write the reference in one line.")
        return super().read(text)


@dataclass(frozen=True)
class Code:
    """One code of a list, written as the list has it."""

    codes: tuple
    sql_type = "text"
    blank = ""
    elsewhere: tuple = ()

    def read(self, text):
        if text in self.codes:
            return text
        for codes, sentence in self.elsewhere:
            if text in codes:
                raise Unreadable(sentence)
        raise Unreadable(f"is not in the list: {', '.join(self.codes)}.")


@dataclass(frozen=True)
class UpperCode(Code):
    """One code of a list of capital letters; small ones will do."""

    def read(self, text):
        return super().read(text.upper())


@dataclass(frozen=True)
class Day:
    """A date."""

    sql_type = "date"
    blank = NULL

    def read(self, text):
        try:
            return read_date(text).isoformat()
        except NotADate as fault:
            raise Unreadable(str(fault)) from fault


@dataclass(frozen=True)
class YesNo:
    """Yes or no; empty means no."""

    sql_type = "boolean"
    blank = "f"

    def read(self, text):
        answer = {"yes": "t", "no": "f"}.get(text.lower())
        if answer is None:
            raise Unreadable("is neither yes nor no.")
        return answer


@dataclass(frozen=True)
class Whole:
    """A whole number from 0 to `most`."""

    most: int
    sql_type = "integer"
    blank = NULL
    pattern = re.compile(r"([0-9]{1,12})(\.0+)?")

    def read(self, text):
        found = self.pattern.fullmatch(text)
        if not found:
            raise Unreadable("is not a whole number of 0 or more.")
        if int(found[1]) > self.most:
            raise Unreadable(f"is more than {self.most:,}, the most that is believed here.")
        return str(int(found[1]))


@dataclass(frozen=True)
class Number:
    """A number with at most ten digits before and four after the point."""

    sql_type = "numeric(14,4)"
    blank = NULL
    pattern = re.compile(r"[+-]?0*([0-9]{1,10})(\.[0-9]{1,4}0*)?")

    def read(self, text):
        if not self.pattern.fullmatch(text):
            raise Unreadable("is not a number, with at most ten digits before and four after the point: 17 or -2.5.")
        return text


@dataclass(frozen=True)
class Pounds:
    """An amount of pounds, kept in pence."""

    sql_type = "bigint"
    blank = NULL
    pattern = re.compile(r"£?\s*([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(\.[0-9]{1,2}0*)?")

    def read(self, text):
        if not self.pattern.fullmatch(text):
            raise Unreadable("is not an amount of pounds with at most two decimals, like 800 or 1800.50.")
        return str(int(Decimal(text.lstrip("£ \u00a0").replace(",", "")) * 100))


@dataclass(frozen=True)
class References:
    """References joined by spaces, kept sorted and joined by single spaces. Empty is none."""

    most: int = 4000
    sql_type = "text"
    blank = NULL

    def read(self, text):
        return Text(self.most).read(" ".join(sorted(set(text.split()))))


@dataclass(frozen=True)
class Codes:
    """Well-formed codes joined by spaces, kept sorted in an array. Empty is the empty array."""

    sql_type = "varchar[]"
    blank = "{}"

    def read(self, text):
        codes = sorted(set(text.split()))
        for code in codes:
            if not WELL_FORMED_CODE.fullmatch(code):
                raise Unreadable(f'holds "{code[:50]}", which is no code: small letters, digits, _ and - only.')
        return "{" + ",".join(codes) + "}"


@dataclass(frozen=True)
class AnyCode:
    """One well-formed code, of a list that is kept elsewhere."""

    sql_type = "text"
    blank = ""

    def read(self, text):
        if not WELL_FORMED_CODE.fullmatch(text):
            raise Unreadable("is no code: small letters, digits, _ and - only, at most 50.")
        return text
