"""Forms of feeds and of held files."""

from django import forms

from families.facts.enums import Grade
from families.feeds.enums import Decision
from families.forms import PlainForm, long_text, one_of, text, whole_number


class FeedForm(PlainForm):
    """What somebody says of a feed."""

    button = "Save feed"
    supplier = text("Who sends it", need="Enter who sends it", max_length=120)
    contact = forms.EmailField(
        label="Work e-mail to write to about it (optional)", required=False, max_length=254,
        help_text="A shared mailbox is best. Do not give anybody’s private address.",
        widget=forms.EmailInput(
            attrs={"class": "govuk-!-width-two-thirds", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"invalid": "Enter an e-mail address in the right format, like data@example.gov.uk"},
    )
    beat_days = whole_number("Days from one file to the next", most=400)
    grace_days = whole_number(
        "Days of grace", need="Enter the days of grace, 0 for none", most=100,
        help_text="It counts as late when these have passed too.",
    )
    usual_rows = whole_number("Usual number of rows in a file", most=100_000_000)
    fewest_rows = whole_number(
        "Fewest rows of a good file", most=100_000_000, help_text="A file with fewer is held until somebody looks.",
    )
    gives_total = one_of(
        "Does the sender say how many rows each file has?", [("yes", "Yes, always"), ("no", "No, or not always")],
        need="Select whether the sender says how many rows each file has",
        help_text="A file without its number of rows is then held. This finds a file that lost only a few rows.",
    )
    grade = one_of(
        "What is it that comes?",
        [
            (Grade.OFFICIAL_RECORD.value, "Official records, kept by law or by a public body"),
            (Grade.PARTNER_STATEMENT.value, "A partner’s statements"),
            (Grade.WORKER_OBSERVATION.value, "Workers’ observations"),
        ],
        need="Select what it is that comes", help_text="This counts for the facts of the next files.",
    )
    is_active = one_of(
        "Are files still expected?", [("yes", "Yes"), ("no", "No, the feed has stopped")],
        need="Select whether files are still expected",
    )

    def __init__(self, *args, feed, standing, **kwargs):
        said = {name: getattr(feed, name) for name in self.base_fields}
        for name in ("gives_total", "is_active"):
            said[name] = "yes" if said[name] else "no"
        super().__init__(*args, initial=said, **kwargs)
        if standing.beat_so_far:
            self.fields["beat_days"].help_text = f"So far usually {standing.beat_so_far}."
        if standing.usual:
            self.fields["usual_rows"].help_text = (
                f"Leave it empty to go by the files so far: usually {standing.usual.rows:,}, "
                f"between {standing.usual.fewest:,} and {standing.usual.most:,}."
            )

    def clean(self):
        """Answers as truth values, and the grade as a number."""
        data = super().clean()
        for name in ("gives_total", "is_active"):
            if name in data:
                data[name] = data[name] == "yes"
        if "grade" in data:
            data["grade"] = int(data["grade"])
        if data.get("beat_days") == 0:
            self.add_error("beat_days", "Days from one file to the next must be 1 or more")
        return data


class DecideForm(PlainForm):
    """What becomes of a held file."""

    button = "Save decision"
    decision = one_of(
        "What should become of the file?",
        [
            (Decision.ACCEPTED.value, "Accept it: load it as it is"),
            (Decision.RETURNED.value, "Return it: load nothing of it, and ask the sender for another"),
        ],
        need="Select what should become of the file",
    )
    reason = long_text(
        "Reason", need="Enter the reason for the decision",
        help_text="For example which organisation confirmed the figures, and when.",
    )
