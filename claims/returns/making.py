"""How a return becomes files, how files are named by their bytes, and how two of them differ. Writes nothing."""

import csv
import hashlib
import io
from dataclasses import dataclass

from claims.exports.writing import CSV, FORMATS, as_bytes


def files_of(schema, lines):
    """The return in every format: format -> bytes."""
    headings, rows = schema.table(lines)
    return {form: as_bytes(form, headings, rows) for form in FORMATS}


def sha256(content):
    """What names a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class Difference:
    """One thing that a correction changed: a line that came or went (no heading), or one cell of a line."""

    line: str
    heading: str = ""
    before: str = ""
    after: str = ""
    kind: str = "changed"


def differences(key, before, after):
    """What changed from one CSV file to another, line by line; `key` names the columns that tell lines apart."""
    old, new = _lines(key, before), _lines(key, after)
    found = []
    for line in sorted({*old, *new}):
        words = " ".join(part for part in line if part)
        if line not in new:
            found.append(Difference(words, kind="removed"))
        elif line not in old:
            found.append(Difference(words, kind="added"))
        else:
            found += [
                Difference(words, heading, old[line].get(heading, ""), new[line].get(heading, ""))
                for heading in dict.fromkeys([*old[line], *new[line]])
                if old[line].get(heading, "") != new[line].get(heading, "")
            ]
    return found


def _lines(key, content):
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    return {tuple(row[heading] for heading in key): row for row in rows}


def csv_of(sent):
    """The bytes of a return's CSV file."""
    return bytes(sent.files.get(format=CSV).content)
