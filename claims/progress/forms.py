"""Of which programme, as of which day and as known when the progress summary is shown."""

from django import forms

from claims.progress.reading import WORDS
from families.as_of import AsOfForm
from families.enums import Framework


class ProgressForm(AsOfForm):
    """What is asked; without a programme the one that is given at first."""

    framework = forms.ChoiceField(
        label="Programme", choices=Framework.choices, required=False,
        widget=forms.Select(attrs={"class": "govuk-select app-select"}),
    )
    field_order = ["framework", "as_of", "known_at"]

    def chosen(self, usual):
        """The programme asked for, else the usual one."""
        return self._asked("framework") or usual


class BehindForm(ProgressForm):
    """One figure, and the quarter of it (none: all up to the day)."""

    figure = forms.ChoiceField(choices=list(WORDS.items()))
    quarter = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
