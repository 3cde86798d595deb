"""What may be chosen on pages that show families."""

from django import forms

from families.as_of import AsOfForm
from families.enums import Stage
from outcomes.enums import WaitingFor
from outcomes.families_list import SORTS
from outcomes.timeline import SORTS as FACT_SORTS


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


class ReplayForm(AsOfForm):
    """The day as of which, and the moment up to whose knowledge, a family is judged again."""
