"""The packs that were sealed, each bound to the one before."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.enums import TO_BE_AUDITED
from claims.readers import looks_blind, readable_by

NOTHING_BEFORE = "0" * 64


class ClaimPackQuerySet(models.QuerySet):
    """Packs, and who may see them."""

    def visible_to(self, user):
        """Whoever reads claims reads their packs; an auditor, once the claim cannot be audited any more, since a pack
        names who checked and approved it."""
        found = readable_by(self, user)
        blind = [status for status in TO_BE_AUDITED if looks_blind(user, status)] if user.is_authenticated else []
        return found.exclude(claim__status__in=blind) if blind else found


class ClaimPack(models.Model):
    """What one approval of a claim rested on, byte for byte as it was sealed; append-only.

    `content` is the file (a zip), `manifest` the text in it that names its parts by their SHA-256; `digest` is the
    SHA-256 of the manifest, `previous` that of the pack with the number before (nought for the first). The database
    refuses a number left out, a pack that does not follow the one before, and any change. `replaces` is the pack of the
    claim's earlier approval, if there was one.
    """

    number = models.PositiveIntegerField(unique=True)
    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="packs")
    move = models.OneToOneField("claims.ClaimMove", on_delete=models.PROTECT, related_name="pack")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    evidence_digest = models.CharField(max_length=64)
    manifest = models.TextField()
    content = models.BinaryField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    objects = ClaimPackQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return self.file_name

    @property
    def file_name(self):
        """The name under which it is saved."""
        return f"{self.number:06}-{self.claim}.zip"


class PackBundleQuerySet(models.QuerySet):
    """Bundles, and who may see that they were handed over."""

    def visible_to(self, user):
        """Whoever reads claims."""
        return readable_by(self, user)


class PackBundle(models.Model):
    """That packs were handed over: to whom, what for, by whom; append-only. `by` is empty for the command line.

    `sha256` names the very file, `head` the last pack of the chain that went with it: what was handed over shows for
    ever after how the chain stood then.
    """

    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=200)
    recipient = models.CharField(max_length=200)
    packs = models.ManyToManyField(ClaimPack, related_name="bundles")
    head = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    objects = PackBundleQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="bundle_says_what_for_and_to_whom", condition=~Q(purpose="") & ~Q(recipient=""),
                violation_error_message="Say what the packs are for, and who gets them.",
            ),
        ]

    def __str__(self):
        return f"{self.purpose}, for {self.recipient}"
