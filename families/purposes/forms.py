"""Forms of the purpose ledger."""

from django.utils.timezone import localdate

from families.forms import PlainForm, day, long_text, one_from_list, one_of, text
from families.problem_forms import FAMILY, about_choices
from families.purposes.enums import LawfulBasis, NoticeWay, Purpose


class NoticeForm(PlainForm):
    """Which notice was given to whom."""

    button = "Record notice"
    person = one_of("To whom was it given?", [], need="Select to whom it was given")
    version = text(
        "Which notice?", need="Enter which notice it was", max_length=60, width="govuk-input--width-20",
        help_text="Its version or date, as printed on it.",
    )
    given_on = day("When?", what="the date it was given", past=True, need="Enter the date it was given")
    way = one_of("How?", NoticeWay.choices, need="Select how it was given")

    def __init__(self, *args, people, version="", **kwargs):
        super().__init__(*args, **{"initial": {"given_on": localdate(), "version": version}, **kwargs})
        self.fields["person"].choices = about_choices(people)


class ObjectionForm(PlainForm):
    """Who objects to what, and why."""

    button = "Record objection"
    purpose = one_of("What do they object to?", Purpose.choices, need="Select what they object to")
    person = one_of(
        "Who objects?", [], need="Select who objects",
        help_text="Select the family as a whole if an adult speaks for everybody.",
    )
    objected_on = day("When did they say so?", what="the date they objected", past=True,
                      need="Enter the date they objected")
    reason = long_text(
        "Why?", help_text="In their own words. They need not give a reason.",
    )

    def __init__(self, *args, people, objection=None, **kwargs):
        initial = {"objected_on": localdate()}
        if objection:
            initial = {name: getattr(objection, name) for name in ("purpose", "objected_on", "reason")}
            initial["person"] = objection.person_id or "family"
            self.button = "Save correction"
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["person"].choices = about_choices(people)


class TakeBackForm(PlainForm):
    """From which day they no longer object."""

    button = "Record that they no longer object"
    taken_back_on = day(
        "From which day do they no longer object?", what="the day", past=True,
        need="Enter the day from which they no longer object",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"taken_back_on": localdate()}, **kwargs})


class BasisForm(PlainForm):
    """On what ground a purpose rests, from a day on."""

    button = "Save lawful basis"
    basis = one_of("Lawful basis", LawfulBasis.choices, need="Select the lawful basis")
    gateway = text(
        "Law, policy or assessment it rests on", max_length=200, width="",
        help_text="For example, the Act and section, or the title of the impact assessment.",
    )
    starts_on = day("From which day?", what="the first day", need="Enter the first day")

    def __init__(self, *args, use, **kwargs):
        gateway = use.setting.gateway if use.setting else ""
        initial = {"basis": use.basis, "gateway": gateway, "starts_on": localdate()}
        super().__init__(*args, **{"initial": initial, **kwargs})


class CopyForm(PlainForm):
    """Whose copy: one member's, or that of the family as a whole."""

    button = "Show"
    whose = one_from_list("Whose copy?", [])

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = about_choices(people)

    @property
    def person(self):
        """The id of the member, or None for the family as a whole."""
        chosen = self.cleaned_data.get("whose") if self.is_bound and self.is_valid() else ""
        return None if chosen in ("", FAMILY) else int(chosen)
