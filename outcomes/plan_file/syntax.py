"""From text to tables: TOML, with what is wrong about its writing said in plain words."""

import re
import tomllib
from decimal import Decimal, InvalidOperation
from typing import Any

from outcomes.plan_file.faults import Fault, PlanFaults
from outcomes.plan_file.lines import LineIndex

UNCLOSED_LIST = "The list that begins here is not closed, or a comma is missing between two of its entries."
# How the reader of Python's standard library begins its complaints, and what we say instead.
COMPLAINTS = (
    ("Expected '='", "There must be an equals sign between the name of a setting and its value."),
    ("Expected newline", "Something follows that does not belong on this line."),
    ("Expected ']'", "A heading in square brackets is not closed. Write [eligibility] or [[headline]]."),
    ("Expected ']]'", "A heading in double square brackets is not closed. Write [[headline]]."),
    (
        "Invalid value",
        "This value cannot be read. Words stand in quotation marks, numbers and dates do not, "
        "true and false are in small letters.",
    ),
    ("Invalid date", "There is no such date or time. Write dates as 2016-09-01."),
    ("Unclosed array", UNCLOSED_LIST),
    (
        "Unclosed inline table",
        "The curly brackets must be closed on the line they are opened on, with commas between "
        "the settings inside.",
    ),
    ("Found invalid character '\\n'", "The quotation marks opened on this line are not closed on it."),
    ("Unterminated string", "The quotation marks opened here are not closed."),
    ("Expected \"'", "The quotation marks opened here are not closed."),
    ("Illegal character '\\n'", "The quotation marks opened on this line are not closed on it."),
    (
        "Illegal character",
        "There is a character here that is not allowed, such as a tab or a control character.",
    ),
    (
        "Found invalid character",
        "There is a character here that is not allowed, such as a control character.",
    ),
    ("Unescaped '\\'", "A backslash in quotation marks must be written twice."),
    ("Invalid hex", "A backslash in quotation marks must be written twice."),
    ("Escaped character", "A backslash in quotation marks must be written twice."),
    (
        "Invalid initial character",
        "The name of a setting is missing or begins with a character that is not allowed.",
    ),
    ("Invalid statement", "This line is neither a setting, nor a heading in square brackets, nor a comment."),
    ("Cannot overwrite", "This was already set above. A setting or table may be given only once."),
    ("Duplicate inline", "The same setting is given twice within these curly brackets."),
    (
        "Cannot declare",
        "This heading was already used above. A part that may be repeated has double brackets, "
        "such as [[headline]].",
    ),
    ("Cannot mutate", "This was already given above in curly or square brackets and cannot be added to."),
    ("Cannot redefine", "This was already given above and cannot be given again."),
)
# Complaints made where the reader gave up, which may be far below the line that has to be put right.
FROM_THE_START = ("Unclosed array", "Unterminated string", "Expected \"'", "Cannot overwrite")


def read_toml(source: str | bytes) -> tuple[dict[str, Any], LineIndex]:
    """The tables of a TOML text, decimals exact, and the line of everything in them. Raises PlanFaults."""
    text = _text(source)
    try:
        data = tomllib.loads(text, parse_float=_exact)
        return data, LineIndex(text)
    except tomllib.TOMLDecodeError as error:
        raise PlanFaults([_in_plain_words(str(error), text)]) from None
    except RecursionError:
        raise PlanFaults([Fault(1, "Brackets are nested too deeply in this file.")]) from None
    except ValueError:
        long_number = re.search(r"[0-9_]{4000,}", text)
        line = text.count("\n", 0, long_number.start()) + 1 if long_number else 1
        raise PlanFaults([Fault(line, "A number here has too many digits.")]) from None


def _text(source: str | bytes) -> str:
    if isinstance(source, bytes):
        try:
            source = source.decode()
        except UnicodeDecodeError as error:
            line = source.count(b"\n", 0, error.start) + 1
            message = "The file is not in UTF-8 from here on. Save it again with the encoding UTF-8."
            raise PlanFaults([Fault(line, message)]) from None
    return source.removeprefix("\ufeff")


def _exact(number: str) -> Decimal:
    try:
        return Decimal(number)
    except InvalidOperation:
        return Decimal("NaN")


def _in_plain_words(complaint: str, text: str) -> Fault:
    text = text.replace("\r\n", "\n")
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", complaint)
    last = text.rstrip("\n").count("\n") + 1
    line = int(found[1]) if found and found[1] else last
    if not (found and found[1]) or complaint.startswith(FROM_THE_START):
        line = LineIndex(text).statement_at(line)
    rows = text.split("\n")
    begun = LineIndex(text).statement_at(line)
    # Within a list that was never closed, the next setting or heading is taken for an entry of the list.
    if begun < line <= len(rows) and re.match(r"""\s*(\[|[\w."'-]+\s*=)""", rows[line - 1]):
        return Fault(begun, UNCLOSED_LIST)
    if line <= len(rows) and re.search("[\u2018\u2019\u201c\u201d]", rows[line - 1]):
        return Fault(line, 'There are curly quotation marks on this line; write straight ones (").')
    for beginning, words in COMPLAINTS:
        if complaint.startswith(beginning):
            return Fault(line, words)
    return Fault(
        line, f"This cannot be read as TOML: {complaint.removesuffix(found[0]) if found else complaint}."
    )
