"""Forms about the professionals round a family."""

from django import forms
from django.utils.timezone import localdate

from families.forms import PlainForm, day, one_of, optional, text
from families.professionals.enums import ContactKind

PERSON = ("name", "agency", "job", "phone", "email")


def email(label, need=""):
    """An e-mail address."""
    return forms.EmailField(
        label=optional(label, need), required=bool(need), max_length=120,
        widget=forms.EmailInput(attrs={"class": "govuk-!-width-two-thirds", "autocomplete": "off"}),
        error_messages={
            "required": need, "invalid": "Enter an e-mail address in the correct format, like name@example.org",
        },
    )


class ProfessionalForm(PlainForm):
    """Somebody who works with the family."""

    button = "Add professional"
    name = text("Name", need="Enter the name", max_length=120)
    agency = text("Agency", need="Enter the agency", max_length=120)
    job = text("Job or role with the family", max_length=120)
    phone = text("Telephone", max_length=40, width="govuk-input--width-20")
    email = email("E-mail")
    starts_on = day("Since when do they work with the family?", what="the first day", past=True,
                    need="Enter the first day they worked with the family")

    def person(self):
        """The professional as actions take them."""
        return {name: self.cleaned_data[name] for name in PERSON}


class ProfessionalCorrectionForm(ProfessionalForm):
    """What was wrong about a professional from the start."""

    button = "Save correction"
    ends_on = day("Until when?", what="the last day", past=True, help_text="Leave it empty if they still do.")

    def __init__(self, *args, professional, **kwargs):
        initial = {name: getattr(professional, name) for name in (*PERSON, "starts_on", "ends_on")}
        super().__init__(*args, **{"initial": initial, **kwargs})

    def clean(self):
        """The last day is not before the first."""
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "The last day must be the same as or after the first day")
        return data


class ContactForm(PlainForm):
    """A day on which a professional was in touch."""

    button = "Record contact"
    happened_on = day("When were they in touch?", what="the date of the contact", past=True,
                      need="Enter the date of the contact")
    kind = one_of("How?", ContactKind.choices, need="Select how they were in touch")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"happened_on": localdate()}, **kwargs})
