"""The audit of a window: its settings, frame and draw, what the auditors found, and what was replied."""

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from claims.campaigns.enums import OPEN, Answer, Groups, ItemState, Method, Part
from claims.campaigns.risks import MOST_TICKETS, named, set_by_auditors
from claims.campaigns.rules import Framed
from claims.enums import ClaimStatus, RejectionCode
from claims.readers import readable_by

PERCENT = [MinValueValidator(1), MaxValueValidator(100)]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SamplingSettings(models.Model):
    """How much is audited from a day on, and who answers for it.

    A sample holds `percent` of a window's claims, rounded up, and at least `minimum`; one in which a claim fails grows
    by `extend_percent` of the window's claims; a finding is replied to within `reply_days`. `tickets` says by code how
    many more each risk gives, in the place of those that ship.
    """

    from_day = models.DateField(unique=True, error_messages={"unique": "Settings from this day are recorded already."})
    percent = models.PositiveSmallIntegerField(validators=PERCENT)
    minimum = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    extend_percent = models.PositiveSmallIntegerField(validators=PERCENT)
    reply_days = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(60)])
    tickets = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["from_day"]
        constraints = [
            models.CheckConstraint(
                name="sampling_percentages_are_from_1_to_100",
                condition=Q(percent__gte=1, percent__lte=100, extend_percent__gte=1, extend_percent__lte=100),
                violation_error_message="A percentage is a whole number from 1 to 100.",
            ),
            models.CheckConstraint(
                name="sampling_always_asks_for_something", condition=Q(minimum__gte=1, reply_days__gte=1),
                violation_error_message="At least one claim is audited, and a reply has at least one day.",
            ),
        ]

    def __str__(self):
        return f"from {self.from_day}"

    def clean(self):
        """Tickets are whole numbers, for risks that leave something to be drawn."""
        known = {risk.code for risk in set_by_auditors()}
        if any(code not in known or number not in range(MOST_TICKETS + 1) for code, number in self.tickets.items()):
            raise ValidationError({"tickets": f"A risk gives from 0 to {MOST_TICKETS} more tickets."})


class AuditCampaignQuerySet(models.QuerySet):
    """Audit campaigns, and who may see them."""

    def visible_to(self, user):
        """Whoever reads claims reads how they were audited."""
        return readable_by(self, user)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AuditCampaign(models.Model):
    """The audit of one window, by the settings of the day of its draw; `tickets` are those of every risk, by code.

    `frame_sha256` names the frame: the file of the claims that were in the window. `seed` was drawn after it, and with
    it decides who is in the sample (`claims/campaigns/rules.py`). Neither ever changes, nor anything once it closed.
    """

    window = models.OneToOneField("claims.SubmissionWindow", on_delete=models.PROTECT, related_name="campaign")
    method = models.CharField(max_length=20, choices=Method)
    groups = models.CharField(max_length=20, choices=Groups, blank=True)
    percent = models.PositiveSmallIntegerField()
    minimum = models.PositiveSmallIntegerField()
    extend_percent = models.PositiveSmallIntegerField()
    reply_days = models.PositiveSmallIntegerField()
    tickets = models.JSONField(default=dict)
    frame_sha256 = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = AuditCampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-drawn_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="campaign_has_groups_exactly_if_stratified",
                condition=Q(method=Method.STRATIFIED) & ~Q(groups="") | ~Q(method=Method.STRATIFIED) & Q(groups=""),
                violation_error_message="A stratified sample, and no other, says by what it is divided.",
            ),
            models.CheckConstraint(
                name="campaign_closed_names_by_whom",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                violation_error_message="A closed campaign says when, and by whom.",
            ),
        ]

    def __str__(self):
        return f"Audit of {self.window}"


class FrameClaim(models.Model):
    """One claim of a campaign's frame, as it was when the frame was fixed; append-only. `pence` is its amount, `weight`
    its number of tickets in a draw weighted by risk, `must` whether it is audited whatever the draw."""

    campaign = models.ForeignKey(AuditCampaign, on_delete=models.PROTECT, related_name="frame")
    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="framed")
    reference = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    pence = models.BigIntegerField()
    route = models.CharField(max_length=20)
    district = models.CharField(max_length=120, blank=True)
    worker = models.CharField(max_length=200, blank=True)
    weight = models.PositiveSmallIntegerField()
    must = models.BooleanField()
    risks = models.JSONField()

    class Meta:
        ordering = ["campaign", "reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "claim"], name="claim_is_in_a_frame_once",
                violation_error_message="This claim is in the frame already.",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def framed(self):
        """The same as the rules of the draw take it."""
        return Framed(
            self.reference, self.digest, self.pence, self.route, self.district, self.worker, self.weight, self.must,
            tuple(self.risks),
        )

    @property
    def risks_in_words(self):
        """What could be wrong with it, as the names of its risks."""
        return [risk.name for risk in named(self.risks)]


class SampleItemQuerySet(models.QuerySet):
    """The claims of samples."""

    def visible_to(self, user):
        """Whoever reads claims reads which were sampled."""
        return readable_by(self, user)

    def open(self):
        """Those of which it is not known yet whether they stand."""
        return self.filter(state__in=OPEN)


class SampleItem(models.Model):
    """One claim of a sample, in the order in which they came into it. It came in with the first draw (`stage` 1) or
    when the sample grew; `replaces` is the claim whose place it took. Only its state and reason ever change."""

    campaign = models.ForeignKey(AuditCampaign, on_delete=models.PROTECT, related_name="items")
    row = models.OneToOneField(FrameClaim, on_delete=models.PROTECT, related_name="item")
    number = models.PositiveIntegerField()
    stage = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=Part)
    state = models.CharField(max_length=20, choices=ItemState)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    drawn_at = models.DateTimeField()
    reason = models.TextField(blank=True)

    objects = SampleItemQuerySet.as_manager()

    class Meta:
        ordering = ["campaign", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"], name="sample_is_numbered_once",
                violation_error_message="This number in the sample is taken.",
            ),
            models.CheckConstraint(
                name="sample_left_says_why", condition=~Q(state=ItemState.LEFT) | ~Q(reason=""),
                violation_error_message="A claim that left a sample says why.",
            ),
        ]

    def __str__(self):
        return f"{self.row} ({self.number})"

    @property
    def claim(self):
        """The claim that is audited."""
        return self.row.claim

    @property
    def is_departed(self):
        """Whether its claim went out of the sample by itself, and nobody has replaced it yet."""
        return self.state in OPEN and (
            self.row.claim.status != ClaimStatus.IN_SAMPLE or self.row.claim.evidence_digest != self.row.digest
        )


class AuditView(models.Model):
    """What an auditor found in a claim of a sample before they saw anything of those who checked and approved it;
    append-only. Only a claim whose three questions are answered with yes can stand. `digest` is the evidence they saw;
    `reply_by` the last day for a reply, where it does not stand."""

    item = models.OneToOneField(SampleItem, on_delete=models.PROTECT, related_name="view")
    eligible = models.CharField(max_length=20, choices=Answer)
    eligible_note = models.TextField(blank=True)
    whole_family = models.CharField(max_length=20, choices=Answer)
    whole_family_note = models.TextField(blank=True)
    result = models.CharField(max_length=20, choices=Answer)
    result_note = models.TextField(blank=True)
    stands = models.BooleanField()
    code = models.CharField(max_length=40, choices=RejectionCode, blank=True)
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    reply_by = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item"]
        constraints = [
            models.CheckConstraint(
                name="view_says_in_what_a_claim_does_not_stand",
                condition=Q(stands=True, code="", reply_by__isnull=True)
                | Q(stands=False, reply_by__isnull=False) & ~Q(code=""),
                violation_error_message="A claim that does not stand carries the code of the finding.",
            ),
            models.CheckConstraint(
                name="view_of_a_claim_that_stands_answers_yes",
                condition=Q(stands=False) | Q(eligible=Answer.YES, whole_family=Answer.YES, result=Answer.YES),
                violation_error_message="A claim stands only if all three questions are answered with yes.",
            ),
        ]

    def __str__(self):
        return f"{self.item}: {'stands' if self.stands else self.code}"


class AuditReply(models.Model):
    """What a programme manager replied to a finding; append-only. `evidence` says where what they rely on is seen."""

    item = models.OneToOneField(SampleItem, on_delete=models.PROTECT, related_name="reply")
    agrees = models.BooleanField()
    reason = models.TextField()
    evidence = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item"]
        constraints = [
            models.CheckConstraint(
                name="reply_gives_its_reason", condition=~Q(reason=""), violation_error_message="Give the reason.",
            ),
        ]

    def __str__(self):
        return f"{self.item}: {'agreed' if self.agrees else 'contested'}"


class AuditConclusion(models.Model):
    """What an auditor made of a finding after the reply, or after the day for it was over; append-only."""

    item = models.OneToOneField(SampleItem, on_delete=models.PROTECT, related_name="conclusion")
    stands = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["item"]
        constraints = [
            models.CheckConstraint(
                name="conclusion_gives_its_reason", condition=~Q(reason=""), violation_error_message="Give the reason.",
            ),
        ]

    def __str__(self):
        return f"{self.item}: {'stands' if self.stands else 'does not stand'}"

