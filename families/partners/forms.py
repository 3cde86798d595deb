"""The form by which an agency says what became of its own action."""

from django.utils.timezone import localdate

from families.forms import PlainForm, day, long_text, one_of
from families.plans.enums import ActionState

STATES = [(ActionState.DONE.value, "We did it"), (ActionState.NOT_NEEDED.value, "It is no longer needed")]


class OwnActionForm(PlainForm):
    """Done or no longer needed, when, and a note."""

    button = "Save"
    state = one_of("What became of it?", STATES, need="Select what became of it")
    settled_on = day("When?", what="the date", past=True, need="Enter the date")
    reason = long_text(
        "Note", max_length=400, help_text="If it is no longer needed, say why. The family’s key worker reads this.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"settled_on": localdate()}, **kwargs})

    def clean(self):
        """What is no longer needed has a reason."""
        data = super().clean()
        if data.get("state") == ActionState.NOT_NEEDED and not data.get("reason", "").strip():
            self.add_error("reason", "Say why it is no longer needed")
        return data
