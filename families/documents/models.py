"""Documents: files attached to a family's record. What is attached never changes; it can be withdrawn."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from families.documents.enums import DocumentKind, FileType


class DocumentQuerySet(models.QuerySet):
    """Documents."""

    def known_at(self, moment):
        """Those attached and not withdrawn by a moment; None means now."""
        if moment is None:
            return self.filter(withdrawn_at=None)
        return self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=moment), added_at__lte=moment)


class Document(models.Model):
    """What is known of one file. `about` holds ids of members (none: the family); `size` is in bytes.

    The bytes themselves are in `DocumentContent`, so that no list ever reads them. `token` is given by the form, so
    that sending one twice attaches once.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    title = models.CharField(max_length=120)
    dated_on = models.DateField()
    about = ArrayField(models.BigIntegerField(), default=list)
    file_name = models.CharField(max_length=120)
    file_type = models.CharField(max_length=10, choices=FileType)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "sha256"], name="document_is_attached_once", condition=Q(withdrawn_at=None),
                violation_error_message="This very file is attached to this family already.",
            ),
            models.CheckConstraint(
                name="document_is_withdrawn_by_somebody_for_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                violation_error_message="Say why the document is withdrawn.",
            ),
        ]

    def __str__(self):
        return self.title


class DocumentContent(models.Model):
    """The bytes of one document."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="content", primary_key=True)
    content = models.BinaryField()

    def __str__(self):
        return f"content of document {self.pk}"
