"""The form of one day's readings of a scored tool, in two voices."""

from crispy_forms_gds.layout import HTML, Layout
from django import forms
from django.utils.timezone import localdate

from families.forms import INVALID_CHOICE, PlainForm, day, one_of, text
from families.problem_forms import about_choices


def score_of(label, tool):
    """One score of the tool's scale, with the words of its step."""
    return forms.TypedChoiceField(
        label=label, required=False, coerce=int, empty_value=None,
        choices=[("", "Not scored"), *((number, f"{number}: {tool.in_words(number)}") for number in tool.scale)],
        widget=forms.Select(attrs={"class": "app-select"}), error_messages={"invalid_choice": INVALID_CHOICE},
    )


class DomainScores:
    """What every form of scores asks, domain by domain: the worker's view, the family's, and its words."""

    def ask(self, tool):
        """Adds the questions of a tool."""
        self.tool = tool
        for domain in tool.domains:
            self.fields[f"worker_{domain.code}"] = score_of("Your view", tool)
            self.fields[f"own_{domain.code}"] = score_of("Their view", tool)
            self.fields[f"words_{domain.code}"] = text("In their words", max_length=300, width="")

    def parts(self):
        """The questions as parts of a page: each domain with what it asks."""
        legend, found = "govuk-fieldset__legend govuk-fieldset__legend--m", []
        for domain in self.tool.domains:
            found += [
                HTML(
                    f'<fieldset class="govuk-fieldset app-domain"><legend class="{legend}">{domain.name}</legend>'
                    f'<p class="govuk-hint">{domain.asks}</p>'
                ),
                f"worker_{domain.code}", f"own_{domain.code}", f"words_{domain.code}", HTML("</fieldset>"),
            ]
        return found

    def said(self, voice):
        """What one voice said: code of a domain -> score, or words."""
        found = {domain.code: self.cleaned_data.get(f"{voice}_{domain.code}") for domain in self.tool.domains}
        return {code: said for code, said in found.items() if said not in (None, "")}

    def readings(self):
        """The scores as the action takes them."""
        return {"worker": self.said("worker"), "own": self.said("own"), "words": self.said("words")}


class OwnReadingForm(PlainForm):
    """What the family really said, where it was written down wrongly, and why it is changed."""

    button = "Save correction"
    reason = text("Why is it changed?", need="Enter why it is changed", max_length=300, width="")

    field_order = ["score", "words", "reason"]

    def __init__(self, *args, reading, tool, **kwargs):
        super().__init__(*args, **{"initial": {"score": reading.score, "words": reading.words}, **kwargs})
        self.fields["score"] = score_of("Their view", tool)
        self.fields["score"].required = True
        self.fields["score"].error_messages["required"] = "Select their view"
        self.fields["words"] = text("In their words", max_length=300, width="")
        self.order_fields(self.field_order)


class WithdrawOwnReadingForm(PlainForm):
    """Why a score that the family gave is withdrawn."""

    button = "Withdraw"
    is_grave = True
    reason = text("Why is it withdrawn?", need="Enter why it is withdrawn", max_length=300, width="")


class ReadingsForm(DomainScores, PlainForm):
    """Where the worker and the family put the family, domain by domain, on one day."""

    button = "Save scores"
    is_kept = True
    person = one_of("Whose situation is scored?", [], need="Select whose situation is scored")
    scored_on = day("When?", what="the date of the scores", past=True, need="Enter the date of the scores")

    def __init__(self, *args, tool, people, **kwargs):
        super().__init__(*args, **{"initial": {"scored_on": localdate(), "person": "family"}, **kwargs})
        self.fields["person"].choices = about_choices(people)
        self.ask(tool)

    @property
    def helper(self):
        """Whose and when, then domain by domain."""
        helper = super().helper
        helper.layout = Layout("person", "scored_on", *self.parts())
        return helper

    def clean(self):
        """At least one score."""
        data = super().clean()
        if not (self.said("worker") or self.said("own")):
            self.add_error(None, "Enter at least one score")
        return data
