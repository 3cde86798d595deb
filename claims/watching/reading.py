"""Which claims must be looked at again because something was learned about their families since they last were."""

from django.db import connection

from claims.enums import SENT
from claims.models import Claim

ABOUT_FAMILY = (
    "familydetails", "membership", "problem", "leadworker", "plan", "judgement", "event", "spell", "score", "claimmade",
)
ABOUT_MEMBERS = ("persondetails", "termrecord", "event", "spell", "score")
ABOUT_EVERYBODY = ("coverage", "termdates")
NEWS = "(belief.recorded_at > watched.since OR belief.superseded_at > watched.since)"
LEARNED = " OR ".join([
    *[
        f"EXISTS (SELECT FROM families_{table} belief WHERE belief.family_id = watched.family_id AND {NEWS})"
        for table in ABOUT_FAMILY
    ],
    *[
        f"EXISTS (SELECT FROM families_membership member JOIN families_{table} belief USING (person_id)"
        f" WHERE member.family_id = watched.family_id AND {NEWS})"
        for table in ABOUT_MEMBERS
    ],
    # What a source no longer vouches for may undo a claim; what it newly vouches for cannot.
    *[f"(SELECT max(superseded_at) FROM families_{table}) > watched.since" for table in ABOUT_EVERYBODY],
    "EXISTS (SELECT FROM families_lineageevent belief"
    f" WHERE watched.family_id IN (belief.earlier_id, belief.later_id) AND {NEWS})",
    "EXISTS (SELECT FROM families_claimmade belief, families_line_of(watched.family_id) kin"
    f" WHERE belief.family_id = kin AND {NEWS})",
    "EXISTS (SELECT FROM outcomes_outcomesplan belief WHERE belief.published_at > watched.since)",
])
QUERY = f"""
WITH watched AS (
    SELECT claim.id, claim.family_id, coalesce(watch.known_at, claim.known_at) AS since
    FROM claims_claim claim LEFT JOIN claims_claimwatch watch ON watch.claim_id = claim.id
    WHERE claim.family_id = ANY(%s) AND claim.status = ANY(%s)
)
SELECT id FROM watched WHERE since < %s AND ({LEARNED})
"""


def to_be_looked_at(family_ids, known_at):
    """The claims of these families that were sent and must be held against what was known at a moment."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY, [list(family_ids), list(SENT), known_at])
        ids = [row[0] for row in cursor.fetchall()]
    return list(Claim.objects.filter(pk__in=ids).select_related("family").order_by("as_of", "pk"))
