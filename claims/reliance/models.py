"""What each claim relies on, worked out from its evidence when that is written down."""

from django.db import models

from claims.reliance.enums import Relies


class ClaimReliance(models.Model):
    """One thing that a claim relies on, as its evidence stands; written anew whenever the evidence is.

    `value` says which (`Relies`), `headline` is the code of the headline it concerns, if it is one's.
    """

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="reliances", db_index=False)
    what = models.CharField(max_length=20, choices=Relies)
    value = models.CharField(max_length=60, blank=True)
    headline = models.CharField(max_length=50, blank=True)

    class Meta:
        ordering = ["claim", "what", "value", "headline"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "what", "value", "headline"], name="reliance_is_noted_once",
                violation_error_message="This is already noted of the claim.",
            ),
        ]
        indexes = [models.Index(fields=["what", "value", "headline"], name="claims_by_reliance")]

    def __str__(self):
        return f"{self.claim}: {self.get_what_display()}"
