"""Forms of loading files and of the list of loads."""

from django import forms

from families.facts.datasets import DATASETS
from families.facts.enums import LoadState
from families.forms import PlainForm, day, files, one_of, text, whole_number

MOST_BYTES_OF_A_NAME = 200  # file systems hold 255, and what is handed back has a longer name


class LoadFilesForm(PlainForm):
    """The files, and for events and spells who sent them and for which days they are complete."""

    button = "Load files"
    files = files(
        "Files", need="Select at least one file", accept=".csv,.txt,.tsv,.xlsx",
        help_text="CSV or Excel (.xlsx). A file's name begins with the name of what it holds, like events or people.",
    )
    whole = one_of(
        "What if a row cannot be loaded?",
        [("part", "Load the others, and hand that row back"), ("whole", "Load nothing of that file")],
        need="Select what to do with a file in which a row cannot be loaded", initial="part",
    )
    source = text(
        "Source, for events and spells", max_length=60, width="govuk-input--width-20",
        help_text="Who sent the file, where its rows do not say so.",
    )
    total = whole_number(
        "Number of rows, as the sender counted them", most=100_000_000,
        help_text="For one file. If the file has another number of rows, it is held until somebody has looked at it.",
    )
    covers_from = day(
        "Complete from, for events and spells", what="the first day it is complete for",
        help_text="Only if the sender says that nothing is missing between the two days. For example, 1 9 2024",
    )
    covers_to = day(
        "Complete to, for events and spells", what="the last day it is complete for",
        help_text="For example, 31 12 2024",
    )

    def clean_files(self):
        """The files, no two of one name, and none of a name that file systems cannot hold."""
        found = self.cleaned_data["files"]
        if any(len(file.name.encode()) > MOST_BYTES_OF_A_NAME for file in found):
            raise forms.ValidationError("The name of a file is too long: shorten it, but keep its beginning")
        names = [file.name.lower() for file in found]
        if len(set(names)) < len(names):
            raise forms.ValidationError("Two of the files have the same name: load them one after the other")
        return found

    def clean(self):
        """Both days of a period, or neither."""
        data = super().clean()
        first, last = data.get("covers_from"), data.get("covers_to")
        if "covers_from" in data and "covers_to" in data:
            if first and not last:
                self.add_error("covers_to", "Enter the last day it is complete for")
            elif last and not first:
                self.add_error("covers_from", "Enter the first day it is complete for")
            elif first and last < first:
                self.add_error("covers_to", "The last day must be the same as or after the first day")
        return data


class LoadsFilter(forms.Form):
    """Which loads to list."""

    dataset = forms.ChoiceField(
        label="What the file holds", required=False, choices=[("", "Anything"), *((name, name) for name in DATASETS)],
        widget=forms.Select(attrs={"class": "govuk-select app-select"}),
    )
    state = forms.ChoiceField(
        label="What became of it", required=False, choices=[("", "Any state"), *LoadState.choices],
        widget=forms.Select(attrs={"class": "govuk-select app-select"}),
    )
