"""Forms about the people of a household and what they are to one another."""

from django.utils.timezone import localdate

from families.enums import Framework, HouseholdRole, Sex
from families.forms import PlainForm, day, one_from_list, one_of, some_of, text
from families.household.asking import AsksIfKnown
from families.household.rules import BECOMES, choices_of_kinds, read_kind
from families.models import District

RELATIVE = "relative"
KINDS = [("", "Select one"), *choices_of_kinds().items()]


def people_choices(people, first="Select a person"):
    """People as a list to choose from."""
    return [("", first), *((key, name) for key, name in people.items())]


class AddPersonForm(AsksIfKnown):
    """Somebody who belongs to the family, or is related to one of its members."""

    button = "Add person"
    belongs = one_of(
        "How do they belong to this family?",
        [*HouseholdRole.choices, (RELATIVE, "A relative who is not a member of this family")],
        need="Select how they belong to this family",
    )
    starts_on = day(
        "Since when?", what="the first day", past=True,
        help_text="The first day on which they were a member. For example, 27 3 2024",
    )
    kind = one_from_list("For a relative: what are they?", KINDS)
    other = one_from_list("For a relative: to whom?", [])

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = people_choices(people)

    def clean(self):
        """A member needs a first day and a date of birth; a relative, what they are to whom."""
        data = super().clean()
        belongs = data.get("belongs")
        needed = {}
        if belongs == RELATIVE:
            needed = {"kind": "Select what the relative is", "other": "Select to whom they are related"}
        elif belongs:
            needed = {
                "starts_on": "Enter the first day they were a member",
                "date_of_birth": "Enter the date of birth: a member needs one",
            }
        for name, sentence in needed.items():
            if name not in self.errors and not data.get(name):
                self.add_error(name, sentence)
        return data

    def related(self):
        """What a relative is, as `add_relative` takes it."""
        kind, turned = read_kind(self.cleaned_data["kind"])
        return {"kind": kind, "turned": turned, "starts_on": self.cleaned_data["starts_on"]}


class RegisterForm(AsksIfKnown):
    """A family's first member, and what must be known of the family."""

    button = "Register family"
    belongs = one_of("What are they in the family?", HouseholdRole.choices, need="Select what they are in the family")
    framework = one_of("Programme", Framework.choices, need="Select the programme")
    district = one_from_list("District", [])
    identified_on = day(
        "When was the family identified?", what="the date the family was identified", past=True,
        need="Enter the date the family was identified",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["date_of_birth"].required = True
        self.fields["date_of_birth"].need = "Enter the date of birth: a member needs one"
        self.fields["date_of_birth"].label = "Date of birth"
        districts = District.objects.order_by("name")
        self.fields["district"].choices = [("", "Not known"), *((row.pk, row.name) for row in districts)]

    def clean_district(self):
        """The district, or None."""
        return District.objects.filter(pk=self.cleaned_data["district"] or 0).first()


class MemberChangeForm(PlainForm):
    """Something about a member changed on a day."""

    button = "Save change"
    change = one_of(
        "What changed?",
        [("left", "They left this family"), *((role, f"They became: {label.lower()}")
                                              for role, label in HouseholdRole.choices)],
        need="Select what changed",
    )
    changed_on = day(
        "On which day?", what="the day of the change", past=True, need="Enter the day of the change",
        help_text="For somebody who left, the last day they belonged to the family. For example, 27 3 2024",
    )

    def __init__(self, *args, role, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["change"].choices = [one for one in self.fields["change"].choices if one[0] != role]


class MemberCorrectionForm(PlainForm):
    """What was wrong about a membership from the start."""

    button = "Save correction"
    role = one_of("What are they in the family?", HouseholdRole.choices, need="Select what they are in the family")
    starts_on = day("First day", what="the first day", past=True, need="Enter the first day")
    ends_on = day(
        "Last day", what="the last day", past=True, help_text="Leave it empty if they still belong to the family.",
    )


class RelationshipForm(PlainForm):
    """Who is what to whom: a sentence of three parts."""

    button = "Record relationship"
    person = one_from_list("Who?", [], need="Select the first person")
    kind = one_from_list("Is what?", KINDS, need="Select what they are")
    other = one_from_list("Of or to whom?", [], need="Select the second person")
    starts_on = day(
        "Since when?", what="the first day", past=True,
        help_text="Leave it empty for always, or if it is not known since when.",
    )
    ends_on = day("Until when?", what="the last day", past=True, help_text="Leave it empty if it still is so.")

    def __init__(self, *args, people, relationship=None, **kwargs):
        initial = {
            name: getattr(relationship, name) for name in ("person_id", "kind", "other_id", "starts_on", "ends_on")
        } if relationship else {}
        initial |= {"person": initial.get("person_id"), "other": initial.get("other_id")} if relationship else {}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["person"].choices = self.fields["other"].choices = people_choices(people)
        if relationship:
            self.button = "Save correction"

    def clean(self):
        """Two different people, and days in order."""
        data = super().clean()
        if data.get("person") and data.get("person") == data.get("other"):
            self.add_error("other", "Select two different people")
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "The last day must be the same as or after the first day")
        return data

    def said(self):
        """What the sentence says: ids of the two, the kind, and the days."""
        kind, turned = read_kind(self.cleaned_data["kind"])
        pair = [self.cleaned_data["person"], self.cleaned_data["other"]]
        person, other = reversed(pair) if turned else pair
        return person, kind, other


class RelationshipChangeForm(PlainForm):
    """A relationship changed on a day."""

    button = "Save change"
    becomes = one_of("What are they to one another now?", [], need="Select what they are to one another now")
    changed_on = day(
        "From which day?", what="the day of the change", past=True, need="Enter the day of the change",
        help_text="The first day on which it was different. For example, 27 3 2024",
    )

    def __init__(self, *args, relationship, **kwargs):
        super().__init__(*args, **kwargs)
        next_kind = BECOMES.get(relationship.kind)
        self.fields["becomes"].choices = [
            *([(next_kind.value, next_kind.label)] if next_kind else []),
            ("ended", f"No longer {relationship.get_kind_display().lower()}"),
        ]


class UnbornChildForm(PlainForm):
    """A child who is expected."""

    button = "Record expected child"
    person = one_from_list("Who is expecting the child?", [], need="Select who is expecting the child")
    other_parent = one_from_list("Who is the other parent?", [])
    due_on = day("When is the child due?", what="the date the child is due", need="Enter the date the child is due")
    starts_on = day("Since when is this known?", what="the day it became known", past=True,
                    need="Enter the day it became known")

    def __init__(self, *args, people, child=None, **kwargs):
        initial = {
            "person": child.person_id, "other_parent": child.other_parent_id, "due_on": child.due_on,
            "starts_on": child.starts_on,
        } if child else {"starts_on": localdate()}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["person"].choices = people_choices(people)
        self.fields["other_parent"].choices = people_choices(people, "Not known")
        if child:
            self.button = "Save correction"


class BirthForm(PlainForm):
    """The birth of an expected child."""

    button = "Record birth"
    forename = text("Forename", need="Enter the forename", max_length=80)
    surname = text("Surname", need="Enter the surname", max_length=80)
    sex = one_of("Sex", Sex.choices, need="Select the sex, or that it is not known")
    born_on = day("Date of birth", what="the date of birth", past=True, need="Enter the date of birth")


class EndForm(PlainForm):
    """The last day of something."""

    button = "Save"
    ends_on = day("On which day?", what="the day", past=True, need="Enter the day")


class SplitForm(PlainForm):
    """Who went their own way, and when."""

    button = "Record the split"
    people = some_of("Who went?", [], need="Select at least one person who went")
    happened_on = day(
        "From which day are they a family of their own?", what="the day of the split", past=True,
        need="Enter the day of the split",
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(one.person_id), one.name) for one in members]

    def clean_people(self):
        """Person ids as numbers."""
        return [int(person) for person in self.cleaned_data["people"]]


class JoinForm(PlainForm):
    """Another family that moved in with this one."""

    button = "Record that they joined"
    is_grave = True
    other = text(
        "Reference of the family that moved in", need="Enter the other family's reference", max_length=40,
        width="govuk-input--width-10",
    )
    happened_on = day(
        "From which day do they live together?", what="the day they joined", past=True,
        need="Enter the day they joined",
    )


class MoveForm(PlainForm):
    """A member goes to live with another family, or with both."""

    button = "Record the move"
    person = one_of("Who moved?", [], need="Select who moved")
    to = text(
        "Reference of the family they live with now", need="Enter the other family's reference", max_length=40,
        width="govuk-input--width-10",
    )
    role = one_of("What are they in that family?", HouseholdRole.choices, need="Select what they are in that family")
    stays = one_of(
        "Do they still live with this family part of the time?",
        [("no", "No, they moved"), ("yes", "Yes, they live between the two homes")],
        need="Select whether they still live with this family too",
    )
    moved_on = day("From which day?", what="the day of the move", past=True, need="Enter the day of the move")

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(one.person_id), one.name) for one in members]

    def clean_stays(self):
        """Yes or no as a truth value."""
        return self.cleaned_data["stays"] == "yes"
