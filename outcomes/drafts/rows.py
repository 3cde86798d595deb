"""A table that people fill in, row by row, without a script: what is there, and a few empty rows below."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property

from outcomes.criteria.values import Day
from outcomes.drafts.boxes import as_pages_say, choices_of, from_box, to_box
from outcomes.plan_file.examples import Column, Table

EMPTY_ROWS = 3
MOST_ROWS = 400


@dataclass
class Cell:
    """One cell: its box, and what is wrong with it."""

    column: Column
    name: str
    label: str
    typed: str
    choices: list | None
    faults: list[str] = field(default_factory=list)

    @property
    def id(self):
        """The id of its box."""
        return f"id_{self.name}"


class Rows:
    """The rows of one table as a page shows and takes them. `choices` offers codes for columns that name something."""

    def __init__(self, table: Table, held, posted=None, choices=None):
        self.table, self.posted, self.choices = table, posted, choices or {}
        texts = self._posted_texts() if posted is not None else [
            {column.key: to_box(row.get(column.key)) for column in table.columns} for row in held
        ]
        empty = [] if table.single and texts else [{}] * (1 if table.single else EMPTY_ROWS)
        self.rows = [
            [self._cell(number, column, row.get(column.key, "")) for column in table.columns]
            for number, row in enumerate([*texts, *empty])
        ]

    def _posted_texts(self):
        try:
            count = min(int(self.posted.get(f"{self.table.key}-rows", 0)), MOST_ROWS)
        except ValueError:
            count = 0
        keys = [column.key for column in self.table.columns]
        texts = [
            {key: self.posted.get(f"{self.table.key}-{number}-{key}", "") for key in keys} for number in range(count)
        ]
        return [row for row in texts if any(text.strip() for text in row.values())]

    def _cell(self, number, column, typed):
        choices = self._choices(column) or choices_of(column.key, column.value)
        if choices and typed and typed not in dict(choices):
            choices = [*choices, (typed, typed)]
        label = column.label if self.table.single else f"{column.label}, row {number + 1}"
        return Cell(column, f"{self.table.key}-{number}-{column.key}", label, typed, choices)

    def _choices(self, column):
        """The codes that a cell may name; persons and terms are named where they are defined, and chosen elsewhere."""
        defines = {"person": "members", "term": "terms"}.get(column.key)
        if defines is None:
            return self.choices.get(column.key)
        return None if defines == self.table.key else self.choices.get(f"known_{column.key}")

    @property
    def has_dates(self):
        """Whether a column takes dates."""
        return any(isinstance(column.value, Day) for column in self.table.columns)

    @property
    def count(self):
        """How many rows are on the page, the empty ones too."""
        return len(self.rows)

    @cached_property
    def data(self):
        """The rows as a file would hold them, blanks left out."""
        found = []
        for row in self.rows:
            read = {cell.column.key: from_box(cell.column.value, cell.typed) for cell in row}
            if any(value is not None for value in read.values()):
                found.append({key: value for key, value in read.items() if value is not None})
        return found

    def take(self, path, message):
        """Shows a fault of the reader of files at its cell; `path` leads on from the table. Whether there is such a
        cell."""
        number, rest = (0, path) if self.table.single else (path[0] if path else 0, path[1:])
        if not isinstance(number, int) or number >= len(self.rows):
            return False
        key = rest[0] if rest else self.table.columns[0].key
        for cell in self.rows[number]:
            if cell.column.key == key:
                cell.faults.append(as_pages_say(message, key, cell.column.label))
                return True
        return False

    @property
    def faults(self):
        """Every fault with the box it is at."""
        return [(cell.id, fault) for row in self.rows for cell in row for fault in cell.faults]
