"""Forms about how the work with a family goes on."""

from django.utils.timezone import localdate

from families.enums import Stage
from families.forms import PlainForm, day, long_text, one_of, text
from families.stages.enums import ClosingReason, StepDirection


class MoveForm(PlainForm):
    """The day of a move, and for what reason where it asks for one."""

    moved_on = day("From which day?", what="the day", past=True, need="Enter the day")
    comment = long_text("Comment")

    field_order = ["moved_on", "reason", "comment"]

    def __init__(self, *args, move, **kwargs):
        super().__init__(*args, **{"initial": {"moved_on": localdate()}, **kwargs})
        self.button = move.words
        if move.after == Stage.CLOSED:
            self.is_grave = True
            self.fields["moved_on"].label = "What is the last day of the work?"
            self.fields["reason"] = one_of("Why does the work end?", ClosingReason.choices, need="Select why it ends")
        elif move.has_reason:
            self.fields["reason"] = text("Why?", need="Enter the reason", max_length=200)
        self.order_fields(self.field_order)

    def clean_reason(self):
        """Why the work ends, in words: as files have it."""
        reason = self.cleaned_data["reason"]
        return ClosingReason(reason).label if reason in ClosingReason.values else reason


class CareStepForm(PlainForm):
    """A step up to social care, or down from it."""

    button = "Record step"
    direction = one_of("Which way?", StepDirection.choices, need="Select which way the family was stepped")
    stepped_on = day("On which day?", what="the day", past=True, need="Enter the day")
    team = text("Which team or worker there?", need="Enter the team or the worker", max_length=180)
    reason = long_text("Why?", need="Enter why")
