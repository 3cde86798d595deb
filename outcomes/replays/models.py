"""Replays: what a day's judging comes to with what was known at a moment, said again beside what was kept then."""

from django.conf import settings
from django.db import models

from outcomes.enums import ChunkState
from outcomes.nights.models import Night


class Explanation(models.TextChoices):
    """Why a replay says otherwise than what was kept, as far as records tell."""

    NOT_JUDGED = "not_judged", "The night has not judged this family yet."
    JUDGED_ON_CHANGE = (
        "judged_on_change",
        "Something about this family was changed while the night was at work. The family was judged at once with the "
        "change, and the night left that as it was.",
    )
    LATER_DAY = "later_day", "The family had already been judged for a later day when this night came late."
    NONE = "none", "Nothing on record explains this. Tell whoever looks after the system, with this page’s address."


class Replay(models.Model):
    """One judging of every open family as of a day, counting what was known at a moment. It never writes a verdict.

    `night` is the night that judged that very day with that very knowledge, if one did: the replay is then compared
    with what it kept. `digest` is a SHA-256 over every verdict and readiness, whatever parts it was worked in.
    `statuses` counts verdicts by status; `readiness` counts families (`open`, `claimable`, `engaged`, `eligible`) and
    the statuses of each route.
    """

    as_of = models.DateField()
    known_at = models.DateTimeField()
    night = models.ForeignKey(Night, on_delete=models.PROTECT, null=True, related_name="replays")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    statuses = models.JSONField(default=dict)
    readiness = models.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["as_of", "known_at"], name="replays_of_one_moment")]

    def __str__(self):
        return f"Replay of {self.as_of}"


class ReplayPart(models.Model):
    """The families of one range of ids in one replay. `digests` holds 32 bytes a family until it is finished."""

    replay = models.ForeignKey(Replay, on_delete=models.PROTECT, related_name="parts")
    first_family = models.BigIntegerField()
    last_family = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=ChunkState, default=ChunkState.WAITING)
    done_at = models.DateTimeField(null=True)
    statuses = models.JSONField(default=dict)
    readiness = models.JSONField(default=dict)
    digests = models.BinaryField(default=b"")

    class Meta:
        ordering = ["replay", "first_family"]
        constraints = [
            models.UniqueConstraint(fields=["replay", "first_family"], name="replay_part_is_planned_once"),
        ]

    def __str__(self):
        return f"{self.replay}: families {self.first_family} to {self.last_family}"


class ReplayDifference(models.Model):
    """One verdict, or (no criterion) one readiness, on which a replay and what was kept differ, as it was shown.

    `kept` and `replayed` hold the cells by name; empty where the one or the other has no such verdict.
    """

    replay = models.ForeignKey(Replay, on_delete=models.PROTECT, related_name="differences")
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey("outcomes.Criterion", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="+")
    kept = models.JSONField(default=dict)
    replayed = models.JSONField(default=dict)
    explanation = models.CharField(max_length=20, choices=Explanation)

    class Meta:
        ordering = ["replay", "family__reference", "criterion_id", "person_id"]

    def __str__(self):
        return f"{self.replay}: {self.family}"
