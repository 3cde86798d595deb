"""Forms of the single family plan."""

from django import forms
from django.utils.timezone import localdate

from families.forms import PlainForm, day, hidden, long_text, one_from_list, one_of, some_of
from families.plans.enums import ActionState, Stance
from families.problem_forms import FAMILY, about_choices, headline_field

LONGEST = 400
YES_OR_NO = [("yes", "Yes"), ("no", "No")]


class PlanForm(PlainForm):
    """What an agreed plan says in codes: the day, whom it covers, and the headlines it has an objective for."""

    button = "Save correction"
    agreed_on = day(
        "When was the plan agreed?", what="the date the plan was agreed", past=True,
        need="Enter the date the plan was agreed",
    )
    covers = some_of("Who does it cover?", [], need="Select at least one person the plan covers")
    objectives = some_of(
        "Which headlines does it have an objective for?", [],
        help_text="A plan needs an objective for every problem that was accepted.",
    )

    def __init__(self, *args, members, headlines, plan, **kwargs):
        people = {row.person_id: row for row in members}
        super().__init__(*args, initial=self.said_by(plan), **kwargs)
        if plan.covers is None:
            self.initial["covers"] = on_the_day(members, plan.agreed_on)
        self.fields["covers"].choices = [(row.person_id, in_words(row)) for row in people.values()]
        self.fields["objectives"].choices = list(headlines.items())

    @staticmethod
    def said_by(plan):
        """What the plan says, as the form's first values."""
        return {"agreed_on": plan.agreed_on, "covers": plan.covers, "objectives": plan.objectives}

    def clean_covers(self):
        """Person ids as numbers."""
        return [int(person_id) for person_id in self.cleaned_data["covers"]]

    def draft(self):
        """What is on the screen now: the day, person ids and headlines, as far as they can be read."""
        if self.is_bound and self.is_valid():
            return self.cleaned_data
        return {name: self.initial[name] for name in ("agreed_on", "covers", "objectives")}


def on_the_day(members, on):
    """Ids of those who were members on a day."""
    return [row.person_id for row in members if row.is_member_on(on)]


def in_words(member):
    """A member as a choice: name, role, and when they left."""
    left = f", left {member.ends_on.day} {member.ends_on:%B %Y}" if member.ends_on else ""
    return f"{member.name} ({member.role_in_words.lower()}{left})"


class MembersForm(PlainForm):
    """Whom the plan covers, and why not somebody."""

    button = "Save"

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = [one.person_id for one in members]
        for one in members:
            covered = one.decided is None or one.decided.is_covered
            self.fields[f"covered_{one.person_id}"] = one_of(
                f"Does the plan cover {one.name}?", YES_OR_NO, need=f"Select whether the plan covers {one.name}",
                initial="yes" if covered else "no",
            )
            self.fields[f"reason_{one.person_id}"] = long_text(
                f"If not, why is {one.name} left out?", rows=2, max_length=300,
                initial=one.decided.reason if one.decided else "",
            )

    def clean(self):
        """Whoever is left out is left out for a reason."""
        data = super().clean()
        for person_id in self.people:
            reason = f"reason_{person_id}"
            if data.get(f"covered_{person_id}") == "no" and not data.get(reason) and reason not in self.errors:
                self.add_error(reason, "Enter why this person is left out")
        return data

    def decided(self):
        """As `say_whom_it_covers` takes it."""
        return {
            one: (self.cleaned_data[f"covered_{one}"] == "yes", self.cleaned_data[f"reason_{one}"])
            for one in self.people
        }


class ObjectiveForm(PlainForm):
    """What will be different, under which headline, for whom."""

    button = "Add objective"
    person = one_of("Whom is it about?", [], need="Select whom it is about")
    what = long_text(
        "What will be different?", rows=3, max_length=LONGEST, need="Enter what will be different",
        help_text="In plain words, as the family would say it. For example: Ada goes to school every day.",
    )

    field_order = ["headline", "person", "what"]

    def __init__(self, *args, people, headlines, headline="", **kwargs):
        super().__init__(*args, **{"initial": {"headline": headline}, **kwargs})
        self.fields["headline"] = headline_field(headlines, "Select the headline the objective belongs to")
        self.fields["person"].choices = about_choices(people)
        self.order_fields(self.field_order)


class ChangeObjectiveForm(ObjectiveForm):
    """An objective said anew, or reached."""

    button = "Save change"
    reached_on = day(
        "When was it reached?", what="the date it was reached", past=True,
        help_text="Leave it empty while it is not. For example, 27 3 2024",
    )

    def __init__(self, *args, objective, **kwargs):
        initial = {
            "headline": objective.headline, "person": objective.person_id or FAMILY, "what": objective.what,
            "reached_on": objective.reached_on,
        }
        super().__init__(*args, initial=initial, **kwargs)


class ActionForm(PlainForm):
    """What somebody does by a day."""

    button = "Add action"
    what = long_text(
        "What is to be done?", rows=2, max_length=LONGEST, need="Enter what is to be done",
        help_text="One thing that one person does. For example: Ring the school about a later start.",
    )
    owner = one_from_list("Who does it?", [], need="Select who does it")
    due_on = day("By when?", what="the date it is to be done", need="Enter the date it is to be done")

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners


class SettleForm(PlainForm):
    """What became of an action."""

    button = "Save"
    state = one_of("What became of it?", ActionState.choices[1:], need="Select what became of it")
    settled_on = day("On which day?", what="the date", past=True, need="Enter the date")
    reason = long_text(
        "Note", rows=2, max_length=LONGEST, help_text="For something no longer needed: why.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"settled_on": localdate(), "state": ActionState.DONE}, **kwargs})

    def clean(self):
        """What is no longer needed is so for a reason."""
        data = super().clean()
        if data.get("state") == ActionState.NOT_NEEDED and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Enter why it is no longer needed")
        return data


class ReopenForm(PlainForm):
    """Nothing to fill in but a note: the button is the confirmation."""

    button = "It is to be done after all"
    reason = long_text("Note", rows=2, max_length=LONGEST)


class TakeOutForm(PlainForm):
    """Nothing to fill in: the button is the confirmation."""

    button = "Take it out of the plan"
    is_grave = True
    confirmed = hidden()


class AgreeForm(PlainForm):
    """When the family agreed the plan, and what each of them said."""

    button = "Agree the plan"
    agreed_on = day(
        "When was the plan agreed?", what="the date the plan was agreed", past=True,
        need="Enter the date the plan was agreed",
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **{"initial": {"agreed_on": localdate()}, **kwargs})
        self.people = [one.person_id for one in members]
        for one in members:
            self.fields[f"stance_{one.person_id}"] = one_of(
                f"What did {one.name} say to the plan?", Stance.choices,
                need=f"Select what {one.name} said to the plan",
            )
            self.fields[f"words_{one.person_id}"] = long_text(
                f"In {one.name}’s own words", rows=2,
                help_text="Also what they do not agree with. It is kept as they said it.",
            )

    def voices(self):
        """As `agree_plan` takes them: person id -> stance and words."""
        return {
            one: (Stance(self.cleaned_data[f"stance_{one}"]), self.cleaned_data[f"words_{one}"]) for one in self.people
        }


class ReviewForm(PlainForm):
    """The plan was looked at again."""

    button = "Record review"
    held_on = day("When was the review?", what="the date of the review", past=True, need="Enter the date of the review")
    has_changed = one_of("Did the plan change?", YES_OR_NO, need="Select whether the plan changed")
    what = long_text(
        "What changed, or why did nothing?", need="Enter what changed, or why nothing did",
        help_text="What went well, what did not, and what the family says.",
    )
    next_on = day("When is the next review?", what="the date of the next review", need="Enter the date of the next one")

    def clean_has_changed(self):
        """Yes or no as a truth value."""
        return self.cleaned_data["has_changed"] == "yes"

    def clean(self):
        """The next review is after this one."""
        data = super().clean()
        if data.get("held_on") and data.get("next_on") and data["next_on"] <= data["held_on"]:
            self.add_error("next_on", "The next review must be after this one")
        return data


class CompareForm(forms.Form):
    """Which two versions are compared."""

    older = forms.TypedChoiceField(label="Version", coerce=int, required=False, empty_value=None)
    newer = forms.TypedChoiceField(label="with version", coerce=int, required=False, empty_value=None)

    def __init__(self, *args, numbers, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = [(number, f"Version {number}") for number in numbers]
            field.widget.attrs["class"] = "govuk-select"
