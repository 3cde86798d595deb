"""The night's work as rows: what to judge for which business date, and how far it has come."""

from django.db import models

from outcomes.enums import ChunkState


class Night(models.Model):
    """One night's judging of every family, one row per business date. `known_at` is fixed when the night opens.

    Its chunks hold the state of the work; a message to a worker only ever means "look".
    """

    business_date = models.DateField(unique=True)
    known_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

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
