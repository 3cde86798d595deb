"""Outcomes plans in the making: drafts with all that was done to them, core plans, and what a version came with."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from families.enums import Framework
from outcomes.enums import ChunkState, ClaimEffect, Direction, DraftState


class CorePlan(models.Model):
    """One version of a plan that several authorities share and each may depart from. It is judged by nowhere.

    `toml` is its canonical text, `digest` that text's SHA-256. Never changed after (the database refuses it).
    """

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    toml = models.TextField()
    digest = models.CharField(max_length=64)
    taken_in_at = models.DateTimeField()
    taken_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"], name="core_plan_version_is_taken_in_once",
                violation_error_message="This version of the core plan is here already.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, version {self.version}"


class PlanDraft(models.Model):
    """One draft of the next version of an outcomes plan. `text` is the plan as TOML, sound or not yet.

    `examples` are its example families as TOML; `reasons` says why it departs from the core, by place. `revision`
    counts the changes, so that nobody writes over what they have not seen. `based_on` is the version it began from.
    """

    code = models.CharField(max_length=40, choices=Framework)
    text = models.TextField()
    examples = models.TextField(blank=True)
    core = models.ForeignKey(CorePlan, on_delete=models.PROTECT, null=True, related_name="drafts")
    reasons = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    based_on = models.ForeignKey("outcomes.OutcomesPlan", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.OPEN)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_as = models.OneToOneField(
        "outcomes.OutcomesPlan", on_delete=models.PROTECT, null=True, related_name="draft"
    )

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="plan_draft_that_is_closed_says_by_whom",
                condition=Q(state=DraftState.OPEN, closed_at__isnull=True, closed_by__isnull=True)
                | (~Q(state=DraftState.OPEN) & Q(closed_at__isnull=False, closed_by__isnull=False)),
                violation_error_message="A draft that is closed says when, and by whom.",
            ),
            models.CheckConstraint(
                name="plan_draft_that_is_published_names_its_version",
                condition=Q(state=DraftState.PUBLISHED, published_as__isnull=False)
                | (~Q(state=DraftState.PUBLISHED) & Q(published_as__isnull=True)),
                violation_error_message="A draft that was published names the version it became.",
            ),
            models.CheckConstraint(
                name="plan_draft_is_published_by_a_second_person",
                condition=~Q(state=DraftState.PUBLISHED) | ~Q(closed_by=F("started_by")),
                violation_error_message="Whoever wrote a draft cannot publish it.",
            ),
        ]

    def __str__(self):
        return f"Draft {self.pk} of {self.code}"


class DraftChange(models.Model):
    """One change of a draft, by whom and in words, with what it then said. Only ever added."""

    draft = models.ForeignKey(PlanDraft, on_delete=models.PROTECT, related_name="changes")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    text = models.TextField()
    examples = models.TextField(blank=True)

    class Meta:
        ordering = ["draft", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "revision"], name="plan_draft_revision_is_made_once"),
        ]

    def __str__(self):
        return f"{self.draft}, change {self.revision}"


class PlanBackground(models.Model):
    """What a published version was published with: its example families (TOML), and its departures from a core.

    Each of `departures` has the keys `at` (the place), `words` and `reason`. Never changed after.
    """

    plan = models.OneToOneField("outcomes.OutcomesPlan", on_delete=models.PROTECT, related_name="background")
    examples = models.TextField(blank=True)
    core = models.ForeignKey(CorePlan, on_delete=models.PROTECT, null=True, related_name="overlays")
    departures = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "plan backgrounds"

    def __str__(self):
        return f"Background of {self.plan}"


class DraftPreview(models.Model):
    """What publishing a draft would change, family by family, worked out in chunks on the knowledge of one moment.

    `digest` is the draft's when it was asked for: another digest, and the preview is stale. Every family is judged
    for the day `as_of` by the version in force and by the draft. `text` is the draft as it was then.
    """

    draft = models.ForeignKey(PlanDraft, on_delete=models.PROTECT, related_name="previews")
    digest = models.CharField(max_length=64)
    text = models.TextField()
    as_of = models.DateField()
    known_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self):
        return f"Preview {self.pk} of {self.draft}"


class PreviewChunk(models.Model):
    """The families of one range of ids in a preview. Done means: its rows are committed with it."""

    preview = models.ForeignKey(DraftPreview, on_delete=models.PROTECT, related_name="chunks")
    first_family = models.BigIntegerField()
    last_family = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=ChunkState, default=ChunkState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    judged = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["preview", "first_family"]
        constraints = [
            models.UniqueConstraint(fields=["preview", "first_family"], name="preview_chunk_is_planned_once"),
        ]

    def __str__(self):
        return f"{self.preview}: families {self.first_family} to {self.last_family}"


class PreviewedFamily(models.Model):
    """One family for which a draft would change something. `before` and `after` are its readiness, by the version in
    force and by the draft; `verdicts` those that differ: headline, criterion, person, and [status, date] by each.

    `pence_before` and `pence_after` are what its claim is worth, empty where it could not be claimed.
    """

    preview = models.ForeignKey(DraftPreview, on_delete=models.PROTECT, related_name="rows")
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=10, choices=Direction)
    claim = models.CharField(max_length=10, choices=ClaimEffect, blank=True)
    changes_verdict = models.BooleanField()
    changes_date = models.BooleanField()
    before = models.JSONField()
    after = models.JSONField()
    verdicts = models.JSONField(default=list)
    pence_before = models.BigIntegerField(null=True)
    pence_after = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["preview", "family"]
        verbose_name_plural = "previewed families"
        constraints = [
            models.UniqueConstraint(fields=["preview", "family"], name="previewed_family_is_listed_once"),
        ]

    def __str__(self):
        return f"{self.family} in {self.preview}"
