"""The form of a note, and what is chosen in the list of notes."""

import uuid

from django import forms
from django.utils.timezone import localdate

from families.forms import PlainForm, day, long_text, one_of, some_of, text
from families.models import Family
from families.notes.enums import NoteKind
from families.timeline.forms import chooser

MOST_CHARACTERS = 20_000


def tick(words):
    """One box to tick, true or false."""
    return some_of("", [("yes", words)])


class NoteForm(PlainForm):
    """A note."""

    button = "Complete the note"
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = one_of("What was it?", NoteKind.choices, need="Select what it was")
    happened_on = day("When was it?", what="the date", past=True, need="Enter the date")
    text = long_text(
        "Note", need="Write the note", rows=12, max_length=MOST_CHARACTERS,
        help_text="Say what you saw and heard, and what was agreed. The family may ask to read it.",
    )
    about = some_of("Who is it about? (optional)", [], help_text="Nobody ticked: the family as a whole.")
    significant = tick("This is a significant event")
    mentions = some_of(
        "Who should be told? (optional)", [],
        help_text="They get a notice that leads to this note. Only people who may open this family are listed.",
    )

    field_order = ["token", "kind", "happened_on", "text", "about", "significant", "corrects", "mentions"]

    def __init__(self, *args, people, colleagues, cites=None, **kwargs):
        initial = {"happened_on": localdate(), "token": uuid.uuid4(), **(cites and self.begun_from(cites) or {})}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["about"].choices = list(people.items())
        self.fields["mentions"].choices = [
            (user.pk, f"{user}, {user.get_role_display().lower()}") for user in colleagues
        ]
        if not colleagues:
            del self.fields["mentions"]
        if cites:
            self.button = "Add to the note"
            self.fields["corrects"] = tick("The note says something wrong, and this puts it right")
            self.order_fields(self.field_order)

    @staticmethod
    def begun_from(note):
        """An addition begins as the note it belongs to: of the same kind, about the same people."""
        return {"kind": note.kind, "about": note.about}

    def said(self):
        """The note as actions take it."""
        said = self.cleaned_data
        return {
            "kind": said["kind"], "happened_on": said["happened_on"], "text": said["text"], "about": said["about"],
            "is_significant": bool(said["significant"]), "mentions": said.get("mentions", []),
            "corrects": bool(said.get("corrects")), "token": said["token"],
        }


class TakeBackForm(PlainForm):
    """Why a note, or a document, should not be here, and where it belongs."""

    button = "Say that it was recorded in error"
    is_grave = True
    reason = text(
        "Why?", need="Enter why it was recorded in error", max_length=300,
        help_text="Do not repeat what it says. Whoever may open this family can read this.",
    )
    belongs_to = text(
        "Which family does it belong to?", max_length=20,
        help_text="The reference of a family that you may open: it is copied there. Leave it empty to copy it nowhere.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_belongs_to(self):
        """The family of this reference, or None."""
        reference = self.cleaned_data["belongs_to"]
        if not reference:
            return None
        family = Family.objects.visible_to(self.user).filter(reference__iexact=reference).first()
        if family is None:
            raise forms.ValidationError("Enter the reference of a family that you may open")
        return family


class NotesFilter(forms.Form):
    """Which notes a list shows."""

    person = chooser("About", [])
    significant = chooser("Which notes", [("", "All notes"), ("yes", "Significant events")])
    words = forms.CharField(
        label="With these words", required=False, max_length=100,
        widget=forms.TextInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Everybody"), *((str(key), name) for key, name in people.items())]

    def asked(self):
        """What was chosen, as `reading.notes_of` takes it."""
        said = self.cleaned_data if self.is_valid() else {}
        person = said.get("person")
        return {
            "person_id": int(person) if person else None, "significant": bool(said.get("significant")),
            "words": said.get("words", ""),
        }
