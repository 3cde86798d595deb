"""The export `claims`: our own claims, and those that other systems or authorities made for our families."""

from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import DateWidget, Widget

from claims.exports.writing import Pounds
from claims.models import Claim
from families.models import ClaimMade

COLUMNS = (
    "reference", "family_ref", "framework", "route", "status", "claimed_on", "amount", "window", "approved_by",
    "submitted_on", "paid_on",
)


class MoneyWidget(Widget):
    """Pence as `Pounds`."""

    def render(self, value, obj=None, **kwargs):
        return None if value is None else Pounds(value)


def _day(name):
    return Field(attribute=name, column_name=name, widget=DateWidget(coerce_to_string=False))


class ClaimResource(ModelResource):
    """Our claims as rows. Text stays text and dates stay dates; `claims/exports/writing.py` writes them."""

    reference = Field(attribute="reference")
    family_ref = Field(attribute="family__reference")
    framework = Field(attribute="framework")
    route = Field(attribute="route")
    status = Field(attribute="status")
    claimed_on = _day("claimed_on")
    amount = Field(attribute="amount", widget=MoneyWidget())
    window = Field(attribute="window__code")
    approved_by = Field(attribute="approved_by__username")
    submitted_on = Field()
    paid_on = _day("paid_on")

    class Meta:
        model = Claim
        fields = COLUMNS
        export_order = COLUMNS

    def dehydrate_submitted_on(self, claim):
        """A claim is claimed on the day it is submitted."""
        return claim.claimed_on if claim.submitted_at else None


class ClaimMadeResource(ModelResource):
    """Claims made elsewhere, in the same columns; what such a claim has no word for stays blank."""

    reference = Field(attribute="reference")
    family_ref = Field(attribute="family__reference")
    framework = Field(attribute="framework")
    route = Field(attribute="route")
    status = Field(attribute="status")
    claimed_on = _day("claimed_on")
    amount = Field(attribute="amount", widget=MoneyWidget())
    window = Field()
    approved_by = Field()
    submitted_on = _day("claimed_on")
    paid_on = Field()

    class Meta:
        model = ClaimMade
        fields = COLUMNS
        export_order = COLUMNS


def rows(claims=None):
    """Our claims (all, or these), by reference; with all of them, then the claims made elsewhere, by family and day."""
    ours = Claim.objects.all() if claims is None else claims
    ours = ours.select_related("family", "window", "approved_by").defer("evidence").order_by("reference")
    found = [list(row) for row in ClaimResource().export(ours)]
    if claims is None:
        elsewhere = ClaimMade.objects.current().filter(reference="").select_related("family")
        found += sorted(
            [list(row) for row in ClaimMadeResource().export(elsewhere)], key=lambda row: (row[1], row[2], row[5])
        )
    return found
