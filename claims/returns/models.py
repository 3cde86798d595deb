"""Returns that were made: for whom, why, as of when, in which files, and about whom. Nothing here ever changes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.readers import readable_by


class ReturnQuerySet(models.QuerySet):
    """Returns, and who may see that they were made."""

    def visible_to(self, user):
        """Whoever reads claims reads which returns were made; the files are another matter."""
        return readable_by(self, user)

    def latest_editions(self):
        """Those that no later one corrects."""
        return self.filter(correction__isnull=True)


class Return(models.Model):
    """One return made for one recipient, as of a day and as known at a moment: both give its lines again.

    `edition` counts a return and its corrections; a correction cites what it corrects and says why. `noted` counts the
    faults with which it left, `note` what was said about them; `left_out` the people who are not in it because they
    objected.
    """

    name = models.CharField(max_length=40)
    schema_version = models.PositiveIntegerField()
    edition = models.PositiveSmallIntegerField(default=1)
    window = models.ForeignKey(
        "claims.SubmissionWindow", on_delete=models.PROTECT, null=True, related_name="returns"
    )
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    as_of = models.DateField()
    known_at = models.DateTimeField()
    recipient = models.CharField(max_length=120)
    purpose = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    noted = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="correction")
    reason = models.TextField(blank=True)
    rows = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["window", "edition"], name="return_of_a_window_is_made_once", condition=Q(window__isnull=False),
                violation_error_message="This return was already made for this window.",
            ),
            models.CheckConstraint(
                name="return_says_for_whom_and_why", condition=~Q(recipient="") & ~Q(purpose=""),
                violation_error_message="Say for whom the return is made, and for what.",
            ),
            models.CheckConstraint(
                name="correction_cites_a_return_and_says_why",
                condition=Q(corrects__isnull=True, reason="", edition=1)
                | (Q(corrects__isnull=False, edition__gt=1) & ~Q(reason="")),
                violation_error_message="A correction cites the return that it corrects, and says why.",
            ),
            models.CheckConstraint(
                name="return_with_faults_carries_a_note", condition=Q(noted=0) | ~Q(note=""),
                violation_error_message="Say what the recipient is told about the faults.",
            ),
            models.CheckConstraint(
                name="return_is_over_days_in_order",
                condition=Q(first_day__isnull=True, last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                violation_error_message="The period ends before it begins.",
            ),
        ]

    def __str__(self):
        return self.file_stem

    @property
    def file_stem(self):
        """What its files are called, without their ending."""
        of = self.window.code if self.window else self.as_of.isoformat()
        if self.first_day:
            of = f"{self.first_day}-to-{self.last_day}"
        return f"{self.name}-{of}" + (f"-correction-{self.edition - 1}" if self.corrects_id else "")


class ReturnFileQuerySet(models.QuerySet):
    """Files of returns."""

    def sent_for(self, window):
        """The files with which a window was submitted; a correction of its return is another thing."""
        return self.filter(sent__window=window, sent__edition=1).select_related("sent__window")


class ReturnFile(models.Model):
    """One file of a return, byte for byte as it was sent; written once, never changed."""

    sent = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    objects = ReturnFileQuerySet.as_manager()

    class Meta:
        ordering = ["sent", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["sent", "format"], name="return_is_written_once",
                violation_error_message="This return was already written in this format.",
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def file_name(self):
        """The name under which it is saved."""
        return f"{self.sent.file_stem}.{self.format}"


class ReturnLine(models.Model):
    """Whom one line of a return is about. It answers in which returns a family or a person ever was."""

    sent = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["sent", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sent", "number"], name="line_of_a_return_is_about_one",
                violation_error_message="This line is already there.",
            ),
        ]

    def __str__(self):
        return f"{self.sent}, line {self.number}"
