"""The packs that were sealed, each bound to the one before."""

from django.db import models

from claims.readers import readable_by

NOTHING_BEFORE = "0" * 64


class ClaimPackQuerySet(models.QuerySet):
    """Packs, and who may see them."""

    def visible_to(self, user):
        """Whoever reads claims reads their packs."""
        return readable_by(self, user)


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
