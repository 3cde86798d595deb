"""The rows that were not loaded, in the sender's own columns, with the reason."""

import csv
import os
import tempfile
from pathlib import Path

from families.facts.datasets.cells import FORMULA_STARTS, UNPRINTABLE
from families.facts.loading.headers import ERROR_COLUMN


def rejects_path(path, folder, used=()):
    """Where the rows of `path` are handed back: `NAME.rejected.csv` beside it or in `folder`; numbered if in `used`."""
    folder = Path(folder) if folder else path.parent
    candidates = [path.stem, *(f"{path.stem}-{number}" for number in range(2, len(used) + 2))]
    return next(folder / f"{stem}.rejected.csv" for stem in candidates if folder / f"{stem}.rejected.csv" not in used)


def write_rejects(cursor, table, path, *, otherwise=None):
    """Writes the faulty rows of `table` to `path` and gives the bytes written.

    `otherwise` is the sentence for the other rows, when they go back as well.

    Only one row is in memory at a time: the file is read a second time, beside the faults in the order of its rows.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".rejected-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            write_rows(csv.writer(out, lineterminator="\r\n"), table, sentences(cursor), otherwise)
        content = Path(name).read_bytes()
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
    return content


def write_rows(out, table, sentences, otherwise):
    keep = [place for place, name in enumerate(table.header) if name.strip().lower() != ERROR_COLUMN]
    width = len(table.header)
    out.writerow([harmless(table.header[place]) for place in keep] + [ERROR_COLUMN])
    faulty, sentence = next(sentences, (None, None))
    for number, cells in table.records():
        error = f"Row {number}: {otherwise}" if otherwise else None
        if number == faulty:
            error = f"Row {number}: {sentence}"
            faulty, sentence = next(sentences, (None, None))
        if error:
            cells = cells + [""] * (width - len(cells))
            overflow = cells[width:]
            out.writerow([harmless(cells[place]) for place in keep] + [error] + [harmless(cell) for cell in overflow])


def sentences(cursor):
    """Yields (row number, all that is wrong with the row), in the order of the rows, a page at a time."""
    last = 0
    while True:
        cursor.execute(
            """
            SELECT row_number, string_agg(sentence, ' ' ORDER BY place, sentence COLLATE "C") FROM faults
            WHERE row_number IN (
                SELECT DISTINCT row_number FROM faults WHERE row_number > %s ORDER BY row_number LIMIT 5000
            )
            GROUP BY row_number ORDER BY row_number
            """,
            [last],
        )
        page = cursor.fetchall()
        if not page:
            return
        yield from page
        last = page[-1][0]


def harmless(cell):
    """A cell that no spreadsheet takes for a formula; the apostrophe is taken off again when the file is loaded."""
    cell = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", cell)
    return f"'{cell}" if cell[:1] and cell[0] in FORMULA_STARTS else cell
