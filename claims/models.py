"""How much: claims and what became of them, submission windows, and the returns that were sent."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.enums import (
    APPROVAL_STANDS,
    CHECK_STANDS,
    FOUND_WANTING,
    LIVE,
    SENT,
    UNVOUCHED,
    WAITS_IN_WINDOW,
    WAS_PAID,
    ClaimStatus,
    MoveVerb,
    RejectionCode,
)
from claims.readers import readable_by
from families.enums import Framework
from families.facts.enums import ClaimRoute


class SubmissionWindowQuerySet(models.QuerySet):
    """Submission windows, and who may see them."""

    def visible_to(self, user):
        """Whoever reads claims reads their windows."""
        return readable_by(self, user)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SubmissionWindow(models.Model):
    """One round of claims to the department, of one framework. All days are included.

    Claims are submitted from `opens_on` to `closes_on`; a claim fits if its evidence held by `evidence_cutoff_on`.
    """

    code = models.CharField(max_length=40, unique=True, error_messages={"unique": "This window is already there."})
    framework = models.CharField(max_length=40, choices=Framework)
    opens_on = models.DateField()
    evidence_cutoff_on = models.DateField()
    closes_on = models.DateField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = SubmissionWindowQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "code"]
        constraints = [
            models.CheckConstraint(
                name="window_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message="The window closes before it opens.",
            ),
            models.CheckConstraint(
                name="window_takes_no_evidence_after_it_closes",
                condition=Q(evidence_cutoff_on__lte=F("closes_on")),
                violation_error_message="The evidence cut-off is after the window closes.",
            ),
            models.CheckConstraint(
                name="window_submitted_names_by_whom",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                violation_error_message="A submitted window says when, and by whom.",
            ),
        ]

    def __str__(self):
        return self.code


class ClaimQuerySet(models.QuerySet):
    """Claims, and who may see them."""

    def visible_to(self, user):
        """Programme managers, auditors and analysts read every claim; nobody else reads any."""
        return readable_by(self, user)

    def live(self):
        """Claims that stand in the way of another one for the same family and framework."""
        return self.filter(status__in=LIVE)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["evidence"],
)
class Claim(models.Model):
    """One result claimed, or to be claimed, for one family. `amount` and `paid_amount` are in pence.

    It rests on the judgement of `as_of`, counting what was known at `known_at`; `evidence` is that judgement with its
    facts (`claims/evidence/`), `evidence_digest` names it; `checked_digest` and `approved_digest` are the evidence that
    was checked, and approved. From submission on all of these are frozen. `previous` is the family's earlier claim
    that was rejected or taken back.

    `line` is the first family of the lineage that the result belongs to: one line has one live claim in a framework.
    It is empty for a result that was sent before its family joined another, whose result was sent as well.
    """

    reference = models.CharField(max_length=20, unique=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="claims")
    framework = models.CharField(max_length=40, choices=Framework)
    route = models.CharField(max_length=20, choices=ClaimRoute)
    status = models.CharField(max_length=20, choices=ClaimStatus)
    amount = models.BigIntegerField(null=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    line = models.ForeignKey("families.Family", on_delete=models.PROTECT, null=True, related_name="+")

    as_of = models.DateField()
    known_at = models.DateTimeField()
    evidence = models.JSONField()
    evidence_digest = models.CharField(max_length=64)

    checked_digest = models.CharField(max_length=64, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    approved_digest = models.CharField(max_length=64, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    window = models.ForeignKey(SubmissionWindow, on_delete=models.PROTECT, null=True, related_name="claims")
    submitted_at = models.DateTimeField(null=True)
    claimed_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    paid_amount = models.BigIntegerField(null=True)
    rejection_code = models.CharField(max_length=40, choices=RejectionCode, blank=True)
    finding_code = models.CharField(max_length=40, choices=RejectionCode, blank=True)
    repaid_on = models.DateField(null=True)
    repaid_amount = models.BigIntegerField(null=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        indexes = [models.Index(fields=["status", "reference"], name="claim_by_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "framework"], name="one_live_claim_per_family_and_framework",
                condition=Q(status__in=LIVE),
                violation_error_message="This family already has a claim in this framework.",
            ),
            models.UniqueConstraint(
                fields=["line", "framework"], name="one_live_claim_per_line_and_framework",
                condition=Q(status__in=LIVE),
                violation_error_message="Another family of this line already has a claim in this framework.",
            ),
            models.CheckConstraint(
                name="claim_is_of_a_line_until_it_is_sent",
                condition=Q(line__isnull=False) | Q(submitted_at__isnull=False) | ~Q(status__in=LIVE),
                violation_error_message="A claim that was not sent names the line of families it belongs to.",
            ),
            models.CheckConstraint(
                name="claim_checked_digest_is_the_current_one",
                condition=~Q(status__in=CHECK_STANDS) | Q(checked_digest=F("evidence_digest")),
                violation_error_message="The evidence is not the evidence that was checked.",
            ),
            models.CheckConstraint(
                name="claim_checked_names_its_checker",
                condition=~Q(status__in=CHECK_STANDS) | Q(checked_by__isnull=False, checked_at__isnull=False),
                violation_error_message="A checked claim says who checked it, and when.",
            ),
            models.CheckConstraint(
                name="claim_approved_digest_is_the_current_one",
                condition=~Q(status__in=APPROVAL_STANDS) | Q(approved_digest=F("evidence_digest")),
                violation_error_message="The evidence is not the evidence that was approved.",
            ),
            models.CheckConstraint(
                name="claim_approved_names_its_approver",
                condition=~Q(status__in=APPROVAL_STANDS)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                violation_error_message="An approved claim says who approved it, and when.",
            ),
            models.CheckConstraint(
                name="claim_in_the_queue_carries_no_approval",
                condition=~Q(status__in=[*UNVOUCHED, ClaimStatus.CHECKED])
                | Q(approved_by__isnull=True, approved_at__isnull=True, approved_digest="", window__isnull=True),
                violation_error_message="A claim that nobody approved carries no approval and is in no window.",
            ),
            models.CheckConstraint(
                name="claim_in_the_queue_carries_no_check",
                condition=~Q(status__in=UNVOUCHED)
                | Q(checked_by__isnull=True, checked_at__isnull=True, checked_digest=""),
                violation_error_message="A claim that nobody checked carries no check.",
            ),
            models.CheckConstraint(
                name="claim_found_wanting_says_in_what",
                condition=~Q(status__in=FOUND_WANTING) | ~Q(finding_code=""),
                violation_error_message="A claim that failed an audit or a spot check carries the code of the finding.",
            ),
            models.CheckConstraint(
                name="claim_that_failed_audit_is_in_no_window",
                condition=~Q(status=ClaimStatus.AUDIT_FAILED) | Q(window__isnull=True),
                violation_error_message="A claim that failed its audit is taken out of its window.",
            ),
            models.CheckConstraint(
                name="claim_amounts_are_positive",
                condition=(Q(amount__isnull=True) | Q(amount__gt=0))
                & (Q(paid_amount__isnull=True) | Q(paid_amount__gt=0))
                & (Q(repaid_amount__isnull=True) | Q(repaid_amount__gt=0)),
                violation_error_message="An amount is more than nothing.",
            ),
            models.CheckConstraint(
                name="claim_sent_has_window_day_and_amount",
                condition=~Q(status__in=[*SENT, ClaimStatus.REJECTED, ClaimStatus.REPAID])
                | Q(window__isnull=False, submitted_at__isnull=False, claimed_on__isnull=False, amount__isnull=False),
                violation_error_message="A submitted claim has a window, a day and an amount.",
            ),
            models.CheckConstraint(
                name="claim_is_paid_after_it_is_made",
                condition=Q(paid_on__isnull=True) | Q(paid_on__gte=F("claimed_on")),
                violation_error_message="The payment is dated before the claim.",
            ),
            models.CheckConstraint(
                name="claim_paid_says_when_and_how_much",
                condition=~Q(status__in=WAS_PAID) | Q(paid_on__isnull=False, paid_amount__isnull=False),
                violation_error_message="A paid claim says when and how much.",
            ),
            models.CheckConstraint(
                name="claim_repaid_says_when_and_how_much",
                condition=Q(
                    status=ClaimStatus.REPAID, repaid_on__isnull=False, repaid_on__gte=F("paid_on"),
                    repaid_amount__isnull=False, repaid_amount__lte=F("paid_amount"),
                ) | (~Q(status=ClaimStatus.REPAID) & Q(repaid_on__isnull=True, repaid_amount__isnull=True)),
                violation_error_message="A repaid claim says when and how much: not before it was paid, and no more.",
            ),
            models.CheckConstraint(
                name="claim_rejected_says_why",
                condition=~Q(status=ClaimStatus.REJECTED) | ~Q(rejection_code=""),
                violation_error_message="A rejected claim carries the code of the reason.",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def waits_in_window(self):
        """Whether it could be taken out of its window: not sent, and not with the auditor."""
        return self.status in WAITS_IN_WINDOW and self.status != ClaimStatus.IN_SAMPLE


class ClaimMove(models.Model):
    """One move of one claim; append-only. `by` is empty for the system itself.

    `digest`, `as_of` and `known_at` name the evidence as it was then: judging again at these two dates gives it back.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="moves")
    before = models.CharField(max_length=20, choices=ClaimStatus, blank=True)
    verb = models.CharField(max_length=20, choices=MoveVerb)
    after = models.CharField(max_length=20, choices=ClaimStatus)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    as_of = models.DateField()
    known_at = models.DateTimeField()

    class Meta:
        ordering = ["claim", "id"]
        # what one night did is found by what it knew
        indexes = [models.Index(fields=["known_at"], name="claim_move_by_knowledge")]

    def __str__(self):
        return f"{self.claim} {self.get_verb_display()}"


class SignOff(models.Model):
    """The council's word for the claims of one window, given by two named officers; append-only.

    `digest` is a SHA-256 over the references and evidence digests of the claims it covers, `pence` their sum. A claim
    whose evidence changes afterwards leaves it; another one that joins the window needs a sign-off of its own.
    """

    window = models.ForeignKey(SubmissionWindow, on_delete=models.PROTECT, related_name="sign_offs")
    chief_officer = models.CharField(max_length=120)
    finance_officer = models.CharField(max_length=120)
    signed_on = models.DateField()
    claims = models.PositiveIntegerField()
    pence = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["window", "id"]
        constraints = [
            models.CheckConstraint(
                name="sign_off_names_two_officers",
                condition=~Q(chief_officer="") & ~Q(finance_officer="") & ~Q(chief_officer=F("finance_officer")),
                violation_error_message="Name two different officers.",
            ),
        ]

    def __str__(self):
        return f"{self.window}, signed off on {self.signed_on}"


from claims.campaigns.models import (  # noqa: E402  (the rooms below are part of this app's models)
    AuditCampaign,
    AuditConclusion,
    AuditReply,
    AuditView,
    FrameClaim,
    SampleItem,
    SamplingSettings,
)
from claims.conflicts.models import ConflictOverride  # noqa: E402
from claims.funding.models import FundingYear  # noqa: E402
from claims.money.models import MoneyLine  # noqa: E402
from claims.packs.models import ClaimPack, PackBundle  # noqa: E402
from claims.reliance.models import ClaimReliance  # noqa: E402
from claims.returns.models import Return, ReturnFile, ReturnLine  # noqa: E402
from claims.savings.models import AvertedCost, OwnUnitCost, SavingsAssumptions  # noqa: E402
from claims.watching.models import ClaimAlert, ClaimWatch  # noqa: E402

__all__ = [
    "AuditCampaign",
    "AuditConclusion",
    "AuditReply",
    "AuditView",
    "AvertedCost",
    "Claim",
    "ClaimAlert",
    "ClaimMove",
    "ClaimPack",
    "ClaimReliance",
    "ClaimWatch",
    "ConflictOverride",
    "FrameClaim",
    "FundingYear",
    "MoneyLine",
    "OwnUnitCost",
    "PackBundle",
    "Return",
    "ReturnFile",
    "ReturnLine",
    "SampleItem",
    "SamplingSettings",
    "SavingsAssumptions",
    "SignOff",
    "SubmissionWindow",
]
