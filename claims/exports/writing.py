"""One writer for every export: CSV and XLSX, the same bytes for the same rows, harmless when opened in a spreadsheet.

A cell is text, a whole number, a date, or None for blank. Money goes in as `Pounds`, so that both formats write
pounds and pence exactly.
"""

import functools
import io
import itertools
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

CSV, XLSX = "csv", "xlsx"
FORMATS = (CSV, XLSX)
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NEEDS_QUOTES = re.compile('[",\r\n]')
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
EPOCH = datetime(1980, 1, 1)  # the earliest day a zip can hold: the same for every file, so equal rows give equal bytes
UNPRINTABLE = {code: " " for code in range(32) if code not in (9, 10, 13)}


@dataclass(frozen=True)
class Pounds:
    """An amount of pence, written as pounds."""

    pence: int

    def __str__(self):
        pounds, pence = divmod(abs(self.pence), 100)
        return f"{'-' if self.pence < 0 else ''}{pounds}.{pence:02}"


def harmless(text):
    """Text that no spreadsheet takes for a formula: one that could be gets an apostrophe in front."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def csv_text(cell):
    """One cell as CSV holds it. Only text can carry a formula; numbers and dates are written as they are."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


@functools.lru_cache(10_000, typed=True)
def _between_commas(cell):
    """One cell as it stands in a line of CSV. Most cells of an export are repeated: some are kept as text a while."""
    text = csv_text(cell)
    return '"' + text.replace('"', '""') + '"' if NEEDS_QUOTES.search(text) else text


def csv_line(row):
    """The cells of a row as one line of CSV."""
    return ",".join([_between_commas(cell) for cell in row]) + "\r\n"


def write(form, columns, rows, stream):
    """Writes a heading row and the rows to a binary stream in `form`; returns how many rows there were."""
    return {CSV: write_csv, XLSX: write_xlsx}[form](columns, rows, stream)


def as_bytes(form, columns, rows):
    """The whole file as bytes."""
    stream = io.BytesIO()
    write(form, columns, rows, stream)
    return stream.getvalue()


def write_csv(columns, rows, stream):
    """UTF-8, lines ending in CR LF, quoted only where needed."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    count = 0
    for count, row in enumerate(itertools.chain([columns], rows)):  # noqa: B007  (the heading is number 0)
        text.write(csv_line(row))
    text.flush()
    text.detach()
    return count


def write_xlsx(columns, rows, stream):
    """One sheet; text is typed as text whatever it begins with, numbers and dates as numbers and dates."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("export")
    sheet.append([_cell(sheet, column) for column in columns])
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
        count += 1
    with TemporaryFile() as draft:
        book.save(draft)
        _without_the_clock(draft, stream)
    return count


def _cell(sheet, value):
    if isinstance(value, Pounds):
        cell = WriteOnlyCell(sheet, value=Decimal(value.pence) / 100)
        cell.number_format = "0.00"
        return cell
    if value == "":
        return None
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=value.translate(UNPRINTABLE))
        cell.data_type = "s"
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    return value


def _without_the_clock(draft, stream):
    """Copies a workbook, leaving out when it was written: file times, and the times in its properties."""
    with zipfile.ZipFile(draft) as read, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in sorted(read.namelist()):
            copied = zipfile.ZipInfo(entry, date_time=EPOCH.timetuple()[:6])
            copied.compress_type = zipfile.ZIP_DEFLATED
            if entry == "docProps/core.xml":
                written.writestr(copied, _PROPERTIES)
                continue
            with read.open(entry) as source, written.open(copied, "w") as target:
                while chunk := source.read(1 << 20):
                    target.write(chunk)


_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    f'<dcterms:created xsi:type="dcterms:W3CDTF">{EPOCH.isoformat()}Z</dcterms:created>'
    f'<dcterms:modified xsi:type="dcterms:W3CDTF">{EPOCH.isoformat()}Z</dcterms:modified></cp:coreProperties>'
)
