"""Forms of drafts, built from what each setting of a plan may hold."""

from dataclasses import MISSING

from django import forms

from families import forms as plain
from families.enums import Framework
from families.forms import PlainForm
from outcomes.criteria import KINDS
from outcomes.criteria.continuous_work.parameters import DEFAULT, WorkRules
from outcomes.criteria.values import Code, Day, ListOf, OneOf, WholeNumber, Words, YesNo
from outcomes.drafts.boxes import as_pages_say, choices_of, from_box, to_box
from outcomes.drafts.words import HINTS, in_words, label_of, parameters_of
from outcomes.enums import ClaimEffect, Direction
from outcomes.plan_file.examples import Column, Table
from outcomes.plan_file.reading import CLAIM, CRITERION, ELIGIBILITY, HEADLINE, INDICATOR, TOP

WIDE, NARROW = "govuk-!-width-two-thirds", "govuk-input--width-5"
MOST_RADIOS = 8
SIGNS = Table(
    "indicator", "Signs by which a family comes under this headline", "For screening. No verdict depends on them.",
    (Column("code", "Code", Code(), needed=True), Column("name", "Sign", Words(), needed=True)),
)
RULES = Table(
    "rules", "How long the work must last",
    "One row for each benefit that has a rule of its own, and “All others” for the rest. In days.",
    (
        Column("benefit", "Benefit", Words(), needed=True),
        Column("days", "Good days", WholeNumber(1, 1000, "days"), needed=True),
        Column("within_days", "Within the last", WholeNumber(1, 1000, "days"), needed=True),
        Column("gap_days", "Longest gap", WholeNumber(0, 1000, "days"), needed=True),
    ),
)


class SettingsForm(PlainForm):
    """Some settings of a plan: key -> (what it may hold, its default, a hint). `held` is what the plan holds now."""

    button = "Save in the draft"
    revision = plain.hidden()

    def __init__(self, *args, settings, held, **kwargs):
        super().__init__(*args, **kwargs)
        self.settings, self.held = settings, held
        for key, (value, default, hint) in settings.items():
            if not isinstance(value, WorkRules):
                self.fields[key] = _field(key, value, default, hint, held)

    @property
    def data_of_plan(self):
        """The settings as a file would hold them; those left blank are left out."""
        found = {}
        for key, (value, _, _) in self.settings.items():
            if key not in self.fields:
                continue
            if isinstance(value, ListOf):
                typed = self.data.getlist(key)
                kept = [code for code in self.held.get(key) or [] if code in typed]
                found[key] = kept + [code for code in typed if code not in kept]
            else:
                found[key] = from_box(value, self.data.get(key, ""))
        return {key: held for key, held in found.items() if held is not None}

    def take(self, path, message):
        """Shows a fault of the reader of files beside its field. Whether there is such a field."""
        key = path[0] if path else ""
        if key not in self.fields:
            return False
        self.add_error(key, as_pages_say(message, key))
        return True


def _field(key, value, default, hint, held):
    """The field of one setting."""
    label, now = label_of(key), held.get(key)
    given = {"label": label, "required": False, "help_text": _hint(key, value, default, hint)}
    if isinstance(value, ListOf):
        now = [now] if isinstance(now, str) else now if isinstance(now, list | tuple) else list(_known(default) or ())
        theirs = [(code, str(code)) for code in now if code not in value.choices]
        return _Anything(
            choices=choices_of(key, value) + theirs, initial=now, widget=forms.CheckboxSelectMultiple, **given
        )
    choices = choices_of(key, value)
    initial = to_box(_known(default) if now is None else now)
    if choices:
        if initial and initial not in dict(choices):
            choices = [*choices, (initial, initial)]
        few = isinstance(value, YesNo | OneOf) and len(choices) <= MOST_RADIOS
        widget = forms.RadioSelect if few else forms.Select(attrs={"class": "app-select"})
        return _AnyOne(choices=choices, initial=initial, widget=widget, **given)
    wide = isinstance(value, Words | Code)
    attrs = {"class": WIDE if wide else "govuk-input--width-10" if isinstance(value, Day) else NARROW}
    if not wide and not isinstance(value, Day):
        attrs["inputmode"] = "decimal"
    return forms.CharField(
        initial=to_box(now), strip=False, widget=forms.TextInput(attrs={**attrs, "autocomplete": "off"}), **given
    )


class _AnyOne(forms.ChoiceField):
    """A choice that is judged by the reader of plan files."""

    def validate(self, value):
        """Nothing to say here."""


class _Anything(forms.MultipleChoiceField):
    """Choices that are judged by the reader of plan files."""

    def validate(self, value):
        """Nothing to say here."""


def _known(default):
    return None if default is MISSING else default


def _hint(key, value, default, hint):
    hint = hint or HINTS.get(key, "")
    said = f"{hint.rstrip('.')}." if hint else ""
    if isinstance(value, Day):
        said += " For example, 27/3/2024."
    if isinstance(value, WholeNumber) and value.unit and value.unit.lower() not in said.lower():
        said += f" In {value.unit}."
    default = _known(default)
    if default not in (None, ()) and not isinstance(value, YesNo | OneOf | ListOf):
        said += f" If left blank: {in_words(key, default, value)}."
    return said.strip()


def _plain(settings):
    return {key: (value, default, "") for key, (value, default) in settings.items()}


PARTICULARS = {
    **_plain({key: TOP[key] for key in ("name", "version", "effective_from")}), **_plain(ELIGIBILITY), **_plain(CLAIM),
}
OF_HEADLINE = _plain(HEADLINE)
OF_SIGN = _plain(INDICATOR)


def settings_of_criterion(kind):
    """The settings on the form of a criterion of this kind."""
    return _plain({"code": CRITERION["code"]}) | parameters_of(kind)


def benefit_choices(benefits):
    """What the rules of a work criterion may be for."""
    return [(DEFAULT, "All others"), *((code, in_words("benefits", [code])) for code in benefits)]


class KindForm(PlainForm):
    """Which kind of test to add."""

    button = "Continue"
    kind = plain.one_of("What kind of test?", [], need="Select a kind of test")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.code, f"{kind.name}: {kind.words}") for kind in KINDS.values()]


class StartForm(PlainForm):
    """Where a draft begins."""

    button = "Start the draft"
    begin = plain.one_from_list("Start from", [], need="Select where to start from")
    file = forms.FileField(
        label="Plan file (optional)", required=False, help_text="TOML. Only needed if you start from a file.",
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ".toml"}),
        error_messages={"empty": "The file is empty"},
    )

    def __init__(self, *args, versions, cores, **kwargs):
        super().__init__(*args, **kwargs)
        frameworks = dict(Framework.choices)
        self.fields["begin"].choices = [
            ("", "Select"), ("file", "A plan file"),
            *((f"plan {plan.pk}", f"{plan}{' (in force)' if plan.is_in_force else ''}") for plan in versions),
            *(
                (f"core {core.pk} {code}", f"Core plan: {core}, for {name}")
                for core in cores for code, name in frameworks.items()
            ),
        ]

    def clean(self):
        """A file where one is needed."""
        data = super().clean()
        if data.get("begin") == "file" and not data.get("file") and "file" not in self.errors:
            self.add_error("file", "Select a plan file")
        return data


class CoreForm(PlainForm):
    """The file of a core plan."""

    button = "Take in this core plan"
    file = forms.FileField(
        label="Plan file", help_text="TOML, as the authority that keeps the core plan sent it.",
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ".toml"}),
        error_messages={"required": "Select the file of a core plan", "empty": "The file is empty"},
    )


class TextForm(PlainForm):
    """The whole draft as text."""

    button = "Save in the draft"
    revision = plain.hidden()
    text = forms.CharField(
        label="Plan file (TOML)", strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "app-code"}),
        error_messages={"required": "Enter the plan"},
    )


class PublishForm(PlainForm):
    """The confirmation with which a draft is published for good."""

    button = "Publish for good"
    is_grave = True
    revision = plain.hidden()
    confirm = plain.some_of(
        "Before you publish", [("yes", "I have looked at what changes, and I know that it cannot be taken back")],
        need="Confirm that you have looked at what changes",
    )

    def __init__(self, *args, reaches_back="", **kwargs):
        super().__init__(*args, **kwargs)
        if reaches_back:
            self.fields["understood"] = plain.some_of(
                "Days that were judged already", [("yes", "I know that those days would now be judged differently")],
                need="Confirm that you know that those days would now be judged differently", help_text=reaches_back,
            )


class DiscardForm(PlainForm):
    """The confirmation with which a draft is put away."""

    button = "Discard this draft"
    is_grave = True


def _select(label, choices):
    return forms.ChoiceField(
        label=label, required=False, choices=choices, widget=forms.Select(attrs={"class": "govuk-select app-select"})
    )


class PreviewFilter(forms.Form):
    """Which families of a preview to list."""

    direction = _select("Which way", [("", "All that change"), *Direction.choices])
    claim = _select("Claim", [("", "Any"), *((code, label) for code, label in ClaimEffect.choices if code)])
    change = _select("What changes", [("", "Anything"), ("verdict", "A verdict"), ("date", "The first day of a claim")])
