"""What one feed, one delivery of it, and one held file is."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from families.facts.enums import Grade, LoadState
from families.feeds.enums import Decision

WORDS = {"term_records": "attendance", "events": "events", "spells": "periods", "scores": "scores"}
TAKEN = (LoadState.DONE, LoadState.PART)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Feed(models.Model):
    """One stream of files: the facts of a dataset that come from one source (blank where its rows name none).

    It registers itself with its first file. `beat_days` is from one file to the next, empty while nobody said.
    `usual_rows` and `fewest_rows` are what a good file holds; empty: learned from the files that were taken.
    """

    dataset = models.CharField(max_length=40)
    source = models.CharField(max_length=60, blank=True)
    supplier = models.CharField(max_length=120, blank=True)
    contact = models.EmailField(blank=True)
    beat_days = models.PositiveSmallIntegerField(null=True)
    grace_days = models.PositiveSmallIntegerField()
    usual_rows = models.PositiveIntegerField(null=True)
    fewest_rows = models.PositiveIntegerField(null=True)
    gives_total = models.BooleanField(default=False)
    grade = models.PositiveSmallIntegerField(choices=Grade)
    is_active = models.BooleanField(default=True)
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["dataset", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "source"], name="feed_is_registered_once",
                violation_error_message="This feed is registered already.",
            ),
            models.CheckConstraint(
                name="feed_beats_at_least_daily_or_not_at_all",
                condition=Q(beat_days__isnull=True) | Q(beat_days__gte=1),
                violation_error_message="There is at least one day from one file to the next.",
            ),
            models.CheckConstraint(
                name="feed_has_a_grade", condition=Q(grade__in=Grade.values),
                violation_error_message="Say how well founded what the feed brings is.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        """The feed in words: who sends it, and what."""
        who, what = self.supplier or self.source, WORDS.get(self.dataset, self.dataset)
        return f"{who}: {what}" if who else what.capitalize()


class DeliveryQuerySet(models.QuerySet):
    """What files brought."""

    def taken(self):
        """Deliveries of files that were loaded, the latest first."""
        return self.filter(load__state__in=TAKEN).order_by("-load_id")

    def held(self):
        """Deliveries of files that wait for a person."""
        return self.filter(load__state=LoadState.HELD).order_by("-load_id")


class Delivery(models.Model):
    """What one file brought of one feed: rows by kind and by school, the days they are dated, what was odd about it.

    `covers_from` and `covers_to` are the days for which the sender said that the file, or the coverage file after it,
    leaves nothing out. `odd` holds an oddity's code and sentence each.
    """

    load = models.ForeignKey("families.Load", on_delete=models.PROTECT, related_name="deliveries")
    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="deliveries")
    rows = models.PositiveIntegerField()
    kinds = models.JSONField(default=dict)
    places = models.JSONField(default=dict)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    covers_from = models.DateField(null=True)
    covers_to = models.DateField(null=True)
    ends_cleanly = models.BooleanField(default=True)
    odd = models.JSONField(default=list)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-load_id", "feed"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["load", "feed"], name="delivery_is_recorded_once",
                violation_error_message="What this file brought of this feed is recorded already.",
            ),
        ]

    def __str__(self):
        return f"{self.feed}: {self.rows} rows"


class HeldFile(models.Model):
    """A file that waits for a person, or waited: as it was sent (compressed), how it was to be loaded, the decision.

    What was sent is kept only until somebody decides.
    """

    load = models.OneToOneField("families.Load", on_delete=models.PROTECT, related_name="held")
    content = models.BinaryField(null=True)
    strict = models.BooleanField()
    covers_from = models.DateField(null=True)
    covers_to = models.DateField(null=True)
    odd = models.JSONField(default=list)
    held_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="held_file_is_kept_until_it_is_decided_with_a_reason",
                condition=Q(decision="", decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, content__isnull=True) & ~Q(reason="")),
                violation_error_message="Give the reason for the decision.",
            ),
        ]

    def __str__(self):
        return f"{self.load}, {self.get_decision_display() or 'waiting'}"
