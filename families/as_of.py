"""The form that asks as of which day, and as known at which moment, a page about a family is shown."""

from django import forms
from django.utils import timezone

from families.facts.words import day_in_words


class AsOfForm(forms.Form):
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
            raise forms.ValidationError(f"The day must be today, {day_in_words(timezone.localdate())}, or earlier")
        return as_of

    def clean_known_at(self):
        """Refuses moments to come."""
        known_at = self.cleaned_data["known_at"]
        if known_at and known_at > timezone.now():
            raise forms.ValidationError("The moment must be in the past")
        return known_at

    @property
    def day(self):
        """The day asked for, or today."""
        return self._asked("as_of") or timezone.localdate()

    @property
    def moment(self):
        """The moment asked for, or now."""
        return self._asked("known_at") or timezone.now()

    @property
    def is_past(self):
        """Whether anything but today and now is asked for."""
        return bool(self._asked("as_of") or self._asked("known_at"))

    def _asked(self, name):
        return self.cleaned_data.get(name) if self.is_bound and not self.errors else None
