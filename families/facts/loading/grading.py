"""How well founded the rows of a file are, by the feeds that they came by."""

from django.db.models import Max

from families.facts.grades import grade_of_feed
from families.feeds.models import Feed


def list_grades(cursor, dataset):
    """Makes `grades`: the grade of each source that the staged rows name, or of the file where rows name none.

    A word of how complete a source is, is as good as the least of the source's feeds.
    """
    cursor.execute("CREATE TEMPORARY TABLE grades (source text, grade smallint) ON COMMIT DROP")
    sources = [""]
    if dataset.graded_by_source:
        cursor.execute("SELECT DISTINCT source FROM staged WHERE source IS NOT NULL")
        sources = [source for (source,) in cursor.fetchall()]
    feeds = Feed.objects.filter(source__in=sources)
    if dataset.name != "coverage":
        feeds = feeds.filter(dataset=dataset.name)
    known = dict(feeds.order_by().values_list("source").annotate(Max("grade")))
    for source in sources:
        grade = known.get(source) or grade_of_feed(dataset.name, source)
        cursor.execute("INSERT INTO grades VALUES (%s, %s)", [source, grade])
