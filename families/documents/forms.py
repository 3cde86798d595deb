"""Forms of documents."""

import uuid

from django import forms
from django.utils.timezone import localdate

from families.documents.contents import ACCEPTED, MOST_BYTES
from families.documents.enums import ENDINGS, DocumentKind
from families.forms import PlainForm, day, one_of, some_of, text
from families.notes.forms import TakeBackForm


class DocumentForm(PlainForm):
    """A file and what it is."""

    button = "Attach document"
    is_multipart = True
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label="File", help_text=f"{ACCEPTED} Up to 10 MB.", max_length=255,
        widget=forms.ClearableFileInput(
            attrs={"class": "govuk-file-upload", "accept": ",".join(f".{ending}" for ending in ENDINGS)}
        ),
        error_messages={
            "required": "Choose the file", "max_length": "The file's name is too long",
            "empty": "The file is empty. Check that it was saved, then attach it again.",
        },
    )
    title = text("What is it called?", need="Enter what it is called", max_length=120)
    kind = one_of("What sort of document is it?", DocumentKind.choices, need="Select what sort of document it is")
    dated_on = day("What date does it bear?", what="the date of the document", past=True,
                   need="Enter the date of the document")
    about = some_of("Who is it about? (optional)", [], help_text="Nobody ticked: the family as a whole.")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **{"initial": {"dated_on": localdate(), "token": uuid.uuid4()}, **kwargs})
        self.fields["about"].choices = list(people.items())

    def clean_file(self):
        """Refuses what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 10 MB. Save a smaller copy, or attach it in parts.")
        return file

    def refuse(self, refused):
        """What is wrong with the file is said beside it."""
        self.add_error("file", str(refused))


class WithdrawDocumentForm(TakeBackForm):
    """Why a document is taken out of use, and where it belongs."""

    button = "Withdraw document"
    reason = text("Why is it withdrawn?", need="Enter why it is withdrawn", max_length=300)
