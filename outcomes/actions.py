"""The only writers of verdicts."""

from dataclasses import dataclass

from django.db import connection, transaction

from outcomes.judging import Scope, judge, statement, today_and_now
from outcomes.models import JudgedOnChange


@dataclass(frozen=True)
class Kept:
    """What keeping a judgement came to: families judged (open ones in scope), and the ids of those that changed."""

    judged: int
    changed: tuple[int, ...]


@transaction.atomic
def judge_and_keep(scope, *, as_of=None, known_at=None):
    """Judges the families in scope and keeps what changed; the system itself does this, so there is no `by`.

    Running it again changes nothing. The work tables can be read until the transaction ends.
    """
    as_of, known_at = today_and_now(as_of, known_at)
    judge(scope, as_of=as_of, known_at=known_at)
    with connection.cursor() as cursor:
        cursor.execute(
            statement("keep.sql"),
            {
                "as_of": as_of, "known_at": known_at, "first_family": scope.first_family,
                "last_family": scope.last_family, "families": None if scope.families is None else list(scope.families),
            },
        )
        cursor.execute("SELECT count(*) FROM work_family")
        judged = cursor.fetchone()[0]
        cursor.execute("SELECT DISTINCT family_id FROM work_changed ORDER BY 1")
        return Kept(judged=judged, changed=tuple(row[0] for row in cursor.fetchall()))


@transaction.atomic
def judge_on_change(family_ids):
    """Judges families whose facts were just changed on a page, inside that change's transaction."""
    as_of, known_at = today_and_now(None, None)
    JudgedOnChange.objects.bulk_create(
        [JudgedOnChange(family_id=family_id, known_at=known_at) for family_id in sorted(family_ids)],
        update_conflicts=True, unique_fields=["family"], update_fields=["known_at"],
    )
    return judge_and_keep(Scope(families=tuple(family_ids)), as_of=as_of, known_at=known_at)
