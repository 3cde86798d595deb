"""Every staged row beside what is held: what is wrong with it, and whether it says anything new. All in sets."""

from families.enums import Framework
from families.facts.datasets.shape import in_quotes
from families.facts.loading.grading import list_grades
from families.facts.vocabulary import headline_codes

CHECKS_FROM, REPEATED_AT, OVERLAPS_AT = 100, 900, 901
IN_TWO_ROWS = "This ONE is also in row {row}, which says something else and was read first. Keep one of the two."
SOUND = "NOT EXISTS (SELECT FROM faults f WHERE f.row_number = w.row_number)"
OPTIONAL_SUBJECTS = {"person_id": "person_ref", "family_id": "family_ref"}
COLUMN_OF = {"district_id": "district"}


def weigh(cursor, dataset, absent, params):
    """Makes `weighed`, fills `faults` with all that is wrong, and makes `taken`: the rows to write, with their fate."""
    if dataset.needs_headlines:
        list_headlines(cursor)
    list_grades(cursor, dataset)
    cursor.execute(weighed_in_sql(dataset, absent), params)
    cursor.execute("ANALYZE weighed")
    for place, check in enumerate(dataset.checks, start=CHECKS_FROM):
        cursor.execute(
            f"INSERT INTO faults SELECT w.row_number, {place}, {check.sentence_in_sql()}"
            f" FROM weighed w WHERE {check.refused_if}",
            params,
        )
    cursor.execute("ANALYZE faults")
    find_repeated(cursor, dataset, params)
    if dataset.no_overlap:
        refuse_overlaps(cursor, dataset, params)
    refuse_repeats_of_refused(cursor)
    cursor.execute(taken_in_sql(dataset))


def list_headlines(cursor):
    cursor.execute("CREATE TEMPORARY TABLE headlines (framework text, code text) ON COMMIT DROP")
    for framework in Framework.values:
        for code in sorted(headline_codes(framework) or ()):
            cursor.execute("INSERT INTO headlines VALUES (%s, %s)", [framework, code])


def weighed_in_sql(dataset, absent):
    """The statement that puts each staged row beside the belief held under its key.

    A column that the file does not have says nothing, so what is held under it stays.
    """
    values = {}
    for name, expression in dataset.values.items():
        silent = COLUMN_OF.get(name, name) in absent
        values[name] = f"coalesce(held.{name}, {expression})" if silent else expression
    current = "held.superseded_at IS NULL AND " if dataset.on_two_clocks else ""
    found_by = " AND ".join(same_as_held(dataset, name) for name in dataset.held_by)
    compared = dataset.compared_values
    new, old = (", ".join(f"{prefix}{name}" for name in compared) for prefix in ("v.v_", "held."))
    also = dataset.also
    also_values = "".join(f", {expression} AS {name}" for name, expression in also.values.items()) if also else ""
    return f"""
        CREATE TEMPORARY TABLE weighed ON COMMIT DROP AS
        SELECT s.*, v.*, held.id AS held_id,
            held.id IS NULL OR ROW({new}) IS DISTINCT FROM ROW({old}) AS differs{also_values}
        FROM staged s
        {dataset.joined_in_sql()}
        {also.joins if also else ""}
        LEFT JOIN {dataset.table} held ON {current}{found_by}
        CROSS JOIN LATERAL (SELECT {", ".join(f"{e} AS v_{n}" for n, e in values.items())}) v
    """


def same_as_held(dataset, name):
    column = OPTIONAL_SUBJECTS.get(name)
    optional = column and not next(c.required for c in dataset.columns if c.name == column)
    if optional:  # a join on IS NOT DISTINCT FROM would compare every row with every other
        return f"coalesce(held.{name}, 0) = coalesce({dataset.values[name]}, 0)"
    return f"held.{name} = {dataset.values[name]}"


def find_repeated(cursor, dataset, params):
    """Makes `repeated`: rows under a key that a sound row above them has. One that says something else is refused."""
    key = ", ".join(dataset.key)
    mine, theirs = (", ".join(f"{row}.{name}" for name in dataset.column_names) for row in ("w", "first"))
    cursor.execute(f"""
        CREATE TEMPORARY TABLE repeated ON COMMIT DROP AS
        WITH keys AS (
            SELECT {key} FROM weighed w WHERE {SOUND} GROUP BY {key} HAVING count(*) > 1
        ),
        members AS (
            SELECT row_number, first_value(row_number) OVER (PARTITION BY {key} ORDER BY row_number) AS first_row
            FROM weighed w
            WHERE ({in_one_row(dataset.key)}) IN (SELECT {in_one_row(dataset.key)} FROM keys) AND {SOUND}
        )
        SELECT w.row_number, first.row_number AS first_row, ROW({mine}) IS DISTINCT FROM ROW({theirs}) AS other
        FROM members k JOIN weighed w USING (row_number) JOIN weighed first ON first.row_number = k.first_row
        WHERE k.row_number > k.first_row
    """, params)
    cursor.execute(
        f"""
        INSERT INTO faults
        SELECT row_number, {REPEATED_AT}, {with_value(IN_TWO_ROWS.replace("ONE", dataset.one), "row", "first_row")}
        FROM repeated WHERE other
        """,
        params,
    )


def in_one_row(key):
    """The key as values that are never unknown, so that keys with an optional part compare in a hash."""
    return ", ".join(f"coalesce({name}::text, '')" for name in key)


def refuse_overlaps(cursor, dataset, params):
    """Refuses rows whose days overlap those of an earlier row that stands, or of a held belief that stays.

    Going down the file, a row stands unless it overlaps a row above that stands. A held belief stays unless a standing
    row replaces it, so refusing a row may bring one back: hence the rounds, each of which refuses at least one row.
    """
    same = dataset.no_overlap.same
    alike = "".join(f" AND a.{name} = b.{name}" for name in same)
    own = "".join(f", w.v_{name} AS {name}" for name in same)
    cursor.execute(f"""
        CREATE TEMPORARY TABLE standing ON COMMIT DROP AS
        SELECT w.row_number, w.held_id, daterange(w.v_starts_on, w.v_ends_on, '[]') AS days{own}
        FROM weighed w
        WHERE w.differs AND {SOUND} AND NOT EXISTS (SELECT FROM repeated r WHERE r.row_number = w.row_number)
    """, params)
    cursor.execute("ANALYZE standing")
    cursor.execute(f"""
        CREATE TEMPORARY TABLE clashes_in_file ON COMMIT DROP AS
        SELECT b.row_number, a.row_number AS above FROM standing a JOIN standing b
        ON a.row_number < b.row_number AND a.days && b.days{alike}
    """, params)
    cursor.execute(f"""
        CREATE TEMPORARY TABLE clashes_held ON COMMIT DROP AS
        SELECT a.row_number, b.id AS held_id, b.starts_on, b.ends_on FROM standing a JOIN {dataset.table} b
        ON b.superseded_at IS NULL AND a.days && daterange(b.starts_on, b.ends_on, '[]'){alike}
            AND b.id IS DISTINCT FROM a.held_id
    """, params)
    days = "concat(c.starts_on, CASE WHEN c.ends_on IS NULL THEN ' and since' ELSE ' to ' || c.ends_on END)"
    while refuse_round(cursor, params, f"""
        SELECT DISTINCT ON (c.row_number) c.row_number, {with_value(dataset.no_overlap.held, "days", days)} AS sentence
        FROM clashes_held c JOIN standing USING (row_number)
        WHERE NOT EXISTS (SELECT FROM standing replacing WHERE replacing.held_id = c.held_id)
        ORDER BY c.row_number, c.starts_on
    """) + refuse_round(cursor, params, f"""
        SELECT c.row_number, {with_value(dataset.no_overlap.in_file, "row", "min(c.above)")} AS sentence
        FROM clashes_in_file c JOIN standing USING (row_number) JOIN standing above ON above.row_number = c.above
        WHERE NOT EXISTS (
            SELECT FROM clashes_in_file higher JOIN standing ON standing.row_number = higher.above
            WHERE higher.row_number = c.above
        )
        GROUP BY c.row_number
    """):
        pass


def refuse_round(cursor, params, found):
    cursor.execute(
        f"""
        WITH found AS ({found}), gone AS (DELETE FROM standing USING found WHERE standing.row_number = found.row_number)
        INSERT INTO faults SELECT row_number, {OVERLAPS_AT}, sentence FROM found
        """,
        params,
    )
    return cursor.rowcount


def with_value(sentence, name, expression):
    """The sentence as SQL, with the expression in place of the name in braces."""
    before, _, after = sentence.partition("{" + name + "}")
    return f"concat({in_quotes(before)}, {expression}, {in_quotes(after)})"


def refuse_repeats_of_refused(cursor):
    """A row that repeats another word for word shares its fate."""
    cursor.execute("""
        INSERT INTO faults
        SELECT r.row_number, f.place, f.sentence FROM repeated r JOIN faults f ON f.row_number = r.first_row
        WHERE NOT r.other
    """)


def taken_in_sql(dataset):
    """The view of the rows to write: sound, not said above, and different from what is held."""
    says_more = f"w.differs OR w.{dataset.also.differs}" if dataset.also else "w.differs"
    fate = "CASE WHEN w.held_id IS NULL THEN 'new' ELSE 'corrected' END"
    if dataset.withdraws:
        says_more = "CASE WHEN w.withdrawn THEN w.held_id IS NOT NULL ELSE w.differs END"
        fate = f"CASE WHEN w.withdrawn THEN 'withdrawn' ELSE {fate} END"
    return f"""
        CREATE TEMPORARY VIEW taken AS
        SELECT w.*, {fate} AS fate FROM weighed w
        WHERE ({says_more}) AND {SOUND}
            AND NOT EXISTS (SELECT FROM repeated r WHERE r.row_number = w.row_number)
    """
