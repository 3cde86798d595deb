"""What people choose and write to make a return."""

from django import forms
from django.utils import timezone

from claims.models import Return
from claims.returns.enums import PeriodKind, Severity
from claims.returns.periods import half_years
from claims.returns.schemas import SCHEMAS
from families import forms as plain
from families.forms import PlainForm
from families.models import FamilyDetails

MOST_PERIODS = 40


class PrepareForm(PlainForm):
    """For which days, for whom and for what a return is made. It is sent as part of the address."""

    button = "Check what it would hold"
    period = plain.one_from_list("Half-year", [], need="Select a half-year")
    day = plain.day(
        "As of", what="the day", past=True, help_text="Everything up to this day counts. Leave empty for today.",
    )
    recipient = plain.text(
        "Who receives it", need="Enter who receives the return", max_length=120,
        help_text="The organisation, not a person. It is kept with the return.",
    )
    purpose = plain.text(
        "What it is for", need="Enter what the return is for", help_text="It is kept with the return, and logged.",
    )

    def __init__(self, *args, schema, **kwargs):
        super().__init__(*args, **kwargs)
        self.schema = schema
        if schema.period == PeriodKind.HALF_YEAR:
            del self.fields["day"]
            self.periods = {period.code: period for period in periods_worked()}
            self.fields["period"].choices = [("", ""), *((code, str(of)) for code, of in self.periods.items())]
        else:
            del self.fields["period"]

    def asked(self):
        """The days, as `prepare` takes them."""
        today = timezone.localdate()
        if self.schema.period == PeriodKind.HALF_YEAR:
            period = self.periods[self.cleaned_data["period"]]
            return {
                "as_of": min(period.last_day, today), "first_day": period.first_day, "last_day": period.last_day,
            }
        return {"as_of": self.cleaned_data["day"] or today}

    def for_whom(self):
        """The recipient and the purpose."""
        return {name: self.cleaned_data[name] for name in ("recipient", "purpose")}


def periods_worked():
    """The half-years in which families were worked with, the latest first."""
    first = FamilyDetails.objects.current().exclude(engaged_on=None).order_by("engaged_on").first()
    today = timezone.localdate()
    return half_years(first.engaged_on if first else today, today)[::-1][:MOST_PERIODS]


class ReleaseForm(PlainForm):
    """The last word before a return is made."""

    button = "Make this return"
    is_grave = True
    seal = plain.hidden()

    def __init__(self, *args, faults=0, correction=False, **kwargs):
        super().__init__(*args, **kwargs)
        if correction:
            self.button = "Make this correction"
            self.fields["reason"] = plain.long_text(
                "Why it is corrected", need="Enter why the return is corrected", max_length=400,
                help_text="The recipient and auditors read it. Do not write names.",
            )
        if faults:
            self.fields["note"] = plain.long_text(
                "Note about the faults that stay", need="Enter what the recipient is told about the faults",
                max_length=1000, help_text="It is kept with the return. Do not write names.",
            )
        self.fields["sure"] = plain.some_of(
            "Please confirm", [("yes", "I have looked at what it holds. The files are written once and never change.")],
            need="Confirm that you have looked at what the return holds",
        )

    def said(self):
        """What the action takes."""
        return {
            name: self.cleaned_data[name] for name in ("seal", "note", "reason") if name in self.cleaned_data
        }


class FaultsFilter(forms.Form):
    """Which faults are shown."""

    severity = forms.ChoiceField(
        label="How grave", required=False, choices=[("", "All"), *Severity.choices],
        widget=forms.Select(attrs={"class": "govuk-select app-select"}),
    )
    column = forms.ChoiceField(
        label="Column", required=False, widget=forms.Select(attrs={"class": "govuk-select app-select"})
    )
    family = forms.CharField(
        label="Family’s reference", required=False, max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-10", "autocomplete": "off"}),
    )

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["column"].choices = [("", "All columns"), *((heading, heading) for heading in headings)]

    def chosen(self, faults):
        """The faults that fit; all of them where something was chosen wrong."""
        wanted = self.cleaned_data if self.is_valid() else {}
        severity, column, family = (wanted.get(name) for name in ("severity", "column", "family"))
        return [
            fault for fault in faults
            if (not severity or fault.severity == severity) and (not column or fault.heading == column)
            and (not family or (fault.family and fault.family.reference.casefold() == family.strip().casefold()))
        ]


class ReturnsFilter(forms.Form):
    """Which of the returns that were made are shown."""

    name = forms.ChoiceField(
        label="Return", required=False, widget=forms.Select(attrs={"class": "govuk-select app-select"}),
        choices=[("", "All returns"), *((name, schema.title) for name, schema in SCHEMAS.items())],
    )
    recipient = forms.ChoiceField(
        label="Recipient", required=False, widget=forms.Select(attrs={"class": "govuk-select app-select"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = Return.objects.order_by("recipient").values_list("recipient", flat=True).distinct()
        self.fields["recipient"].choices = [("", "All recipients"), *((name, name) for name in names)]

    def chosen(self, returns):
        """The returns that fit."""
        wanted = self.cleaned_data if self.is_valid() else {}
        return returns.filter(**{name: value for name, value in wanted.items() if value})
