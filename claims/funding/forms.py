"""What people type and choose on the pages of funding."""

from django import forms

from claims.funding.forecast import DANGERS, GROUPS
from claims.funding.rules import Statement, in_words
from families import forms as plain
from families.enums import Framework
from families.forms import PlainForm

YEARS = range(2012, 2036)


def whole_number(label, *, need, **options):
    """A count of nought or more."""
    return forms.IntegerField(
        label=label, min_value=0, max_value=1_000_000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": need, "invalid": f"{label} must be a whole number, like 415",
            "min_value": f"{label} must be 0 or more", "max_value": f"{label} must be 1,000,000 or fewer",
        },
        **options,
    )


def pounds(label, *, need):
    """An amount of money, as a Decimal of pounds."""
    return forms.DecimalField(
        label=label, min_value=0, max_digits=11, decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": need, "invalid": f"{label} must be an amount in pounds, like 150000",
            "min_value": f"{label} must be 0 or more", "max_decimal_places": f"{label} must be in pounds and pence",
            "max_digits": f"{label} must be less than £1,000,000,000",
            "max_whole_digits": f"{label} must be less than £1,000,000,000",
        },
    )


class AgreedForm(PlainForm):
    """What was agreed with the department for one year."""

    button = "Save what was agreed"
    framework = plain.one_of("Programme", Framework.choices, need="Select a programme")
    year = plain.one_from_list(
        "Year", [("", ""), *((year, in_words(year)) for year in YEARS)], need="Select a year",
        help_text="Years begin on 1 April.",
    )
    families = whole_number("Families to attach", need="Enter how many families are to be attached")
    results = whole_number("Results to claim", need="Enter how many results are to be claimed")
    grant = pounds("Grant for the year, in pounds", need="Enter the grant, or 0 if there is none")
    source = plain.text(
        "Where this is written", need="Enter the letter or report that says so",
        help_text="For example, grant determination letter of 26 March 2015",
    )

    def clean_year(self):
        """The year as a number."""
        return int(self.cleaned_data["year"])

    def clean_grant(self):
        """The grant in pence."""
        return int(self.cleaned_data["grant"] * 100)


class FigureForm(PlainForm):
    """A sum that somebody stated for a number of families or results."""

    button = "Check"
    count = whole_number("How many families or results", need="Enter how many")
    each = pounds("Pounds for each", need="Enter what each brings")
    stated = pounds("Pounds stated for all of them", need="Enter what was stated")

    def said(self):
        """The figure beside its arithmetic."""
        wanted = self.cleaned_data
        return Statement(wanted["count"], int(wanted["each"] * 100), int(wanted["stated"] * 100))


class FundingFilter(forms.Form):
    """Which programme is shown, and which share of its results a scenario reckons with."""

    framework = forms.ChoiceField(
        label="Programme", choices=Framework.choices, widget=forms.Select(attrs={"class": "govuk-select app-select"})
    )
    percent = forms.IntegerField(
        label="Another share of the results, in per cent", required=False, min_value=0, max_value=100,
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "The share must be a whole number from 0 to 100"
        ),
    )


class FamiliesFilter(forms.Form):
    """The families behind one figure of the forecast."""

    framework = forms.ChoiceField(choices=Framework.choices)
    group = forms.ChoiceField(choices=list(GROUPS.items()), required=False)
    danger = forms.ChoiceField(choices=list(DANGERS.items()), required=False)
    month = forms.DateField(input_formats=["%Y-%m"], required=False)
