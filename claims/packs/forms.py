"""What is asked before packs are handed over."""

from claims.packs.reading import references_in
from families import forms as plain
from families.forms import PlainForm

MOST_AT_ONCE = 500


class HandOverForm(PlainForm):
    """Which packs, for whom and what for."""

    button = "Show what would be in it"
    references = plain.long_text(
        "References of claims or families", need="Enter the references", rows=8, max_length=20_000,
        help_text="Paste the list as you got it: one on each line, or with spaces or commas between them.",
    )
    purpose = plain.text(
        "What they are for", need="Enter what the packs are for", help_text="For example: the department’s spot check.",
    )
    recipient = plain.text(
        "Who gets them", need="Enter who gets the packs",
        help_text="The organisation, or the post of a person. It stands on the cover sheet.",
    )

    def clean_references(self):
        """The references, each once."""
        found = references_in(self.cleaned_data["references"])
        if len(found) > MOST_AT_ONCE:
            self.add_error("references", f"Enter no more than {MOST_AT_ONCE} references at once")
        return found
