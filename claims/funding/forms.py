"""What people type and choose on the pages of funding."""

import re

from django import forms
from django.core.exceptions import ValidationError

from claims.funding.forecast import DANGERS, GROUPS
from claims.funding.planning import ShareStated, attachment_timing, plan
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


class ShareForm(PlainForm):
    """A share that somebody stated for a part of a whole."""

    button = "Check"
    part = whole_number("How many of them", need="Enter how many")
    whole = whole_number("Of how many", need="Enter of how many")
    percent = forms.DecimalField(
        label="Per cent stated", min_value=0, max_value=100_000, decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": "Enter the per cent stated", **dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_decimal_places"),
            "Per cent stated must be a number like 63 or 8.54",
        )},
    )

    def clean_whole(self):
        """There is no share of nothing."""
        if not self.cleaned_data["whole"]:
            raise ValidationError("Of how many must be 1 or more")
        return self.cleaned_data["whole"]

    def said(self):
        """The share beside its arithmetic."""
        wanted = self.cleaned_data
        return ShareStated(wanted["part"], wanted["whole"], wanted["percent"])


class ProgrammeForm(PlainForm):
    """How many families are eligible, and how they are spread over the years."""

    button = "Reckon"
    framework = plain.one_of("Programme", Framework.choices, need="Select a programme")
    eligible = whole_number("Families that are eligible", need="Enter how many families are eligible")
    first_year = plain.one_from_list(
        "First year", [("", ""), *((year, in_words(year)) for year in YEARS)], need="Select the first year",
    )
    spread = plain.text(
        "Families of each year", need="Enter how the families are spread over the years", max_length=100,
        help_text="Numbers, like 730 731 731, or shares that add up to 100%, like 40% 50% 10%",
    )
    percent = whole_number(
        "Share of the results that is claimed, in per cent", need="Enter the share of the results that is claimed",
    )
    grant = pounds("Grant for each year, in pounds", need="Enter the grant, or 0 if there is none")
    worked_with = forms.IntegerField(
        label="Families of the first year that are worked with (optional)", required=False, min_value=0,
        max_value=1_000_000, help_text="For Phase 1: it says when the second year’s money for families comes.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Families that are worked with must be a whole number, like 415"
        ),
    )

    def clean_spread(self):
        """`counts` or `percents`, as `plan` takes them."""
        words = re.split(r"[\s,;]+", self.cleaned_data["spread"].strip())
        if all(re.fullmatch(r"\d{1,6}", word) for word in words) and any(map(int, words)):
            return {"counts": [int(word) for word in words]}
        if all(re.fullmatch(r"\d{1,3}%", word) for word in words):
            percents = [int(word[:-1]) for word in words]
            if sum(percents) == 100:
                return {"percents": percents}
            raise ValidationError(f"The shares add up to {sum(percents)}%, not to 100%")
        raise ValidationError("Families of each year must be numbers like 730 731 731, or shares like 40% 50% 10%")

    def clean_percent(self):
        """At most all of them."""
        if self.cleaned_data["percent"] > 100:
            raise ValidationError("The share of the results must be 100% or less")
        return self.cleaned_data["percent"]

    def planned(self):
        """What that brings."""
        wanted = self.cleaned_data
        return plan(
            wanted["framework"], wanted["eligible"], int(wanted["first_year"]), percent=wanted["percent"],
            grant=int(wanted["grant"] * 100), **wanted["spread"],
        )

    def timing(self, planned):
        """When the second year's money for families comes; empty where nothing was said about the first year's."""
        worked_with = self.cleaned_data["worked_with"]
        return [] if worked_with is None else attachment_timing(planned, worked_with)


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
