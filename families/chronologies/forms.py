"""Forms of chronologies."""

from families.forms import PlainForm, day, long_text, text


class ChronologyForm(PlainForm):
    """What a chronology is called, and what it is for."""

    button = "Begin the chronology"
    title = text("What is it called?", need="Enter what it is called", max_length=120)
    purpose = text(
        "What is it for?", need="Enter what it is for", max_length=300,
        help_text="For example: the conference of 4 May, or handing over to a colleague.",
    )


class CopyForm(ChronologyForm):
    """The same of a copy."""

    button = "Copy the chronology"


class LineForm(PlainForm):
    """A line of the worker's own."""

    button = "Add the line"
    on = day("When was it?", what="the date", past=True, need="Enter the date")
    says = long_text("What happened?", need="Enter what happened")


class SentenceForm(PlainForm):
    """The worker's own sentence beside a line."""

    button = "Save the sentence"
    sentence = long_text("Your sentence", help_text="Say what it meant. Leave it empty to take it away.")


class LockForm(PlainForm):
    """Nothing to fill in: the button is the confirmation."""

    button = "Lock the chronology"


class ReopenForm(PlainForm):
    """Why a chronology is opened again."""

    button = "Reopen the chronology"
    reason = text("Why is it reopened?", need="Enter why it is reopened", max_length=300)
