"""What every form here shares: GOV.UK looks, a sentence for each thing missing, dates as three boxes.

The factories (`text`, `day`, …) take `need`, the sentence shown when nothing was entered; without it the field
is optional and its label says so.
"""

from datetime import date

from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Size
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.timezone import localdate

from families.facts.dates import EARLIEST_YEAR, LATEST_YEAR

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
INVALID_CHOICE = "Select one of the options listed"


class PlainForm(forms.Form):
    """A form as pages show it; `button` is what its button says, in red where what it does `is_grave`.

    The page draws the `<form>` around it.
    """

    button = "Save"
    is_grave = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    @property
    def helper(self):
        """How crispy-forms draws the form, with all the fields it has by then."""
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        helper.label_size = Size.SMALL
        return helper

    @property
    def is_kept(self):
        """Whether what is typed is kept as a draft until it is sent off: every form in which somebody writes is."""
        return any(isinstance(field.widget, forms.Textarea) for field in self.fields.values())

    @property
    def is_typed_in(self):
        """Whether anything is typed into it, and not only chosen: then it is kept where its session has ended."""
        typed = (forms.TextInput, forms.Textarea, forms.MultiWidget)
        return any(isinstance(field.widget, typed) for field in self.fields.values())

    def take_up(self, typed):
        """Shows what was typed before, right or wrong."""
        self.data, self.is_bound = typed, True
        self.leave_unchecked()

    def leave_unchecked(self):
        """Says nothing of what was typed: it is checked once it is sent off."""
        self._errors, self.cleaned_data = ErrorDict(), {}

    def refuse(self, refused):
        """Shows an action's refusal at the top of the form, with everything typed still in place."""
        self.add_error(None, str(refused))


class DayField(DateInputField):
    """A date in three boxes. `what` names it in the middle of a sentence: "the date it happened".

    The month may be a number or a name. Errors mark the boxes they are about.
    """

    def __init__(self, *, what, need="", past=False, **kwargs):
        self.what, self.need, self.past = what, need, past
        super().__init__(required=bool(need), require_all_fields=False, **kwargs)
        for box in self.widget.widgets[::2]:
            box.attrs["inputmode"] = "numeric"

    def clean(self, value):
        """The date, or None when all boxes are empty. Raises ValidationError with a sentence."""
        parts = [str(part or "").strip() for part in (value or ["", "", ""])]
        for field in self.fields:
            field.widget.errors = []
        if not any(parts):
            if self.required:
                raise ValidationError(self.need)
            return None
        missing = [index for index, part in enumerate(parts) if not part]
        if missing:
            names = " and ".join(("day", "month", "year")[index] for index in missing)
            self._mark(missing, f"{self._begins()} must include a {names}")
        day, month, year = parts
        if not (year.isdecimal() and len(year) == 4):
            self._mark([2], f"{self._begins()} must have a year with 4 numbers, like 2024")
        if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
            self._mark([2], f"{self._begins()} must have a year between {EARLIEST_YEAR} and {LATEST_YEAR}")
        try:
            found = date(int(year), month_number(month), day_number(day))
        except ValueError:
            self._mark([0, 1, 2], f"{self._begins()} must be a real date")
        if self.past and found > localdate():
            self._mark([0, 1, 2], f"{self._begins()} must be today or in the past")
        return found

    def _begins(self):
        return self.what[0].upper() + self.what[1:]

    def _mark(self, boxes, message):
        for index in boxes:
            self.fields[index].widget.errors = [message]
        raise ValidationError(message)


def day_number(text):
    """A number of one or two digits. Raises ValueError, and so keeps from `date` what it would overflow on."""
    if not (text.isdecimal() and len(text) <= 2):
        raise ValueError(text)
    return int(text)


def month_number(text):
    """1 to 12 from "9", "09", "Sep" or "September". Raises ValueError."""
    if text[:3].lower() in MONTHS:
        return MONTHS.index(text[:3].lower()) + 1
    return day_number(text)


def optional(label, need):
    """The label, saying so when the field may be left empty."""
    return label if need else f"{label} (optional)"


def text(label, *, need="", width="govuk-!-width-two-thirds", autocomplete="off", max_length=200, **options):
    """One line of text."""
    widget = forms.TextInput(attrs={"class": width, "autocomplete": autocomplete})
    return forms.CharField(
        label=optional(label, need), required=bool(need), max_length=max_length, widget=widget,
        error_messages={
            "required": need, "max_length": f"{label} must be {max_length} characters or fewer",
        },
        **options,
    )


def whole_number(label, *, need="", most, **options):
    """A whole number from 0 to `most`, or None."""
    return forms.IntegerField(
        label=optional(label, need), required=bool(need), min_value=0, max_value=most,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": need, "invalid": f"{label} must be a whole number", "min_value": f"{label} must be 0 or more",
            "max_value": f"{label} must be {most:,} or fewer",
        },
        **options,
    )


def long_text(label, *, need="", rows=4, max_length=2000, **options):
    """Several lines of text."""
    return forms.CharField(
        label=optional(label, need), required=bool(need), max_length=max_length,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": need, "max_length": f"{label} must be {max_length} characters or fewer"},
        **options,
    )


def password(label, *, need, autocomplete, **options):
    """A password, never shown and never stripped."""
    widget = forms.PasswordInput(attrs={
        "class": "govuk-!-width-two-thirds", "autocomplete": autocomplete, "spellcheck": "false",
        "autocapitalize": "none",
    })
    return forms.CharField(label=label, strip=False, widget=widget, error_messages={"required": need}, **options)


def one_of(label, choices, *, need="", **options):
    """One choice, as radio buttons. Best for up to eight."""
    return forms.ChoiceField(
        label=optional(label, need), required=bool(need), choices=choices, widget=forms.RadioSelect,
        error_messages={"required": need, "invalid_choice": INVALID_CHOICE}, **options,
    )


def one_from_list(label, choices, *, need="", **options):
    """One choice from a longer list."""
    return forms.ChoiceField(
        label=optional(label, need), required=bool(need), choices=choices,
        widget=forms.Select(attrs={"class": "app-select"}),
        error_messages={"required": need, "invalid_choice": INVALID_CHOICE}, **options,
    )


def some_of(label, choices, *, need="", **options):
    """Any number of choices, as checkboxes."""
    return forms.MultipleChoiceField(
        label=label, required=bool(need), choices=choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": need, "invalid_choice": INVALID_CHOICE}, **options,
    )


def day(label, *, what, need="", past=False, **options):
    """A date in three boxes."""
    options.setdefault("help_text", "For example, 27 3 2024")
    return DayField(label=optional(label, need), what=what, need=need, past=past, **options)


def hidden():
    """A value that travels with the form."""
    return forms.CharField(required=False, widget=forms.HiddenInput)


class SeveralFilesInput(forms.ClearableFileInput):
    """A box for one or more files."""

    allow_multiple_selected = True
    needs_multipart_form = True


class SeveralFilesField(forms.FileField):
    """One or more files, as a list."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        """The files, each checked by itself."""
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(SeveralFilesField, self).clean(file, initial) for file in files or [None]]


def files(label, *, need, accept, **options):
    """One or more files; `accept` lists the endings that the browser offers."""
    return SeveralFilesField(
        label=label, widget=SeveralFilesInput(attrs={"class": "govuk-file-upload", "accept": accept, "multiple": True}),
        error_messages={
            "required": need, "empty": "One of the files is empty", "max_length": "A file's name is too long",
        },
        **options,
    )
