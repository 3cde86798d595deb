"""The returns as a page of documentation, drawn from their columns."""

from claims.returns.schemas import SCHEMAS

HEAD = """# Returns to the department

Drawn from the columns in `claims/returns/` by `python manage.py returns document`; a test compares the two. Files are
CSV (UTF-8, `\\r\\n`, ISO dates) and Excel workbooks; both are kept byte for byte, with their SHA-256, when a return is
made. A column that comes, goes or changes its meaning counts the version up. A cell that a spreadsheet would run as a
formula is made harmless.
"""


def page():
    """The whole text of `docs/returns.md`."""
    return "\n".join([HEAD, *(section(schema) for schema in SCHEMAS.values())])


def section(schema):
    """One return."""
    lines = [
        f"## {schema.title}: `{schema.name}`, version {schema.version}", "",
        f"One row for each {schema.line_is}. {schema.identity} {schema.objections}",
        *([schema.sample] if schema.sample else []), *schema.notes, "",
        "| heading | meaning | source | rule | checked for |", "| --- | --- | --- | --- | --- |",
    ]
    for column in schema.columns:
        rule = column.rule + (f". One for each: the capitals stand for {column.varies}" if column.varies else "")
        checks = "; ".join(f"{check.sentence} ({check.severity.label.lower()})" for check in column.checks)
        lines.append(f"| `{column.heading}` | {column.meaning} | {column.source} | {rule} | {checks or '–'} |")
    return "\n".join([*lines, ""])
