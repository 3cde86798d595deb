"""What may be chosen on pages that show families."""

from django import forms
from django.utils import timezone

from families.enums import Stage
from outcomes.enums import WaitingFor
from outcomes.families_list import SORTS
from outcomes.timeline import SORTS as FACT_SORTS
from outcomes.wording import day


def _select(label, choices):
    return forms.ChoiceField(
        label=label, required=False, choices=choices, widget=forms.Select(attrs={"class": "govuk-select"})
    )


class FamiliesFilter(forms.Form):
    """Which families a list shows, and in what order."""

    stage = _select("Stage", [("", "All that are open"), *Stage.choices])
    waiting_for = _select("Waiting for", [("", "Anything"), *WaitingFor.choices])
    sort = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[(f"{sign}{key}", key) for key in SORTS for sign in ("", "-")]
    )


class TimelineFilter(forms.Form):
    """Which facts a timeline shows."""

    fact = _select("Kind of fact", [("", "All"), *((sort.code, sort.label) for sort in FACT_SORTS)])
    member = _select("Person", [])

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [("", "Everyone"), *members]


class ReplayForm(forms.Form):
    """The day as of which, and the moment up to whose knowledge, a family is shown. Nothing given: today, now."""

    as_of = forms.DateField(
        label="Day", required=False, input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "The day must be a real date, like 2026-03-27"},
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input govuk-input--width-10"}, format="%Y-%m-%d"),
    )
    known_at = forms.DateTimeField(
        label="As known at", required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"],
        error_messages={"invalid": "The moment must be a real date and time, like 2026-03-27T09:30"},
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "govuk-input govuk-input--width-20"}, format="%Y-%m-%dT%H:%M"
        ),
    )

    def clean_as_of(self):
        """Refuses days to come: nobody knows what will be true then."""
        as_of = self.cleaned_data["as_of"]
        if as_of and as_of > timezone.localdate():
            raise forms.ValidationError(f"The day must be today, {day(timezone.localdate())}, or earlier")
        return as_of

    def clean_known_at(self):
        """Refuses moments to come."""
        known_at = self.cleaned_data["known_at"]
        if known_at and known_at > timezone.now():
            raise forms.ValidationError("The moment must be in the past")
        return known_at
