"""What may be chosen on pages that show families."""

from urllib.parse import urlencode

from django import forms

from families.accounts.enums import Role
from families.as_of import AsOfForm
from families.colleagues import workers_under
from families.enums import Stage
from families.pipeline.counting import NOBODY, districts_overseen
from outcomes.enums import WaitingFor
from outcomes.families_list import DUE, SORTS
from outcomes.timeline import SORTS as FACT_SORTS


def _select(label, choices):
    return forms.ChoiceField(
        label=label, required=False, choices=choices, widget=forms.Select(attrs={"class": "govuk-select"})
    )


class FamiliesFilter(forms.Form):
    """Which families a list shows, and in what order. Managers choose a district and a lead worker too."""

    stage = _select("Stage", [("", "All that are open"), *Stage.choices])
    waiting_for = _select("Waiting for", [("", "Anything"), *WaitingFor.choices])
    due = _select("To do", [("", "Anything"), *((key, words) for key, (words, *_) in DUE.items())])
    district = _select("District", [])
    worker = _select("Lead worker", [])
    sort = _select("In which order?", [
        ("", "Nearest to a claim"), *((key, words) for key, (words, _) in SORTS.items()),
        *((f"-{key}", f"{words}, last first") for key, (words, _) in SORTS.items()),
    ])

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        order, chosen = self.fields["sort"], self.data.get("sort", "")
        # the headings of the list turn an order round; here it is offered only while it is in force
        order.widget.choices = [one for one in order.choices if one[0] == chosen or not one[0].startswith("-")]
        if user.role == Role.KEY_WORKER:
            del self.fields["district"], self.fields["worker"]
            return
        districts = [(row.code, row.name) for row in districts_overseen(user)]
        workers = [(str(row.pk), str(row)) for row in workers_under(user)]
        self.fields["district"].choices = [("", "All"), *districts, (NOBODY, "No district")]
        self.fields["worker"].choices = [("", "Anybody"), *workers, (NOBODY, "Nobody")]

    def asked(self):
        """What was chosen, but for the order: word of the address -> value. What cannot be chosen is left out."""
        return {name: value for name, value in self.cleaned_data.items() if value and name != "sort"}

    def query(self):
        """What was chosen, as the end of an address."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})


class TimelineFilter(forms.Form):
    """Which facts a timeline shows."""

    fact = _select("Kind of fact", [("", "All"), *((sort.code, sort.label) for sort in FACT_SORTS)])
    member = _select("Person", [])

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [("", "Everyone"), *members]


class ReplayForm(AsOfForm):
    """The day as of which, and the moment up to whose knowledge, a family is judged again."""
