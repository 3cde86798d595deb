"""Run as a process of its own: one sheet of the workbook on standard input becomes CSV on standard output.

It limits its own memory, time and output before it touches the workbook, and imports nothing of the product. A refusal
is one line of JSON on standard error and exit status 3; anything else that goes wrong ends the process as it may.
"""

import csv
import datetime
import json
import re
import resource
import sys
import zipfile
from xml.etree import ElementTree

MEMORY, CPU_SECONDS, OUTPUT_BYTES = 2 << 30, 120, 1 << 30
MOST_ROWS, MOST_COLUMNS = 1_000_000, 300
ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*?\br="([A-Z]+)([0-9]+)")(?=[^>]*?\bt="e")[^>]*>(?:(?!</(?:\w+:)?c>).){0,20000}?<(?:\w+:)?v>([^<]{0,20})""",
    re.DOTALL,
)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def refuse(sentence):
    sys.stderr.write("\n" + json.dumps({"refused": sentence}) + "\n")
    sys.exit(3)


def limit_this_process():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere the address space cannot be limited
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(wanted):
    limit_this_process()
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(sys.stdin.buffer)
        name = choose_sheet(workbook, wanted)
        sheet = workbook.get_sheet_by_name(name)
    except python_calamine.PasswordError:
        refuse("The workbook is protected by a password. Save it without one and send that.")
    except (python_calamine.CalamineError, python_calamine.XmlError, python_calamine.ZipError):
        refuse("The workbook is damaged or incomplete. Save it again and send that.")
    last_row, last_column = sheet.end or (0, 0)
    if last_row >= MOST_ROWS or last_column >= MOST_COLUMNS:
        refuse(
            f'The sheet "{name}" is larger than {MOST_ROWS:,} rows by {MOST_COLUMNS} columns. '
            "Delete what is outside the table, or send it as CSV, which may have any number of rows."
        )
    write(sheet, error_cells(name))


def choose_sheet(workbook, wanted):
    """The sheet named like the dataset, else the only one that is shown."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = workbook.sheets_metadata
    for sheet in sheets:
        if sheet.name.strip().lower().replace(" ", "_") == wanted:
            return sheet.name
    shown = [
        sheet.name for sheet in sheets
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if len(shown) != 1:
        refuse(f'The workbook has {len(shown)} sheets and none is named "{wanted}". Name the sheet to load so.')
    return shown[0]


def write(sheet, errors):
    first_column = sheet.start[1] if sheet.start else 0
    table = csv.writer(sys.stdout, lineterminator="\r\n")  # quotes cells that hold either of the two
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    indent = [""] * first_column
    for number, cells in enumerate(sheet.iter_rows()):
        row = indent + [text_of(cell) for cell in cells]
        for column, error in errors.get(number, ()):
            row.extend([""] * (column + 1 - len(row)))
            row[column] = error
        # A lone empty cell would be read back as a blank line, so an empty row is written as one.
        table.writerow(row if any(row) else [])


def text_of(cell):
    """A cell as a person reads it: whole numbers without a point, dates in ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return text_of_number(cell)
    if isinstance(cell, datetime.datetime):
        at_midnight = cell.time() == datetime.time.min
        return cell.date().isoformat() if at_midnight else cell.isoformat(sep=" ")
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    return str(cell)


def text_of_number(number):
    """Fifteen significant digits, as Excel shows them, never with an exponent."""
    from decimal import Decimal

    text = format(Decimal(format(number, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def error_cells(name):
    """Cells that hold an error such as #N/A, by row: the reader of values shows them as empty, which they are not."""
    found = {}
    with zipfile.ZipFile(sys.stdin.buffer) as archive:
        path = path_of_sheet(archive, name)
        content = archive.read(path) if path in archive.namelist() else b""
    if b't="e"' in content:
        for letters, row, error in ERROR_CELL.findall(content):
            found.setdefault(int(row) - 1, []).append((column_of(letters), error.decode("ascii", "replace")))
    return found


def path_of_sheet(archive, name):
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relation = next((s.get(RELATION) for s in book.iter(f"{MAIN}sheet") if s.get("name") == name), None)
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = next((link.get("Target") for link in links if link.get("Id") == relation), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def column_of(letters):
    number = 0
    for letter in letters.decode():
        number = number * 26 + ord(letter) - 64
    return number - 1


if __name__ == "__main__":
    main(sys.argv[1])
