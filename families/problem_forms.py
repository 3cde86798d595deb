"""Forms of problems and lead workers."""

from django.utils.timezone import localdate

from families.enums import ProblemStatus
from families.forms import PlainForm, day, one_from_list, one_of, text
from families.stages.reading import caseloads

FAMILY = "family"


def about_choices(people):
    """Whom a thing is about: the family, or one of its people (`people_of`)."""
    return [(FAMILY, "The family as a whole"), *((key, row.name) for key, row in people.items())]


def headline_field(headlines, need):
    """A choice of headline, or its code in a box where nobody keeps a list."""
    if headlines:
        return one_from_list("Headline", [("", "Select a headline"), *headlines.items()], need=need)
    return text("Headline", need=need, max_length=50, help_text="Its code in the outcomes plan.")


class ChangeProblemForm(PlainForm):
    """Whether a problem counts, and since when it is known."""

    button = "Save change"
    status = one_of("Is it a problem of this family?", ProblemStatus.choices, need="Select whether it is accepted")
    identified_on = day(
        "When was it identified?", what="the date it was identified", past=True,
        need="Enter the date the problem was identified",
    )


def in_words(load):
    """Somebody who can lead, with what they lead now."""
    families = f"{load.families} {'family' if load.families == 1 else 'families'} now"
    return f"{load.user} ({load.user.get_role_display().lower()}, leads {families})"


class LeadWorkerForm(PlainForm):
    """Who leads the work from a day on. Those who lead least come first."""

    button = "Save lead worker"
    worker = one_from_list("Lead worker", [], need="Select the person who leads the work")
    starts_on = day(
        "From which day?", what="the first day", past=True, need="Enter the first day they lead the work",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"starts_on": localdate()}, **kwargs})
        loads = caseloads()
        self.workers = {str(load.user.pk): load.user for load in loads}
        self.fields["worker"].choices = [
            ("", "Select a person"), *((str(load.user.pk), in_words(load)) for load in loads),
        ]

    def clean_worker(self):
        """The user."""
        return self.workers[self.cleaned_data["worker"]]
