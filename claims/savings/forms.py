"""What people type and choose on the pages of savings."""

import re

from django import forms
from django.core.exceptions import ValidationError

from claims.funding.forms import pounds, whole_number
from claims.savings.costs import shipped
from families import forms as plain
from families.enums import Framework
from families.forms import PlainForm
from families.models import District

MOST_REFERENCES = 500


class SavingsFilter(forms.Form):
    """Whose savings are shown: everybody's, or those of a programme, a district or a sample of families."""

    framework = forms.ChoiceField(
        label="Programme", required=False, choices=[("", "All programmes"), *Framework.choices],
        widget=forms.Select(attrs={"class": "govuk-select app-select"}),
    )
    district = forms.ModelChoiceField(
        label="District", required=False, queryset=District.objects.order_by("name"), empty_label="All districts",
        widget=forms.Select(attrs={"class": "govuk-select app-select"}),
    )
    sample = forms.CharField(
        label="Only these families (optional)", required=False,
        help_text="References, separated by spaces, commas or lines",
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
    )

    def clean_sample(self):
        """The references, None where none was given."""
        references = re.split(r"[\s,;]+", self.cleaned_data["sample"].strip())
        if references == [""]:
            return None
        if len(references) > MOST_REFERENCES:
            raise ValidationError(f"Enter {MOST_REFERENCES} references or fewer")
        return references

    @property
    def in_words(self):
        """Whose savings are shown, in words; they stand on paper too, where the form does not."""
        said = self.wanted()
        framework, district, references = (said.get(name) for name in ("framework", "district", "references"))
        return "; ".join([
            Framework(framework).label if framework else "All programmes",
            self.cleaned_data["district"].name if district else "All districts",
            *([f"Only {' '.join(references)}"] if references else []),
        ])

    def wanted(self):
        """What `reckon` takes, of what was chosen well; nothing where something is wrong."""
        if not self.is_valid():
            return {}
        chosen = self.cleaned_data
        return {
            "framework": chosen["framework"], "district": chosen["district"] and chosen["district"].pk,
            "references": chosen["sample"],
        }


def _percent(label, **options):
    return forms.IntegerField(
        label=label, min_value=0, max_value=100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), f"{label} must be a whole number from 0 to 100"
        ),
        **options,
    )


def _months(label, least, **options):
    return forms.IntegerField(
        label=label, min_value=least, max_value=36,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), f"{label} must be a whole number from {least} to 36"
        ),
        **options,
    )


class AssumptionsForm(PlainForm):
    """What savings are reckoned with."""

    button = "Save what savings are reckoned with"
    from_day = plain.day("From", what="the day from which this holds", need="Enter the day from which this holds")
    deadweight = _percent(
        "Deadweight, in per cent", help_text="How much of the change would have come without any programme."
    )
    impact = _percent(
        "Impact share, in per cent", help_text="How much of the rest is due to this programme rather than to others."
    )
    optimism = _percent("Optimism bias, in per cent", help_text="How much is taken off because hopes run high.")
    months = _months("Length of each window, in months", 1)
    lag_months = _months(
        "Months between engagement and the second window", 0,
        help_text="0 if the second window begins on the day of engagement.",
    )
    cost_per_family = pounds("Cost of the work with one family, in pounds", need="Enter what the work costs, or 0")
    reason = plain.text("Why", need="Enter the reason or the source")

    def clean_cost_per_family(self):
        """The cost in pence."""
        return int(self.cleaned_data["cost_per_family"] * 100)


def _outcomes():
    return [("", ""), *((cost.code, f"{cost.name} ({cost.code})") for cost in shipped())]


class UnitCostForm(PlainForm):
    """The authority's own cost in the place of a published one."""

    button = "Save this cost"
    code = plain.one_from_list("Outcome", _outcomes(), need="Select an outcome")
    from_day = plain.day("From", what="the day from which this holds", need="Enter the day from which this holds")
    pence = pounds("Cost in pounds", need="Enter the cost")
    price_year = forms.RegexField(
        r"^20\d\d/\d\d$", label="In the prices of", help_text="For example, 2019/20",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid"), "Enter the price year, like 2019/20"),
    )
    source = plain.text("Where this is written", need="Enter the source")

    def clean_pence(self):
        """The cost in pence."""
        return int(self.cleaned_data["pence"] * 100)


class AvertedForm(PlainForm):
    """A cost that is held to have been averted."""

    button = "Record the averted cost"
    reference = plain.text("Family’s reference", need="Enter the family’s reference", width="govuk-input--width-10")
    code = plain.one_from_list("Outcome", _outcomes(), need="Select an outcome")
    number = whole_number(
        "How many", need="Enter how many",
        help_text="Of what the outcome says: events, weeks, half-years or years. For a home for 20 weeks, 20.",
    )
    reason = plain.long_text(
        "Why it would have happened otherwise", need="Enter the reason", max_length=400,
        help_text="It stands beside the family’s savings. Do not write names or private details.",
    )
