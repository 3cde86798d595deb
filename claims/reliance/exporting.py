"""The file of what claims rely on: one row for each claim, in a fixed order, without names."""

from django.db import connection

from claims.exports.writing import Pounds
from claims.reliance.enums import Relies
from claims.reliance.reading import listed

COLUMNS = (
    "reference", "family_ref", "framework", "route", "status", "district", "window", "claimed_on", "amount",
    *[what.value for what in Relies],
)
# Put together by the database: a claim relies on a dozen things, and only their words leave it.
RELIED = """
WITH noted AS (
    SELECT claim_id, what, string_agg(
               coalesce(nullif(concat_ws(':', nullif(headline, ''), nullif(value, '')), ''), 'yes'), '; '
               ORDER BY value, headline
           ) AS words
    FROM claims_claimreliance
    WHERE claim_id = ANY(%s)
    GROUP BY claim_id, what
)
SELECT claim_id, array_agg(what), array_agg(words) FROM noted GROUP BY claim_id
"""


def rows(claims):
    """A row for each of these claims, by reference; of what it relies on, codes joined by a semicolon."""
    found = list(listed(claims).values_list(
        "pk", "reference", "family__reference", "framework", "route", "status", "district_name", "window__code",
        "claimed_on", "amount",
    ))
    relied = _relied([pk for pk, *_ in found])
    for pk, *words, district, window, claimed_on, amount in found:
        noted = relied.get(pk, {})
        yield (
            *words, district or "", window or "", claimed_on, None if amount is None else Pounds(amount),
            *[noted.get(what, "") for what in Relies],
        )


def _relied(ids):
    """What each of these claims relies on: claim id -> kind -> its codes."""
    with connection.cursor() as cursor:
        cursor.execute(RELIED, [ids])
        return {claim_id: dict(zip(kinds, words, strict=True)) for claim_id, kinds, words in cursor.fetchall()}
