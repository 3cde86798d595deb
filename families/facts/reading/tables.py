"""A file as a table: what kind of file it is, its header, its records."""

import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass

from families.facts.reading.delimited import Delimited
from families.facts.reading.encodings import encoding_of
from families.facts.reading.refusals import FileRefused
from families.facts.reading.workbooks import csv_of_workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = 'Open it in a spreadsheet program, save it as "Excel workbook (.xlsx)" or "CSV UTF-8" and send that.'
WORKBOOK_ENDINGS = (".xlsx",)
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
OTHER_WORKBOOKS = (".xls", ".xlsm", ".xlsb", ".ods")


@dataclass
class Table:
    """One readable file. `header` is as the sender spelt it; `sha256` is of the file as it was sent."""

    content: Delimited
    header: list
    header_row: int
    sha256: str
    sent: object  # the open file as it was sent
    as_opened: tuple

    def records(self):
        """Yields (row number, cells) of each data row that is not blank. May be called again."""
        records = self.content.records()
        next(records)
        return records

    @property
    def ends_cleanly(self):
        return self.content.ends_cleanly

    def refuse_if_changed(self):
        """To be called once everything was read: raises `FileRefused` when somebody wrote to the file meanwhile."""
        if state_of(self.sent) != self.as_opened:
            raise FileRefused("The file changed while it was being read. Load it again.")


@contextmanager
def open_table(path, *, known_columns, sheet):
    """Opens `path`, a `Path`, as a `Table`. `sheet` names the sheet to prefer in a workbook. Raises `FileRefused`."""
    with open(path, "rb") as file:
        as_opened = state_of(file)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        if is_workbook(file, path.suffix.lower()):
            with csv_of_workbook(file, sheet) as converted:
                content = Delimited(converted, "utf-8", known_columns)
                yield Table(content, *header_of(content), digest, file, as_opened)
        else:
            content = Delimited(file, encoding_of(file), known_columns)
            yield Table(content, *header_of(content), digest, file, as_opened)


def state_of(file):
    now = os.fstat(file.fileno())
    return now.st_mtime_ns, now.st_size


def header_of(content):
    for number, header in content.records():
        return header, number
    raise FileRefused("The file is empty: its first row must hold the names of the columns.")


def is_workbook(file, ending):
    """Whether the file is an XLSX workbook, judged by its first bytes; disguises are refused with a sentence."""
    file.seek(0)
    start = file.read(512)
    if not start:
        raise FileRefused("The file is empty: its first row must hold the names of the columns.")
    if start.startswith(OLE):
        raise FileRefused(
            f"The file is an old Excel workbook (.xls), or one protected by a password; neither is read here. {SAVE_AS}"
        )
    if ending in OTHER_WORKBOOKS:
        raise FileRefused(f"Files ending in {ending} are not read here. {SAVE_AS}")
    if start.startswith(ZIP):
        if ending not in WORKBOOK_ENDINGS:
            raise FileRefused(f"The file is named {ending} but is a workbook or an archive. {SAVE_AS}")
        return True
    if ending in WORKBOOK_ENDINGS:
        raise FileRefused(f"The file is named {ending} but is not an Excel workbook. {SAVE_AS}")
    beginning = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")):
        raise FileRefused(f"The file is named {ending} but is a web page. {SAVE_AS}")
    if beginning.startswith((b"%pdf", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf")):
        raise FileRefused(f"The file is named {ending} but is another kind of document. {SAVE_AS}")
    return False
