"""What auditors and managers type and choose on the pages of audits."""

from django import forms

from claims.campaigns.enums import Answer, Groups, Method
from claims.campaigns.risks import MOST_TICKETS, set_by_auditors
from claims.enums import RejectionCode
from families import forms as plain
from families.forms import PlainForm


class DrawForm(forms.Form):
    """How a sample would be drawn; the page shows what that comes to before anything is drawn."""

    method = forms.ChoiceField(
        label="How the claims are chosen", required=False, choices=Method.choices,
        widget=forms.Select(attrs={"class": "govuk-select app-select"}),
    )
    groups = forms.ChoiceField(
        label="If stratified, by", required=False, choices=Groups.choices,
        widget=forms.Select(attrs={"class": "govuk-select app-select"}),
    )

    @property
    def chosen(self):
        """The method and the groups as a draw takes them."""
        self.is_valid()
        method = self.cleaned_data.get("method") or Method.SIMPLE
        groups = self.cleaned_data.get("groups") or Groups.ROUTE
        return {"method": method, "groups": groups if method == Method.STRATIFIED else ""}


def _question(label, **options):
    return plain.one_of(label, Answer.choices, need="Answer this question", **options)


def _note(label):
    return plain.long_text(label, rows=2, help_text="Do not write names or private details.")


class ViewForm(PlainForm):
    """What an auditor finds in a claim: three answers, and whether it stands."""

    button = "Record what I found"
    digest = plain.hidden()
    eligible = _question("1. Was the family eligible?")
    eligible_note = _note("What you looked at for the first question")
    whole_family = _question("2. Was it worked with as a whole family?")
    whole_family_note = _note("What you looked at for the second question")
    result = _question("3. Is the result evidenced?")
    result_note = _note("What you looked at for the third question")
    stands = plain.one_of(
        "Taken together", [("yes", "The claim stands"), ("no", "The claim does not stand")],
        need="Choose whether the claim stands",
    )
    code = plain.one_from_list("If it does not stand, the finding", [("", "No finding"), *RejectionCode.choices])
    note = _note("What the programme manager needs to know to reply")

    def clean(self):
        """A claim stands only with three times yes and no finding, and does not stand only with one."""
        cleaned = super().clean()
        answers = [cleaned.get(name) for name in ("eligible", "whole_family", "result")]
        if cleaned.get("stands") == "yes":
            if all(answers) and any(answer != Answer.YES for answer in answers):
                self.add_error("stands", "A claim stands only if all three questions are answered with yes")
            if cleaned.get("code"):
                self.add_error("code", "A claim that stands has no finding")
        elif cleaned.get("stands") == "no" and not cleaned.get("code"):
            self.add_error("code", "Choose the finding")
        return cleaned

    @property
    def found(self):
        """What to record, as `record_view` takes it."""
        said, names = self.cleaned_data, ("eligible", "whole_family", "result")
        return {
            "digest": said["digest"], "answers": {name: said[name] for name in names},
            "notes": {name: said[f"{name}_note"] for name in names}, "stands": said["stands"] == "yes",
            "code": said["code"], "note": said["note"],
        }


class ReplyForm(PlainForm):
    """A programme manager's reply to a finding."""

    button = "Send this reply"
    agrees = plain.one_of(
        "Do you agree with the finding?",
        [("yes", "I agree: the claim does not stand"), ("no", "I contest it: the claim stands")],
        need="Choose whether you agree",
    )
    reason = plain.long_text("Why", need="Enter the reason", help_text="Do not write names or private details.")
    evidence = plain.long_text(
        "Where the auditor can see what you rely on", rows=2,
        help_text="For example, the date of a note or a letter, and the system it is kept in.",
    )

    @property
    def said(self):
        """What to record, as `reply_to_finding` takes it."""
        return {**self.cleaned_data, "agrees": self.cleaned_data["agrees"] == "yes"}


class ConclusionForm(PlainForm):
    """What an auditor makes of a finding after the reply."""

    button = "Record this conclusion"
    stands = plain.one_of(
        "After the reply",
        [("no", "The finding is confirmed: the claim does not stand and leaves its window"),
         ("yes", "The finding is changed: the claim stands")],
        need="Choose what becomes of the finding",
    )
    reason = plain.long_text("Why", need="Enter the reason", help_text="Do not write names or private details.")

    @property
    def said(self):
        """What to record, as `conclude` takes it."""
        return {"stands": self.cleaned_data["stands"] == "yes", "reason": self.cleaned_data["reason"]}


class ClosingForm(PlainForm):
    """Closing an audit for good."""

    button = "Close this audit"
    is_grave = True
    confirm = plain.some_of(
        "Before you close it",
        [("yes", "Every finding is recorded. Nothing about this audit can be changed afterwards")],
        need="Confirm that the audit is to be closed",
    )


def _number(label, *, least, most, **options):
    problem = f"{label} must be a whole number from {least} to {most}"
    return forms.IntegerField(
        label=label, min_value=least, max_value=most,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), problem), **options,
    )


TICKETS = "tickets_"  # begins the name of a field that asks for the tickets of a risk


class SamplingForm(PlainForm):
    """How much is audited from a day on, and what makes a claim likelier to be drawn."""

    button = "Save how much is audited"
    from_day = plain.day("From", what="the day from which this holds", need="Enter the day from which this holds")
    percent = _number("Per cent of a window’s claims", least=1, most=100, help_text="Rounded up to whole claims.")
    minimum = _number("At least so many claims", least=1, most=1000)
    extend_percent = _number(
        "Per cent by which a failed sample grows", least=1, most=100,
        help_text="100 if one claim that fails means that all are audited.",
    )
    reply_days = _number("Days for a reply to a finding", least=1, most=60)
    reason = plain.text("Why", need="Enter the reason or the source")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for risk in set_by_auditors():
            self.fields[f"{TICKETS}{risk.code}"] = _number(
                f"Extra tickets: {risk.name}", least=0, most=MOST_TICKETS, help_text=risk.reason,
            )
        self.order_fields([name for name in self.fields if name != "reason"])

    @property
    def asked(self):
        """What to set, as `set_sampling` takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if not name.startswith(TICKETS)}
        tickets = {risk.code: self.cleaned_data[f"{TICKETS}{risk.code}"] for risk in set_by_auditors()}
        return {**said, "tickets": tickets}

    @staticmethod
    def of(asked):
        """What the form begins with: settings (`Sampling`) as they are."""
        return {
            "percent": asked.percent, "minimum": asked.minimum, "extend_percent": asked.extend_percent,
            "reply_days": asked.reply_days, **{f"{TICKETS}{risk.code}": risk.tickets for risk in asked.risks},
        }
