"""Streams a table into a temporary one, cell by cell read, in pieces that fit in memory."""

import io
from itertools import repeat

from django.db import connection

from families.facts.datasets.cells import LINE_BREAK, NULL, SPECIAL_FOR_COPY, UNPRINTABLE, Unreadable, cleaned

ROWS_AT_ONCE, CHARACTERS_AT_ONCE = 5_000, 4_000_000
REMEMBERED_CELLS, REMEMBERED_LENGTH = 50_000, 100
SHOWN = 60
CUT_SHORT = (
    "The file ends in the middle of this row: it has fewer cells than the header and no line break. Send it again."
)
TABLES = (
    "grades", "clashes_held", "clashes_in_file", "standing", "repeated", "weighed", "headlines", "faults", "staged",
)


def create_tables(cursor, dataset):
    """Makes `staged`, a row for each row of the file, and `faults`, a row for each sentence about one."""
    cursor.execute("DROP VIEW IF EXISTS pg_temp.taken")
    cursor.execute(f"DROP TABLE IF EXISTS {', '.join(f'pg_temp.{table}' for table in TABLES)}")
    columns = ", ".join(f"{column.name} {column.cell.sql_type}" for column in dataset.columns)
    cursor.execute(f"CREATE TEMPORARY TABLE staged (row_number integer, {columns}) ON COMMIT DROP")
    cursor.execute(
        "CREATE TEMPORARY TABLE faults (row_number integer, place integer, sentence text) ON COMMIT DROP"
    )


def stage(cursor, dataset, table, positions, *, given, progress):
    """Copies every row of the table into `staged`, what is wrong with its cells into `faults`. Gives how many rows.

    A cell that cannot be read is staged as unknown. `given` holds the value of columns that are blank or not there.
    """
    readers = [CellReader(column, given.get(column.name)) for column in dataset.columns]
    sources = [positions.get(name) for name in dataset.column_names]
    rows = 0
    for numbers, records, faults in pieces(table):
        columns = list(zip(*records, strict=True))
        lines = [map(str, numbers)]
        for place, (reader, source) in enumerate(zip(readers, sources, strict=True), start=1):
            if source is None:
                lines.append(repeat(reader.when_absent, len(numbers)))
                continue
            reader.forget()
            lines.append(list(map(reader.__getitem__, columns[source])))
            if reader.faults:
                faults.extend(reader.faults_in(numbers, columns[source], place))
        copy(cursor, "staged", zip(*lines, strict=False))
        copy(cursor, "faults", [(str(row), str(at), text.translate(SPECIAL_FOR_COPY)) for row, at, text in faults])
        rows += len(numbers)
        progress(rows)
    cursor.execute("ANALYZE staged")
    return rows


def pieces(table):
    """Yields (row numbers, rows all of the header's width, faults of the rows' shape), a bounded piece at a time."""
    width = len(table.header)
    numbers, records, faults, size = [], [], [], 0
    for number, cells in table.records():
        if len(numbers) == ROWS_AT_ONCE or size > CHARACTERS_AT_ONCE:
            yield numbers, records, faults
            numbers, records, faults, size = [], [], [], 0
        if len(cells) != width:
            cells, fault = fit(cells, width)
            if fault:
                faults.append((number, 0, fault))
        numbers.append(number)
        records.append(cells)
        size += sum(map(len, cells))
    if numbers:
        if isinstance(records[-1], Short) and not table.ends_cleanly:
            faults.append((numbers[-1], 0, CUT_SHORT))
        yield numbers, records, faults


class Short(list):
    """A row that had fewer cells than the header; spreadsheets leave out empty ones at the end."""


def fit(cells, width):
    """The row in the header's width, and what is wrong with it if it has too much in it."""
    if len(cells) < width:
        return Short(cells + [""] * (width - len(cells))), None
    if any(cell.strip() for cell in cells[width:]):
        return cells[:width], (
            f"The row has {len(cells)} cells but the header has {width}. Put cells that hold the delimiter in quotes."
        )
    return cells[:width], None


def copy(cursor, table, rows):
    lines = "\n".join(map("\t".join, rows))
    if lines:
        with connection.wrap_database_errors:  # Django does so for every other statement
            cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO(lines))


class CellReader(dict):
    """Reads the cells of one column, remembering short ones: partners' columns repeat themselves."""

    def __init__(self, column, given):
        super().__init__()
        self.column = column
        self.given = given
        self.faults = {}
        self.when_blank = given.translate(SPECIAL_FOR_COPY) if given else column.cell.blank
        self.blank_is_a_fault = column.required and not given
        self.when_absent = self.when_blank if given else getattr(column.cell, "when_absent", column.cell.blank)

    def forget(self):
        self.faults.clear()
        if len(self) > REMEMBERED_CELLS:
            self.clear()

    def __missing__(self, cell):
        text = cleaned(cell)
        try:
            if text and self.given and text != self.given:
                raise Unreadable(f'contradicts "{self.given}", which the file was loaded under.')
            if text:
                value = self.column.cell.read(text)
            elif self.blank_is_a_fault:
                self.faults[cell] = f"{self.column.name} is empty."
                return NULL
            else:
                value = self.when_blank
        except Unreadable as fault:
            self.faults[cell] = f'{self.column.name} "{shown(text)}" {fault}'
            return NULL
        if len(cell) <= REMEMBERED_LENGTH:
            self[cell] = value
        return value

    def faults_in(self, numbers, cells, place):
        found = self.faults
        return [(number, place, found[cell]) for number, cell in zip(numbers, cells, strict=True) if cell in found]


def shown(text):
    """A cell as it may stand in a sentence: in one line, printable, not too long."""
    text = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", LINE_BREAK.sub(" ", text))
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


