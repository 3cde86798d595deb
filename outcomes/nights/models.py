"""The night's work as rows: what to judge for which business date, why, and how far it has come."""

from django.db import models

from outcomes.enums import Because, ChunkState, NextLook, WhyFull


class Night(models.Model):
    """One night's judging, one row per business date. `known_at` is fixed when the night opens.

    An ordinary night judges the families that are due or touched since the night it `follows`; with `why_full` it
    judges everybody. `chosen` counts the families it looks at, by reason (`Because`); for a full night that checks the
    nights before, those that an ordinary night would have looked at. `rules` is the digest of the rules' own text.
    `unforeseen` counts families that changed when everybody was judged though no night had a reason to look: a fault.
    Its chunks hold the state of the work; a message to a worker only ever means "look".
    """

    business_date = models.DateField(unique=True)
    known_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    why_full = models.CharField(max_length=10, choices=WhyFull, blank=True)
    rules = models.CharField(max_length=64, blank=True)
    chosen = models.JSONField(default=dict)
    unforeseen = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-business_date"]

    def __str__(self):
        return f"Night of {self.business_date}"


class NightChunk(models.Model):
    """The families of one range of ids in one night. Done means: its verdicts and queue are committed with it.

    `judged` counts families, `changed` the families with a changed verdict or readiness, `joined` and `left` the queue.
    """

    night = models.ForeignKey(Night, on_delete=models.PROTECT, related_name="chunks")
    first_family = models.BigIntegerField()
    last_family = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=ChunkState, default=ChunkState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    judged = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    joined = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["night", "first_family"]
        constraints = [
            models.UniqueConstraint(fields=["night", "first_family"], name="night_chunk_is_planned_once"),
        ]

    def __str__(self):
        return f"{self.night}: families {self.first_family} to {self.last_family}"


class NightFamily(models.Model):
    """One family that a night chose to look at, or that changed when it looked at everybody, and why it looked.

    `next_look` is what came true on the day, where the family was due.
    """

    pk = models.CompositePrimaryKey("night", "family")
    night = models.ForeignKey(Night, on_delete=models.PROTECT, related_name="families", db_index=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="+", db_index=False)
    because = models.CharField(max_length=10, choices=Because)
    next_look = models.CharField(max_length=10, choices=NextLook, blank=True)
    changed = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "night families"

    def __str__(self):
        return f"{self.family} in the {self.night}"


class LookAgain(models.Model):
    """The first day on which what was judged of a family could differ without anything new being recorded.

    One row a family, written by nights when it changed; no day: nothing about the family hangs on the day. It may be
    too early and never too late (`outcomes/look_again.sql`).
    """

    family = models.OneToOneField("families.Family", on_delete=models.PROTECT, primary_key=True, related_name="+")
    next_on = models.DateField(null=True)
    next_look = models.CharField(max_length=10, choices=NextLook, blank=True)

    def __str__(self):
        return f"{self.family} on {self.next_on}"
