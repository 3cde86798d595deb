"""The lead worker whom a row of families.csv names: a second belief beside the family's details."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Also:
    """A further belief that each row of a file states. `column` is the file's; without it the file says nothing."""

    column: str
    joins: str
    values: dict
    differs: str
    write: object


def write_lead_workers(cursor, params):
    """Closes the lead workers whom the file replaced or left out, and adds the new ones.

    A loaded lead worker has no first day: the file says who it is, not since when. Where earlier ones with a last day
    are held, the new one starts on the day after.
    """
    cursor.execute(
        """
        UPDATE families_leadworker held SET superseded_at = %(moment)s, superseded_load_id = %(load)s
        FROM taken w WHERE held.id = w.lead_held_id AND w.lead_fate IN ('replaced', 'closed')
        """,
        params,
    )
    cursor.execute(
        """
        INSERT INTO families_leadworker (recorded_at, load_id, family_id, worker_id, name, starts_on)
        SELECT %(moment)s, %(load)s, family.id, w.leader_id, w.lead_worker,
            (SELECT max(earlier.ends_on) + 1 FROM families_leadworker earlier
             WHERE earlier.family_id = family.id AND earlier.superseded_at IS NULL)
        FROM taken w JOIN families_family family ON family.reference = w.family_ref
        WHERE w.lead_fate IN ('new', 'replaced')
        ORDER BY w.row_number
        """,
        params,
    )


LEAD_WORKERS = Also(
    column="lead_worker",
    joins="""
        LEFT JOIN LATERAL (
            SELECT id FROM families_user WHERE upper(username) = upper(s.lead_worker)
            ORDER BY username = s.lead_worker DESC, id LIMIT 1
        ) leader ON true
        LEFT JOIN families_leadworker led
            ON led.family_id = family.id AND led.superseded_at IS NULL AND led.ends_on IS NULL
        LEFT JOIN families_user led_by ON led_by.id = led.worker_id
    """,
    values={
        "leader_id": "leader.id",
        "lead_held_id": "led.id",
        # Somebody assigned in the product stays while the file says the same or nothing.
        "lead_fate": """CASE
            WHEN s.lead_worker IS NULL THEN 'kept'
            WHEN s.lead_worker = '' THEN CASE WHEN led.load_id IS NULL THEN 'kept' ELSE 'closed' END
            WHEN led.id IS NULL THEN 'new'
            WHEN led.load_id IS NULL AND upper(s.lead_worker) IN (upper(led.name), upper(led_by.username)) THEN 'kept'
            WHEN led.name = s.lead_worker AND led.worker_id IS NOT DISTINCT FROM leader.id THEN 'kept'
            ELSE 'replaced'
        END""",
    },
    differs="lead_fate <> 'kept'",
    write=write_lead_workers,
)
