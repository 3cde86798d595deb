"""Whether: published outcomes plans, and the verdicts and readiness they lead to."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from families.enums import Framework
from families.facts.enums import ClaimRoute, Grade
from outcomes.enums import Applies, CriterionKind, Require, Status


class OutcomesPlanQuerySet(models.QuerySet):
    """Published plans."""

    def in_force_on(self, day):
        """Of these versions of one plan the one in force on `day`, None when none has taken effect by then."""
        return self.filter(effective_from__lte=day).order_by("-effective_from", "-version").first()


class OutcomesPlan(models.Model):
    """One published version of an outcomes plan; never changed after (the database refuses it).

    `code` is the framework it is for; `toml` the canonical text, `digest` its SHA-256. In force for a judgement: the
    version with the latest `effective_from` not after the day judged, published by the moment of knowing.
    """

    code = models.CharField(max_length=40, choices=Framework)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    effective_from = models.DateField()
    headlines_needed = models.PositiveIntegerField()
    non_resident_cap = models.PositiveIntegerField(null=True)
    routes = ArrayField(models.CharField(max_length=20, choices=ClaimRoute))
    preferred = models.CharField(max_length=20, choices=ClaimRoute)
    toml = models.TextField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OutcomesPlanQuerySet.as_manager()

    class Meta:
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"], name="outcomes_plan_version_is_published_once",
                violation_error_message="This version of the outcomes plan is already published.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, version {self.version}"


class Headline(models.Model):
    """One headline of a published plan."""

    plan = models.ForeignKey(OutcomesPlan, on_delete=models.PROTECT, related_name="headlines")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=50)
    name = models.CharField(max_length=200)
    applies = models.CharField(max_length=20, choices=Applies)
    require = models.CharField(max_length=10, choices=Require)

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="headline_code_is_used_once")]

    def __str__(self):
        return self.name


class Criterion(models.Model):
    """One test under a headline. `parameters` holds every parameter of its kind, defaults filled in."""

    headline = models.ForeignKey(Headline, on_delete=models.PROTECT, related_name="criteria")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=50)
    kind = models.CharField(max_length=20, choices=CriterionKind)
    parameters = models.JSONField()

    class Meta:
        ordering = ["headline", "position"]
        verbose_name_plural = "criteria"
        constraints = [models.UniqueConstraint(fields=["headline", "code"], name="criterion_code_is_used_once")]

    def __str__(self):
        return f"{self.headline}: {self.code}"


class VerdictQuerySet(models.QuerySet):
    """Verdicts, current or past."""

    def current(self):
        """The verdicts in force now."""
        return self.filter(superseded_at__isnull=True)


class Verdict(models.Model):
    """What the facts proved about one criterion for one subject, from `judged_on` until a night said otherwise.

    `person` is the subject, empty for the family as a whole. `value` and `threshold` are written as exports show
    them; window and value are those of the day `judged_on`, since a rolling window moves every day by itself. `grade`
    is the lowest of the facts counted in the family's favour, empty where there are none.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="verdicts")
    # Both are taken from rows that the database lets nobody delete (a published criterion, a membership). To look for
    # them again, one verdict at a time, would be a sixth of a night's work.
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    person = models.ForeignKey(
        "families.Person", on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    status = models.CharField(max_length=10, choices=Status)
    reason = models.CharField(max_length=20, blank=True)
    window_starts_on = models.DateField(null=True)
    window_ends_on = models.DateField(null=True)
    value = models.CharField(max_length=20, blank=True)
    threshold = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True)
    grade = models.PositiveSmallIntegerField(choices=Grade, null=True)
    judged_on = models.DateField()
    known_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "criterion", "person"], name="verdict_in_force_is_one", nulls_distinct=False,
                condition=Q(superseded_at__isnull=True),
            ),
        ]
        indexes = [
            # for nights after more coverage came in
            models.Index(
                fields=["criterion"], name="verdict_waits_for_evidence",
                condition=Q(superseded_at__isnull=True, status=Status.NO_DATA),
            ),
        ]

    def __str__(self):
        return f"{self.family}, {self.criterion}: {self.status}"


class Readiness(models.Model):
    """How near a family is to a claim, from `judged_on` until a night said otherwise.

    `sustained` and `employment` hold the routes' statuses, blank where there is none. `earliest_on` is the first day
    on which `route` could hold (for a route that holds: the day on which a night first found that). `blockers` is
    what else is missing; `in_the_way` maps each route to the headlines that stand in its way.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="readiness")
    framework = models.CharField(max_length=40, choices=Framework)
    plan = models.ForeignKey(OutcomesPlan, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    engaged = models.BooleanField()
    eligible = models.BooleanField()
    sustained = models.CharField(max_length=10, choices=Status, blank=True)
    employment = models.CharField(max_length=10, choices=Status, blank=True)
    claimable = models.BooleanField()
    route = models.CharField(max_length=20, choices=ClaimRoute, blank=True)
    earliest_on = models.DateField(null=True)
    blockers = ArrayField(models.CharField(max_length=80), default=list)
    in_the_way = models.JSONField(default=dict)
    judged_on = models.DateField()
    known_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "readiness"
        constraints = [
            models.UniqueConstraint(
                fields=["family"], name="readiness_in_force_is_one", condition=Q(superseded_at__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.family}: {'claimable' if self.claimable else 'not claimable'}"


class JudgedOnChange(models.Model):
    """When a family was last judged outside a night, on a change or on demand: `known_at` of that judgement.

    A night whose knowledge was fixed earlier leaves such a family alone, so that it never takes back a later verdict.
    """

    family = models.OneToOneField("families.Family", on_delete=models.PROTECT, primary_key=True, related_name="+")
    known_at = models.DateTimeField()

    def __str__(self):
        return f"{self.family} at {self.known_at}"


from outcomes.drafts.models import (  # noqa: E402  (the rooms below are part of this app's models)
    CorePlan,
    DraftChange,
    DraftPreview,
    PlanBackground,
    PlanDraft,
    PreviewChunk,
    PreviewedFamily,
)
from outcomes.ledger.models import Need  # noqa: E402
from outcomes.nights.models import LookAgain, Night, NightChunk, NightFamily  # noqa: E402  (part of this app's models)
from outcomes.replays.models import Replay, ReplayDifference, ReplayPart  # noqa: E402
from outcomes.saved_lists.models import SavedList  # noqa: E402

__all__ = [
    "CorePlan",
    "Criterion",
    "DraftChange",
    "DraftPreview",
    "Headline",
    "JudgedOnChange",
    "LookAgain",
    "Need",
    "Night",
    "NightChunk",
    "NightFamily",
    "OutcomesPlan",
    "PlanBackground",
    "PlanDraft",
    "PreviewChunk",
    "PreviewedFamily",
    "Readiness",
    "Replay",
    "ReplayDifference",
    "ReplayPart",
    "SavedList",
    "Verdict",
]
