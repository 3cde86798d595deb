"""What a load covers, where whoever loads the file says for which period it is complete."""


def add_coverage(cursor, params):
    """Adds a belief of coverage for every kind and source the file carries, from `covers_from` to `covers_to`.

    A kind of which a row was handed back is not complete, so nothing is said about it; a row whose kind or source
    cannot be read may be of any. A longer period held from the same first day stays. Gives the kinds left out, sorted.
    """
    cursor.execute(
        """
        WITH carried AS (SELECT DISTINCT kind, source FROM weighed WHERE kind IS NOT NULL AND source IS NOT NULL),
        doubtful AS (
            SELECT DISTINCT w.kind, w.source FROM weighed w
            WHERE EXISTS (SELECT FROM faults f WHERE f.row_number = w.row_number)
        ),
        complete AS (
            SELECT c.kind, c.source FROM carried c
            WHERE NOT EXISTS (
                SELECT FROM doubtful d
                WHERE coalesce(d.kind, c.kind) = c.kind AND coalesce(d.source, c.source) = c.source
            )
        ),
        extended AS (
            UPDATE families_coverage held SET superseded_at = %(moment)s, superseded_load_id = %(load)s
            FROM complete c
            WHERE held.superseded_at IS NULL AND held.kind = c.kind AND held.source = c.source
                AND held.starts_on = %(covers_from)s AND held.ends_on < %(covers_to)s
            RETURNING held.id
        )
        SELECT c.kind, c.source, complete.kind IS NOT NULL AS whole, (SELECT count(*) FROM extended)
        FROM carried c LEFT JOIN complete ON complete.kind = c.kind AND complete.source = c.source
        ORDER BY c.kind COLLATE "C", c.source COLLATE "C"
        """,
        params,
    )
    carried = cursor.fetchall()
    for kind, source, whole, _ in carried:
        if whole:
            cursor.execute(
                """
                INSERT INTO families_coverage (recorded_at, load_id, kind, source, starts_on, ends_on, grade)
                SELECT %(moment)s, %(load)s, %(kind)s, %(source)s, %(covers_from)s, %(covers_to)s,
                    (SELECT grade FROM grades WHERE grades.source = %(source)s)
                WHERE NOT EXISTS (
                    SELECT FROM families_coverage held WHERE held.superseded_at IS NULL AND held.kind = %(kind)s
                    AND held.source = %(source)s AND held.starts_on = %(covers_from)s
                )
                """,
                {**params, "kind": kind, "source": source},
            )
    return sorted({kind for kind, _, whole, _ in carried if not whole})
