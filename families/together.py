"""Several questions asked of the database in one round trip.

A page that shows a family asks a dozen small questions, and most of its time goes into asking them one after another.
`read_together` sends them as one statement and answers each as its queryset would have: rows of models with what is
selected along with them, values, annotations. Most of what is left is to say each question in SQL, which comes out the
same for every family: `compiled_once` keeps it.
"""

import json
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache, partial, wraps
from types import SimpleNamespace
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Field, ForeignObject, JSONField, Lookup

# What JSON writes otherwise than the database's driver; everything else is the same in both.
AS_PYTHON = {
    "DateField": date.fromisoformat, "DateTimeField": datetime.fromisoformat, "DecimalField": Decimal,
    "FloatField": float, "UUIDField": UUID,
}

MOST_IN_A_CALL = 100  # no function of the database takes more arguments; rows may have more columns
MOST_KEPT = 100  # statements of one function: one for each role, say, and each kind of line


def read_together(**questions):
    """Name -> list of what the queryset of that name holds, as attributes. One query, whatever the number of querysets.

    Files (binary fields) must be deferred, and nothing is prefetched. A `Beginning` is answered by a pair.
    """
    parts = {name: _Part(queryset) for name, queryset in questions.items()}
    return _answers(parts, *_whole(parts))


class Beginning:
    """A question after the first `most` rows of a queryset and how many there are; its answer is both, as a pair."""

    def __init__(self, queryset, most):
        self.queryset, self.most = queryset, most


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    """`among`: one of these ids, which are sent as one array, so that their number makes no other statement."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*values, list(self.rhs))


def compiled_once(build=None, *, reckoned_from=()):
    """Makes a function that answers, as `read_together` does, the querysets that `build` gives by name.

    Ids, lists of ids (`among`), days and moments may differ from call to call; for anything else that differs it is
    compiled anew, and for the values named in `reckoned_from`. `build` must put the others into its querysets as they
    are: no day reckoned from them, no other question for other ids, nothing asked beforehand. Its querysets are
    compiled with two sets of stand-ins, and refused where anything else differs.
    """
    if build is None:
        return partial(compiled_once, reckoned_from=reckoned_from)
    kept = lru_cache(MOST_KEPT)(partial(_Kept, build))

    @wraps(build)
    def ask(**values):
        values = {name: sorted(value) if isinstance(value, set) else value for name, value in values.items()}
        shape = tuple(
            (name, None, value) if name in reckoned_from else (name, *_shape(value)) for name, value in values.items()
        )
        return kept(shape).answers(values)

    return ask


def _whole(parts):
    """The statement that asks these parts together, and its values."""
    asked = [part for part in parts.values() if part.sql]
    return "SELECT " + ", ".join(part.sql for part in asked), [value for part in asked for value in part.values]


def _answers(parts, statement, values):
    """Name -> what was answered to the part of that name, as attributes."""
    told = iter(())
    if any(part.sql for part in parts.values()):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            told = iter(cursor.fetchone())
    return SimpleNamespace(**{name: part.answer(next(told) if part.sql else None) for name, part in parts.items()})


class _Part:
    """One question: its statement as a column of the whole, with its values; blank where nobody needs to be asked."""

    def __init__(self, asked):
        self.counts = isinstance(asked, Beginning)
        self.queryset = queryset = asked.queryset if self.counts else asked
        self.sql, self.values = "", ()
        # by its name: the connection that Django hands out passes on each of the thousands of things asked of it
        self.compiler = queryset.query.clone().get_compiler(using=queryset.db)
        try:
            inner, self.values = self.compiler.as_sql()
        except EmptyResultSet:
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
        rows = f"json_agg(json_build_array({row}))"
        if self.counts:
            told = f"json_build_array(count(*), coalesce({rows} FILTER (WHERE place <= %s), '[]'))"
            self.values = (asked.most, *self.values)
            inner = f"SELECT *, row_number() OVER () FROM ({inner}) AS every"
            names.append("place")
        else:
            told = f"coalesce({rows}, '[]')"
        self.sql = f"(SELECT {told}::text FROM ({inner}) AS part ({', '.join(names)}))"

    def answer(self, told=None):
        """What the database told, as the queryset gives it; None where it was not asked."""
        rows = json.loads(told, parse_float=Decimal) if told else [0, []] if self.counts else []
        number, rows = rows if self.counts else (None, rows)
        rows = self._as_given([self._as_python(row) for row in rows]) if rows else []
        return (rows, number) if self.counts else rows

    def _as_given(self, rows):
        compiler, queryset = copy(self.compiler), self.queryset.all()
        compiler.connection = connection
        compiler.execute_sql = lambda *args, **options: [rows]
        queryset.query.get_compiler = lambda *args, **options: compiler
        return list(queryset._iterable_class(queryset))

    def _as_python(self, row):
        """The cells as the database's driver would have given them."""
        row = [cell for group in row for cell in group]
        for place, read in self.differs:
            if row[place] is not None:
                row[place] = read(row[place])
        return tuple(row)


def _kind(field):
    return getattr(field, "target_field", field).get_internal_type()


# What stands in for a value that is given, the nth of its kind. Small enough for any column of numbers.
STAND_INS = {
    int: lambda n: 1_700_000_000 + n,
    date: lambda n: date(1700, 1, 1) + timedelta(n),
    datetime: lambda n: datetime(1700, 1, 1, tzinfo=UTC) + timedelta(n),
    UUID: lambda n: UUID(int=n),
    list: lambda n: [1_800_000_000 + n, 1_900_000_000 + n],
}
APART = 10_000  # between the first set of stand-ins and the second


@dataclass(frozen=True)
class _Given:
    """A value of the statement that is given under this name."""

    name: str


def _shape(value):
    """What of a value the statement depends on: its kind, or else the value itself."""
    return (type(value), None) if type(value) in STAND_INS else (None, value)


def _stood_in(shape, first):
    """Values of this shape, by name."""
    return {
        name: STAND_INS[kind](number) if kind else itself for number, (name, kind, itself) in enumerate(shape, first)
    }


class _Kept:
    """Questions of one shape, compiled, and where each value of their statement comes from."""

    def __init__(self, build, shape):
        ones, others = _stood_in(shape, 0), _stood_in(shape, APART)
        with connection.execute_wrapper(_refuse):
            self.parts = {name: _Part(queryset) for name, queryset in build(**ones).items()}
            others_parts = {name: _Part(queryset) for name, queryset in build(**others).items()}
        (self.statement, values), (statement, other_values) = _whole(self.parts), _whole(others_parts)
        if statement != self.statement:
            raise TypeError(f"{build.__qualname__} asks another question for other values.")
        given = [(_Given(name), ones[name], others[name]) for name, kind, _ in shape if kind]
        self.values = [_source(*pair, given) for pair in zip(values, other_values, strict=True)]

    def answers(self, values):
        return _answers(self.parts, self.statement, [_filled(source, values) for source in self.values])


def _refuse(*args):
    raise TypeError("What is compiled once asks nothing while it is built: the answer would be kept as well.")


def _source(one, other, given):
    """Where a value of the statement comes from: itself, if it never differs; what is given; or a list of these."""
    if type(one) is type(other) and one == other:
        return one
    for source, first, second in given:
        if type(one) is type(first) and (one, other) == (first, second):
            return source
    if isinstance(one, list):
        return [_source(*pair, given) for pair in zip(one, other, strict=True)]
    raise TypeError(f"A value is reckoned from those that are given: {one!r}.")


def _filled(source, values):
    if isinstance(source, _Given):
        return values[source.name]
    return [_filled(one, values) for one in source] if isinstance(source, list) else source
