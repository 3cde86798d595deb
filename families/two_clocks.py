"""Facts on two clocks: when a thing was true, and from when to when we believed it.

Every row that a judgement reads is one belief. A correction closes the old belief and adds a new one; a withdrawal
only closes. Nothing else about a belief ever changes: the database refuses it (`families_beliefs_only_close`).
"""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import connection, models, transaction
from django.db.models import Func, Q, Value
from django.db.models.functions import Replace, Upper

WRITING_LOCK = 7_201_512  # advisory lock: held shared by writers of beliefs, taken alone to fix a moment of reading


class BeliefQuerySet(models.QuerySet):
    """Beliefs, as of now or as of any earlier moment."""

    def current(self):
        """What we believe now."""
        return self.filter(superseded_at__isnull=True)

    def known_at(self, moment):
        """What we believed at `moment` (aware datetime); None means now."""
        if moment is None:
            return self.current()
        return self.filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment), recorded_at__lte=moment)


class Belief(models.Model):
    """One thing we believed from `recorded_at` until `superseded_at` (empty: we still do).

    `recorded_by` is the user who typed it, `load` the file it came in; a belief has one of them, or neither when the
    system itself recorded it.
    """

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    load = models.ForeignKey(
        "families.Load", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    superseded_load = models.ForeignKey(
        "families.Load", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = BeliefQuerySet.as_manager()

    class Meta:
        abstract = True


def moment_of_writing():
    """The moment at which this transaction's beliefs are recorded. Call once per transaction, before writing.

    Writers hold the lock until they commit, so that a moment fixed by `moment_of_reading` never has beliefs dated
    before it that were not yet visible: a replay of that moment gives what it gave then.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Beliefs are written inside a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [WRITING_LOCK])
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def present_moment():
    """Now by the database's clock, which is the one that dates beliefs: that of this machine may differ."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def moment_of_reading():
    """Now, once every write that began earlier is visible. For runs that must be replayable to the letter."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING_LOCK])
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def one_current(*fields, name, message, **options):
    """A constraint: at most one current belief for each combination of `fields`."""
    return models.UniqueConstraint(
        fields=fields, name=name, condition=Q(superseded_at__isnull=True), violation_error_message=message, **options
    )


def dates_in_order(name, first="starts_on", last="ends_on", message="The last day is before the first day."):
    """A constraint: `last` is empty or not before `first`."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": models.F(first)}),
        violation_error_message=message,
    )


def plain(field):
    """A number or postcode without spaces, in capitals: as searches compare it."""
    return Upper(Replace(field, Value(" "), Value("")))


class DateRange(Func):
    """`daterange(first, last, '[]')`: both ends included, an empty last day meaning without end."""

    function = "DATERANGE"
    output_field = DateRangeField()


def no_overlap(*same, name, message):
    """A constraint: current beliefs alike in `same` never overlap in their days, `starts_on` to `ends_on`."""
    days = DateRange("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    return ExclusionConstraint(
        name=name,
        expressions=[(days, RangeOperators.OVERLAPS), *[(field, RangeOperators.EQUAL) for field in same]],
        condition=Q(superseded_at__isnull=True),
        violation_error_message=message,
    )
