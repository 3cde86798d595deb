"""Which lines of a timeline are shown."""

from django import forms

from families.as_of import AsOfForm
from families.timeline.sources import KINDS


def chooser(label, choices):
    """A list to choose from."""
    return forms.ChoiceField(
        label=label, required=False, choices=choices, widget=forms.Select(attrs={"class": "govuk-select app-select"})
    )


def day_box(label):
    """A day, as the browser's own date box gives it."""
    return forms.DateField(
        label=label, required=False, input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "The day must be a real date, like 2026-03-27"},
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input govuk-input--width-10"}, format="%Y-%m-%d"),
    )


class TimelineForm(AsOfForm):
    """What kind of line, about whom, between which days, and as known at which moment."""

    kind = chooser("Kind", [])
    person = chooser("Person", [])
    first = day_box("From")
    last = day_box("To")

    field_order = ["kind", "person", "first", "last", "known_at"]

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["as_of"]
        self.fields["kind"].choices = [("", "All kinds"), *KINDS.items()]
        self.fields["person"].choices = [("", "Everybody"), *((str(key), name) for key, name in people.items())]

    def clean_as_of(self):
        """A timeline has a period instead."""

    def asked(self):
        """What was chosen, as `Timeline` takes it; whatever is wrong is as if it was left empty."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        person = said.get("person")
        return {
            "kind": said.get("kind") or "", "person_id": int(person) if person else None,
            "first": said.get("first"), "last": said.get("last"), "known_at": said.get("known_at"),
        }
