"""Lines of families: who belongs together because one came out of, or became one with, another."""

from django.db import connection
from django.db.models import Q

from families.lineage.enums import LineageKind
from families.lineage.models import LineageEvent

EVERY_KIND = tuple(LineageKind.values)
LINES = """
WITH RECURSIVE reached(family_id, member_id) AS (
    SELECT id, id FROM unnest(%(families)s::bigint[]) AS asked(id)
    UNION
    SELECT reached.family_id, CASE tie.earlier_id WHEN reached.member_id THEN tie.later_id ELSE tie.earlier_id END
    FROM reached
    JOIN families_lineageevent tie
      ON reached.member_id IN (tie.earlier_id, tie.later_id)
     AND tie.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
     AND (tie.superseded_at IS NULL OR tie.superseded_at > %(known_at)s::timestamptz)
     AND tie.kind = ANY(%(kinds)s)
)
SELECT family_id, array_agg(member_id ORDER BY member_id) FROM reached GROUP BY family_id
"""


def lines_of(family_ids, *, known_at=None, kinds=EVERY_KIND):
    """The line of each of these families, family id -> ids of all its families, itself included, in order.

    By what was believed at `known_at` (default: now), over ties of these kinds. A family that nothing ties to another
    is a line by itself.
    """
    if not family_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(LINES, {"families": list(family_ids), "known_at": known_at, "kinds": list(kinds)})
        return dict(cursor.fetchall())


def line_of(family_id, *, known_at=None):
    """The ids of all families of one family's line, itself included, in order."""
    return lines_of([family_id], known_at=known_at)[family_id]


def lineage_of(family, *, known_at=None):
    """What happened between this family and others, the latest first, by what was believed at `known_at`."""
    events = LineageEvent.objects.known_at(known_at).filter(Q(earlier=family) | Q(later=family))
    return events.select_related("earlier", "later", "recorded_by").order_by("-happened_on", "-pk")
