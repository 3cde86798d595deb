"""How well founded the rows of a file are, by the feeds that they came by."""

from families.facts.grades import grade_of_feed


def list_grades(cursor, dataset):
    """Makes `grades`: the grade of each source that the staged rows name, or of the file where rows name none."""
    cursor.execute("CREATE TEMPORARY TABLE grades (source text, grade smallint) ON COMMIT DROP")
    sources = [""]
    if dataset.graded_by_source:
        cursor.execute("SELECT DISTINCT source FROM staged WHERE source IS NOT NULL")
        sources = [source for (source,) in cursor.fetchall()]
    for source in sources:
        cursor.execute("INSERT INTO grades VALUES (%s, %s)", [source, grade_of_feed(dataset.name, source)])
