"""The form of a single family plan."""

from django.utils.timezone import localdate

from families.forms import PlainForm, day, some_of


class PlanForm(PlainForm):
    """A plan: the day it was agreed, whom it covers, and the headlines it has an objective for."""

    button = "Record plan"
    agreed_on = day(
        "When was the plan agreed?", what="the date the plan was agreed", past=True,
        need="Enter the date the plan was agreed",
    )
    covers = some_of("Who does it cover?", [], need="Select at least one person the plan covers")
    objectives = some_of(
        "Which headlines does it have an objective for?", [],
        help_text="A plan needs an objective for every problem that was accepted.",
    )

    def __init__(self, *args, members, headlines, plan=None, **kwargs):
        if plan:
            self.button = "Save correction"
        people = {row.person_id: row for row in members}
        initial = self.said_by(plan) if plan else {"covers": on_the_day(members, localdate())}
        super().__init__(*args, initial=initial, **kwargs)
        if plan and plan.covers is None:
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
        return {
            "agreed_on": self.initial.get("agreed_on") or localdate(),
            "covers": self.initial.get("covers") or [], "objectives": self.initial.get("objectives") or [],
        }


def on_the_day(members, on):
    """Ids of those who were members on a day."""
    return [row.person_id for row in members if row.is_member_on(on)]


def in_words(member):
    """A member as a choice: name, role, and when they left."""
    left = f", left {member.ends_on.day} {member.ends_on:%B %Y}" if member.ends_on else ""
    return f"{member.name} ({member.role_in_words.lower()}{left})"
