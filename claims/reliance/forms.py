"""What is asked of claims and what they rely on."""

from django import forms

from claims.enums import ClaimStatus
from claims.models import SubmissionWindow
from claims.queue_list import district_choices
from claims.reliance.reading import GROUPS
from families.enums import Framework
from families.facts.enums import ClaimRoute

USUAL = "made"


def _select(label, choices=()):
    return forms.ChoiceField(
        label=label, required=False, choices=choices, widget=forms.Select(attrs={"class": "govuk-select app-select"})
    )


class RelianceFilter(forms.Form):
    """Which claims are meant. Nothing chosen: those that were made."""

    group = _select("Claims", [
        *[(code, words) for code, (words, _) in GROUPS.items()], ("all", "All claims"),
        *[(status.value, f"Now: {status.label}") for status in ClaimStatus],
    ])
    framework = _select("Programme", [("", "All programmes"), *Framework.choices])
    route = _select("Route", [("", "Both routes"), *ClaimRoute.choices])
    window = _select("Submission window")
    district = _select("District")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = SubmissionWindow.objects.values_list("code", flat=True)
        self.fields["window"].choices = [("", "All windows"), *((code, code) for code in codes)]
        self.fields["district"].choices = district_choices()

    @property
    def meant(self):
        """What `claims_meant` takes; what was chosen and does not exist is left out."""
        self.is_valid()
        return {**self.cleaned_data, "group": self.cleaned_data.get("group") or USUAL}

    @property
    def in_words(self):
        """Which claims are meant, in words; they stand on paper too, where the form does not."""
        meant = self.meant
        return "; ".join(dict(field.choices)[meant.get(name) or ""] for name, field in self.fields.items())
