"""What may be asked of a replay."""

from django import forms
from django.utils import timezone

from families.forms import PlainForm, day, one_from_list
from outcomes.nights.models import Night
from outcomes.wording import day as in_words

NIGHTS_OFFERED = 60


class ReplayNightForm(PlainForm):
    """A past night, or any day with any moment of knowing."""

    button = "See it again"

    night = one_from_list("A past night", [])
    as_of = day("Or any day", what="the day", past=True)
    known_at = forms.DateTimeField(
        label="With what was known at (optional)", required=False,
        help_text="Goes with a day. Leave it empty to count everything that is known now.",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": "The moment must be a real date and time, like 2026-03-27 09:30"},
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "govuk-input govuk-!-width-one-half"}, format="%Y-%m-%dT%H:%M"
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Each may be left out, but not both: "optional" would mislead.
        self.fields["night"].label, self.fields["as_of"].label = "A past night", "Or any day"
        nights = Night.objects.order_by("-business_date")[:NIGHTS_OFFERED]
        self.fields["night"].choices = [
            ("", "Select a night"), *((str(night.pk), f"Night of {in_words(night.business_date)}") for night in nights)
        ]

    def clean_known_at(self):
        """Refuses moments to come."""
        known_at = self.cleaned_data["known_at"]
        if known_at and known_at > timezone.now():
            raise forms.ValidationError("The moment must be in the past")
        return known_at

    def clean(self):
        """One of the two must be given, and not both."""
        given = super().clean()
        if self.errors:
            return given
        if given.get("night") and given.get("as_of"):
            self.add_error("night", "Choose a night or give a day, not both")
        elif given.get("night") and given.get("known_at"):
            self.add_error("known_at", "A night has its own moment. Leave this empty, or give a day instead of a night")
        elif not given.get("night") and not given.get("as_of"):
            self.add_error("night", "Select a night, or give a day")
        return given
