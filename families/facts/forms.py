"""Forms of the facts that people type in."""

import uuid
from decimal import Decimal

from django import forms

from families.facts.enums import EventKind, Grade, SpellKind
from families.forms import INVALID_CHOICE, PlainForm, day, long_text, one_from_list, one_of
from families.problem_forms import FAMILY, about_choices, headline_field

NOTE_HINT = "Do not name anybody outside the family."


def kinds(vocabulary):
    """The kinds of a vocabulary for a list, in the order of their words."""
    return [("", "Select one"), *sorted(vocabulary.choices, key=lambda choice: choice[1].lower())]


def how_known():
    """How whoever types a fact knows it: the `Grade` that it gets."""
    return forms.TypedChoiceField(
        label="How do you know?", required=False, coerce=int, empty_value=None, widget=forms.RadioSelect,
        initial=Grade.WORKER_OBSERVATION.value,
        choices=[
            (Grade.WORKER_OBSERVATION.value, "I saw it, or checked it with a record or a professional"),
            (Grade.FAMILY_STATEMENT.value, "The family told me, and I have not checked it"),
        ],
        error_messages={"invalid_choice": INVALID_CHOICE},
    )


class FactForm(PlainForm):
    """A fact about one person of the family or about the family; shows what `fact` says when correcting one."""

    def __init__(self, *args, people, fact=None, **kwargs):
        super().__init__(*args, initial=self.said_by(fact) if fact else {}, **kwargs)
        self.fields["person"].choices = about_choices(people)
        if fact:
            self.button = "Save correction"

    def said_by(self, fact):
        """What the fact says, as the form's first values."""
        said = {name: getattr(fact, name) for name in self.base_fields if hasattr(fact, name) and name != "person"}
        return {**said, "person": fact.person_id or FAMILY}


class SentOnceForm(FactForm):
    """A fact of which there may be several alike. `once` names this opening of the form, so that sending it twice,
    by a double click or after going back, does not record the fact twice."""

    once = forms.UUIDField(initial=uuid.uuid4, required=False, widget=forms.HiddenInput)

    def clean(self):
        """A correction needs no name: it replaces what it corrects."""
        data = super().clean()
        if self.initial:
            data.pop("once", None)
        return data


class EventForm(SentOnceForm):
    """Something that happened on a day."""

    button = "Record event"
    kind = one_from_list("What happened?", kinds(EventKind), need="Select what happened")
    person = one_of("Who is it about?", [], need="Select who it is about")
    occurred_on = day("When did it happen?", what="the date it happened", past=True, need="Enter the date it happened")
    grade = how_known()
    note = long_text("Note", help_text=NOTE_HINT)


class SpellForm(SentOnceForm):
    """Something that was so over days."""

    button = "Record period"
    kind = one_from_list("What went on, or still does?", kinds(SpellKind), need="Select what went on, or still does")
    person = one_of("Who is it about?", [], need="Select who it is about")
    starts_on = day("First day", what="the first day", past=True, need="Enter the first day")
    ends_on = day(
        "Last day", what="the last day", past=True,
        help_text="The last day on which it went on. Leave it empty if it still does.",
    )
    grade = how_known()
    note = long_text("Note", help_text=NOTE_HINT)

    def clean(self):
        """The last day is not before the first."""
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "The last day must be the same as or after the first day")
        return data


class EndSpellForm(PlainForm):
    """The last day of something that was still so."""

    button = "Save last day"
    ends_on = day(
        "What was the last day?", what="the last day", past=True, need="Enter the last day",
        help_text="The last day on which it went on. For example, 27 3 2024",
    )


class ScoreForm(FactForm):
    """A reading of a scored tool."""

    button = "Record score"
    tool = one_from_list("Tool", [], need="Select the tool")
    person = one_of("Who is it about?", [], need="Select who it is about")
    scored_on = day("When was it scored?", what="the date it was scored", past=True, need="Enter the date of the score")
    score = forms.DecimalField(
        label="Score", max_digits=14, decimal_places=4,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": "Enter the score",
            "invalid": "Score must be a number, like 7 or 6.5",
            "max_digits": "Score must have 14 digits or fewer",
            "max_decimal_places": "Score must have 4 decimals or fewer",
            "max_whole_digits": "Score must have 10 digits or fewer before the point",
        },
    )
    grade = how_known()

    def __init__(self, *args, tools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tool"].choices = [("", "Select a tool"), *tools.items()]

    def said_by(self, fact):
        """The score without trailing zeros."""
        said = super().said_by(fact)
        return {**said, "score": f"{Decimal(fact.score).normalize():f}"}


class JudgementForm(PlainForm):
    """A decision about a headline, with its reason."""

    button = "Record decision"
    achieved = one_of(
        "Has the family made the progress this headline asks for?", [("yes", "Yes"), ("no", "No")],
        need="Select whether the progress was achieved",
    )
    decided_on = day(
        "When did you decide?", what="the date of the decision", past=True, need="Enter the date of the decision",
    )
    reason = long_text(
        "Reason", need="Enter the reason for the decision",
        help_text="Say what you saw and where it is recorded. A claim may rest on it, and an auditor will read it.",
    )

    field_order = ["headline", "achieved", "decided_on", "reason"]

    def __init__(self, *args, headlines, fact=None, **kwargs):
        super().__init__(*args, initial=self.said_by(fact) if fact else {}, **kwargs)
        self.fields["headline"] = headline_field(headlines, "Select the headline you decide about")
        self.order_fields(self.field_order)

    @staticmethod
    def said_by(fact):
        """What the decision says, as the form's first values."""
        return {
            "headline": fact.headline, "decided_on": fact.decided_on, "reason": fact.reason,
            "achieved": "yes" if fact.achieved else "no",
        }

    def clean_achieved(self):
        """Yes or no as a truth value."""
        return self.cleaned_data["achieved"] == "yes"


class WithdrawForm(PlainForm):
    """Nothing to fill in: the button is the confirmation."""

    button = "Withdraw"
    is_grave = True
