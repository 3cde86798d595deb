"""Forms of addresses."""

import re

from django import forms

from families.forms import PlainForm, day, one_from_list, one_of, text
from families.household.enums import HomeUse, Tenure
from families.models import District
from families.problem_forms import FAMILY

PLACE = ("line_1", "line_2", "town", "postcode", "ward", "district", "tenure", "uprn", "is_confidential")


class PlaceForm(PlainForm):
    """A postal address, and what must be known of it."""

    line_1 = text("Address line 1", need="Enter the first line of the address", max_length=120)
    line_2 = text("Address line 2", max_length=120)
    town = text("Town or city", max_length=80)
    postcode = text("Postcode", max_length=10, width="govuk-input--width-10")
    ward = text("Ward", max_length=80)
    district = one_from_list("District", [])
    tenure = one_from_list("How is the home held?", [])
    uprn = text("UPRN", max_length=12, width="govuk-input--width-10", help_text="The property's reference number.")
    is_confidential = forms.BooleanField(
        label="Keep this address off anything given to the family: somebody must not know where another lives",
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        districts = District.objects.order_by("name")
        self.fields["district"].choices = [("", "Not known"), *((row.pk, row.name) for row in districts)]
        held = self.initial.get("tenure")
        own = [(held, held)] if held and held not in Tenure.values else []
        self.fields["tenure"].choices = [("", "Not known"), *own, *(one for one in Tenure.choices if one[0])]

    def clean_district(self):
        """The district, or None."""
        return District.objects.filter(pk=self.cleaned_data["district"] or 0).first()

    def clean_postcode(self):
        """The postcode as it is written on letters."""
        compact = re.sub(r"\s", "", self.cleaned_data["postcode"]).upper()
        if compact and not re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}", compact):
            raise forms.ValidationError("Enter a full postcode, like LS1 4AP, or leave it empty")
        return f"{compact[:-3]} {compact[-3:]}" if compact else ""

    def clean_uprn(self):
        """Digits only."""
        if self.cleaned_data["uprn"] and not self.cleaned_data["uprn"].isdecimal():
            raise forms.ValidationError("UPRN must be numbers only")
        return self.cleaned_data["uprn"]

    def place(self):
        """The address as actions take it."""
        return {name: self.cleaned_data[name] for name in PLACE}


class AddressForm(PlaceForm):
    """Who lives where, and since when."""

    button = "Record address"
    who = one_of("Whose address is it?", [], need="Select whose address it is")
    use = one_of("How do they live there?", HomeUse.choices, need="Select how they live there")
    starts_on = day("Since when?", what="the first day", past=True, need="Enter the first day at the address")
    ends_on = day("Until when?", what="the last day", past=True, help_text="Leave it empty if they still live there.")
    field_order = ["who", "use", *PLACE, "starts_on", "ends_on"]

    def __init__(self, *args, people, address=None, **kwargs):
        initial = {"who": FAMILY, "use": HomeUse.HOME}
        if address:
            initial = {name: getattr(address, name) for name in (*PLACE, "use", "starts_on", "ends_on")}
            initial |= {"who": address.person_id or FAMILY, "district": address.district_id}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["who"].choices = [(FAMILY, "The family's home"), *people.items()]
        if address:
            self.button = "Save correction"

    def clean(self):
        """Days in order; a part of the time is one person's."""
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "The last day must be the same as or after the first day")
        if data.get("who") == FAMILY and data.get("use") == HomeUse.PART_TIME:
            self.add_error("who", "Select the person who lives there part of the time")
        return data


class MovedForm(PlaceForm):
    """Where they moved, and when."""

    button = "Record the move"
    moved_on = day("When did they move?", what="the day of the move", past=True, need="Enter the day of the move",
                   help_text="The first day at the new address. For example, 27 3 2024")
    field_order = ["moved_on", *PLACE]
