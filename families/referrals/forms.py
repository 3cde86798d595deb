"""Forms about referrals."""

from django.utils.timezone import localdate

from families.forms import PlainForm, day, long_text, one_from_list, one_of, text
from families.models import District
from families.professionals.forms import email
from families.referrals.enums import ReferralOutcome

REFERRER = ("name", "agency", "phone", "email")


class ReferralForm(PlainForm):
    """Who asks us to help whom, and why."""

    button = "Record referral"
    received_on = day("When did it come?", what="the date it came", past=True, need="Enter the date it came")
    referrer_name = text("Who refers the family?", need="Enter who refers the family", max_length=120)
    referrer_agency = text("For which agency?", need="Enter the agency", max_length=120)
    referrer_phone = text("Telephone", max_length=40, width="govuk-input--width-20")
    referrer_email = email("E-mail")
    about = text(
        "Whom is it about?", need="Enter whom it is about", max_length=200,
        help_text="In the referrer's words: names, ages, where they live. Nobody is created by this.",
    )
    reason = long_text("Why?", need="Enter why the family is referred")
    district = one_from_list("District", [])

    def __init__(self, *args, referral=None, **kwargs):
        initial = {"received_on": localdate()}
        if referral:
            initial = {name: getattr(referral, name) for name in self.base_fields} | {"district": referral.district_id}
            self.button = "Save correction"
        super().__init__(*args, **{"initial": initial, **kwargs})
        districts = District.objects.order_by("name")
        self.fields["district"].choices = [("", "Not known"), *((row.pk, row.name) for row in districts)]

    def clean_district(self):
        """The district, or None."""
        return District.objects.filter(pk=self.cleaned_data["district"] or 0).first()

    def said(self):
        """The referral as actions take it."""
        said = {name: self.cleaned_data[name] for name in ("received_on", "about", "reason", "district")}
        return {**said, "referrer": {name: self.cleaned_data[f"referrer_{name}"] for name in REFERRER}}


class AcknowledgeForm(PlainForm):
    """The day on which the referrer was told that it came."""

    button = "Record that they were told"
    acknowledged_on = day(
        "When was the referrer told that it came?", what="the date they were told", past=True,
        need="Enter the date the referrer was told",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"acknowledged_on": localdate()}, **kwargs})


class DecideForm(PlainForm):
    """What became of a referral."""

    button = "Record the decision"
    outcome = one_of("What was decided?", ReferralOutcome.choices, need="Select what was decided")
    reference = text(
        "Reference of the family", max_length=40, width="govuk-input--width-10",
        help_text="Where the programme works with the family already, or takes it on.",
    )
    decided_on = day("When was it decided?", what="the date of the decision", past=True,
                     need="Enter the date of the decision")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"decided_on": localdate()}, **kwargs})


class TellForm(PlainForm):
    """What the referrer has been told."""

    button = "Record that they were told"
    outcome_told_on = day("When was the referrer told?", what="the date they were told", past=True,
                          need="Enter the date the referrer was told")
    told = long_text(
        "What have they been told?", need="Enter what the referrer has been told",
        help_text="Tell them what became of it, and no more about the family than they need.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"outcome_told_on": localdate()}, **kwargs})
