"""Several questions asked of the database in one round trip.

A page that shows a family asks a dozen small questions, and most of its time goes into asking them one after another.
`read_together` sends them as one statement and answers each as its queryset would have: rows of models with what is
selected along with them, values, annotations.
"""

import json
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import JSONField

# What JSON writes otherwise than the database's driver; everything else is the same in both.
AS_PYTHON = {
    "DateField": date.fromisoformat, "DateTimeField": datetime.fromisoformat, "DecimalField": Decimal,
    "FloatField": float, "UUIDField": UUID,
}

MOST_IN_A_CALL = 100  # no function of the database takes more arguments; rows may have more columns


def read_together(**questions):
    """Name -> list of what the queryset of that name holds, as attributes. One query, whatever the number of querysets.

    Files (binary fields) must be deferred, and nothing is prefetched.
    """
    parts = {name: _Part(queryset) for name, queryset in questions.items()}
    asked = [part for part in parts.values() if part.sql]
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT " + ", ".join(part.sql for part in asked), [value for part in asked for value in part.values]
            )
            for part, told in zip(asked, cursor.fetchone(), strict=True):
                part.rows = [part.as_python(row) for row in json.loads(told, parse_float=Decimal)]
    return SimpleNamespace(**{name: part.answer() for name, part in parts.items()})


class _Part:
    """One question: its statement as a column of the whole, and the rows that were answered."""

    def __init__(self, queryset):
        self.queryset, self.rows, self.sql = queryset.all(), [], ""
        # by its name: the connection that Django hands out passes on each of the thousands of things asked of it
        self.compiler = self.queryset.query.get_compiler(using=self.queryset.db)
        try:
            inner, self.values = self.compiler.as_sql()
        except EmptyResultSet:  # nobody needs to be asked
            return
        fields = [expression.output_field for expression, _, _ in self.compiler.select]
        self.differs = [
            (place, AS_PYTHON[kind]) for place, kind in enumerate(map(_kind, fields)) if kind in AS_PYTHON
        ]
        names = [f"c{number}" for number in range(len(fields))]
        # JSON within JSON would be taken apart twice
        cells = [
            f"{name}::text" if isinstance(field, JSONField) else name
            for name, field in zip(names, fields, strict=True)
        ]
        groups = [cells[first:first + MOST_IN_A_CALL] for first in range(0, len(cells), MOST_IN_A_CALL)]
        row = ", ".join(f"json_build_array({', '.join(group)})" for group in groups)
        self.sql = (
            f"(SELECT coalesce(json_agg(json_build_array({row})), '[]')::text "
            f"FROM ({inner}) AS part ({', '.join(names)}))"
        )

    def as_python(self, row):
        """The cells as the database's driver would have given them."""
        row = [cell for group in row for cell in group]
        for place, read in self.differs:
            if row[place] is not None:
                row[place] = read(row[place])
        return tuple(row)

    def answer(self):
        """The rows as the queryset gives them."""
        self.compiler.execute_sql = lambda *args, **options: [self.rows]
        self.queryset.query.get_compiler = lambda *args, **options: self.compiler
        return list(self.queryset._iterable_class(self.queryset))


def _kind(field):
    return getattr(field, "target_field", field).get_internal_type()
