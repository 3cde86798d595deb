"""Large exports as CSV, written by the database itself: the same bytes that `writing.write_csv` would write."""

from django.db import connection

from claims.exports.writing import STARTS_A_FORMULA, csv_line

TEXTS = (25, 1043)  # the database's numbers for text and varchar
FIRSTS = ", ".join(str(ord(character)) for character in STARTS_A_FORMULA)


def _cell(column):
    """What `writing.csv_text` makes of a text. An empty one is written as nothing, where COPY would quote it."""
    return f"CASE WHEN ascii({column}) IN ({FIRSTS}) THEN '''' || {column} ELSE nullif({column}, '') END"


class _Lines:
    """Passes lines on that end as the contract says. The database sends one row at a time, each with a line feed."""

    def __init__(self, stream):
        self.stream, self.count = stream, 0

    def write(self, line):
        self.stream.write(line[:-1] + b"\r\n")
        self.count += 1


def write_csv(query, values, stream):
    """Writes a heading row and the rows of a query to a binary stream; returns how many rows there were."""
    with connection.cursor() as cursor:
        asked = cursor.mogrify(query, values).decode()
        cursor.execute(f"SELECT * FROM ({asked}) AS asked LIMIT 0")
        columns = [(column.name, column.type_code in TEXTS) for column in cursor.description]
        cells = ", ".join(_cell(name) if is_text else name for name, is_text in columns)
        stream.write(csv_line(name for name, _ in columns).encode())
        lines = _Lines(stream)
        cursor.copy_expert(f"COPY (SELECT {cells} FROM ({asked}) AS asked) TO STDOUT (FORMAT csv)", lines)
        if lines.count != cursor.rowcount:
            raise RuntimeError(f"The database sent {cursor.rowcount} rows in {lines.count} pieces.")
    return lines.count
