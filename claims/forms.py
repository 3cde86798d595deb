"""What people type and choose on the pages of claims."""

from datetime import datetime, time
from decimal import Decimal

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone

from claims.enums import ClaimStatus, RejectionCode
from claims.exports import catalogue, writing
from claims.models import SubmissionWindow
from claims.queue_list import SORTS, district_choices
from families import forms as plain
from families.enums import Framework
from families.facts.enums import ClaimRoute
from families.forms import PlainForm

EVERY_STATUS = "all"


def _select(label, choices=()):
    return forms.ChoiceField(
        label=label, required=False, choices=choices, widget=forms.Select(attrs={"class": "govuk-select app-select"})
    )


class ClaimsFilter(forms.Form):
    """Which claims a list shows, and in what order. Nothing chosen: those in the queue."""

    status = _select("Status", [("", "In the queue"), *ClaimStatus.choices[1:], (EVERY_STATUS, "All")])
    route = _select("Route", [("", "Both routes"), *ClaimRoute.choices])
    district = _select("District")
    sort = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[(f"{sign}{key}", key) for key in SORTS for sign in ("", "-")]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = district_choices()

    @property
    def status_shown(self):
        """The status to show; empty for all of them."""
        chosen = self.cleaned_data.get("status") or ClaimStatus.QUEUED
        return "" if chosen == EVERY_STATUS else chosen

    @property
    def in_words(self):
        """Which claims are shown, in words; they stand on paper too, where the form does not."""
        shown = {name: dict(self.fields[name].choices) for name in ("status", "route", "district")}
        return "; ".join(words[self.cleaned_data.get(name) or ""] for name, words in shown.items())


class CheckForm(PlainForm):
    """The check of the evidence that stands on the page; `digest` names it."""

    button = "Record that I checked it"
    digest = plain.hidden()
    confirm = plain.some_of(
        "Before you record the check", [("yes", "I have checked every point on this page, and the facts bear it out")],
        need="Confirm that you have checked every point",
    )


class ApproveForm(PlainForm):
    """Approval of the evidence that stands on the page; `digest` names it."""

    button = "Approve this claim"
    digest = plain.hidden()
    confirm = plain.some_of(
        "Before you approve", [("yes", "I have looked at the evidence on this page, and it proves the result")],
        need="Confirm that you have looked at the evidence",
    )


class ReasonForm(PlainForm):
    """A decision that needs its reason."""

    reason = plain.long_text(
        "Reason", need="Enter the reason", help_text="Auditors will read it. Do not write names or private details.",
    )


class SpotCheckForm(PlainForm):
    """What the department's spot check found."""

    button = "Record the spot check"
    result = plain.one_of(
        "What did you find?", [("pass", "The claim stands"), ("fail", "The claim does not stand")],
        need="Choose what you found",
    )
    code = plain.one_from_list(
        "If it does not stand, the finding", [("", "No finding"), *RejectionCode.choices]
    )
    reason = plain.long_text("What you looked at", help_text="Do not write names or private details.")

    def clean(self):
        """A claim that does not stand needs its finding, and one that stands has none."""
        cleaned = super().clean()
        if cleaned.get("result") == "fail" and not cleaned.get("code"):
            self.add_error("code", "Choose the finding")
        if cleaned.get("result") == "pass" and cleaned.get("code"):
            self.add_error("code", "A claim that stands has no finding")
        return cleaned

    @property
    def found(self):
        """What to record, as `record_spot_check` takes it."""
        return {"code": self.cleaned_data["code"], "reason": self.cleaned_data["reason"]}

    @property
    def stands(self):
        """Whether the claim was found to stand."""
        return self.cleaned_data["result"] == "pass"


class SignOffForm(PlainForm):
    """Who signed for the claims of a window, and when."""

    button = "Record the sign-off"
    chief_officer = plain.text(
        "Chief executive or director of children's services", need="Enter who signed for the council", max_length=120,
        help_text="Name and post of the person who signed.",
    )
    finance_officer = plain.text(
        "Chief finance officer (section 151)", need="Enter who signed for the money", max_length=120,
        help_text="Name and post of the person who signed.",
    )
    signed_on = plain.day(
        "Signed on", what="the date of the sign-off", need="Enter the date of the sign-off", past=True
    )


class WithdrawForm(ReasonForm):
    """The reason why a claim is withdrawn for good."""

    button = "Withdraw this claim"
    is_grave = True


class AmountForm(PlainForm):
    """A sum of money."""

    amount = forms.DecimalField(
        label="Amount in pounds", max_digits=9, decimal_places=2, min_value=Decimal("0.01"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": "Enter the amount", "invalid": "The amount must be a number, like 800 or 800.00",
            "min_value": "The amount must be more than nothing",
            "max_decimal_places": "The amount must have no more than two decimals",
            "max_digits": "The amount must have no more than nine digits",
            "max_whole_digits": "The amount must have no more than seven digits before the point",
        },
    )

    @property
    def pence(self):
        """The amount, in pence."""
        return int(self.cleaned_data["amount"] * 100)


class PaymentForm(AmountForm):
    """What the department paid, and when."""

    button = "Record the payment"
    paid_on = plain.day(
        "Date of the payment", what="the date of the payment", need="Enter the date of the payment", past=True
    )


class RepaymentForm(AmountForm):
    """What went back to the department, and when."""

    button = "Record the repayment"
    repaid_on = plain.day(
        "Date of the repayment", what="the date of the repayment", need="Enter the date of the repayment", past=True
    )


class RejectionForm(PlainForm):
    """Why the department did not accept a claim."""

    button = "Record the rejection"
    code = plain.one_from_list(
        "The department's reason", [("", "Choose the reason"), *RejectionCode.choices], need="Choose the reason"
    )
    reason = plain.long_text("More about it", help_text="Do not write names or private details.")


class WindowForm(PlainForm):
    """A submission window."""

    button = "Open this window"
    code = plain.text(
        "Name", need="Enter a name", max_length=40, width="govuk-input--width-20",
        help_text="For example, 2016-09. Letters, numbers, spaces and . - _ only.",
    )
    framework = plain.one_of("Programme", Framework.choices, need="Choose the programme")
    opens_on = plain.day("Opens on", what="the opening date", need="Enter the opening date")
    evidence_cutoff_on = plain.day(
        "Evidence cut-off", what="the evidence cut-off", need="Enter the evidence cut-off",
        help_text="The last day on which a claim's evidence may have been completed.",
    )
    closes_on = plain.day("Closes on", what="the closing date", need="Enter the closing date")

    def refuse_fields(self, error):
        """Shows what the model refuses, at the field it speaks of."""
        for field, sentences in error.message_dict.items():
            for sentence in sentences:
                self.add_error(None if field == NON_FIELD_ERRORS else field, sentence)


class ExportForm(PlainForm):
    """Which export, as of when, and how it is written."""

    button = "Make the export"
    name = plain.one_of("Export", list(catalogue.ON_THE_PAGE.items()), need="Choose the export")
    as_of = plain.day(
        "As of", what="the day", past=True,
        help_text="For verdicts, readiness and progress: the day to judge. Leave empty for today.",
    )
    known_at = plain.day(
        "Known by the end of", what="the day of knowing", past=True,
        help_text="For the same: count only what had been recorded by then. Leave empty for now.",
    )
    window = plain.one_from_list("Submission window", [], help_text="For the payment-by-results return.")
    format = plain.one_of("Format", [(writing.CSV, "CSV"), (writing.XLSX, "Excel workbook")], need="Choose the format")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        windows = SubmissionWindow.objects.order_by("-opens_on", "code")
        self.fields["window"].choices = [("", "The latest submitted")] + [
            (window.code, window.code if window.submitted_at else f"{window.code} (draft: not submitted)")
            for window in windows
        ]
        self.fields["format"].initial = writing.CSV

    def clean_known_at(self):
        """The last moment of the day, or now if that day is today."""
        known_on = self.cleaned_data["known_at"]
        if known_on is None:
            return None
        end = datetime.combine(known_on, time.max)
        return min(timezone.make_aware(end), timezone.now())

