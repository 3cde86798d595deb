"""Forms that ask "already known?" before anybody is created."""

from crispy_forms_gds.choices import Choice
from django.core import signing
from django.utils.timezone import localdate

from families.enums import Sex
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.facts.words import day_in_words
from families.forms import PlainForm, day, hidden, one_of, text
from families.household.actions.members import PossiblyKnown
from families.household.rules import age_on
from families.models import Person
from families.search.seen import seen_by

NOBODY = "nobody"
PERSON = ("forename", "surname", "date_of_birth", "sex", "upn", "nino", "nhs_number")


class PersonForm(PlainForm):
    """What is known of a person."""

    button = "Save correction"
    forename = text("Forename", need="Enter the forename", max_length=80)
    surname = text("Surname", need="Enter the surname", max_length=80)
    date_of_birth = day("Date of birth", what="the date of birth", past=True)
    sex = one_of("Sex", Sex.choices, need="Select the sex, or that it is not known")
    upn = text("Unique pupil number", max_length=20, width="govuk-input--width-10")
    nino = text("National Insurance number", max_length=20, width="govuk-input--width-10")
    nhs_number = text("NHS number", max_length=20, width="govuk-input--width-10")

    def person(self):
        """What is known of the person, as actions take it."""
        return {name: self.cleaned_data[name] for name in PERSON}


class AsksIfKnown(PersonForm):
    """A form that makes a person, once those who are like them were ruled out.

    `asked` carries, signed, whom the page offered: what was answered is an answer to that question only.
    """

    asked = hidden()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.elsewhere, self.offered = user, [], {"all": [], "seen": []}
        if self.data.get("asked"):
            try:
                self.offered = signing.loads(self.data["asked"], salt=f"asked of {user.pk}")
            except signing.BadSignature:
                return
            self.offer([Choice(person, name, hint=hint) for person, name, hint in self.offered["seen"]])

    def offer(self, choices):
        """Adds the question."""
        nobody = "Nobody of these: this is somebody else" if choices else "I have asked: this is somebody else"
        self.fields["known"] = one_of(
            "Is it one of these people?" if choices else "Is it the person who is known?",
            [*choices, (NOBODY, nobody)], need="Select whether it is somebody who is known already",
        )
        self.order_fields(["known"])

    def refuse(self, refused):
        """Asks, where the refusal is a question; everything typed stays."""
        if not isinstance(refused, PossiblyKnown):
            super().refuse(refused)
            return
        shown, self.elsewhere = seen_by(self.user, refused.matches)
        seen = [(str(one.match.person_id), one.match.name, hint_of(one)) for one in shown]
        people = Person.objects.filter(pk__in=[one.match.person_id for one in shown])
        record_many(Verb.LISTED, by=self.user, about=people, detail="already known?")
        self.data = self.data.copy()
        self.data["asked"] = signing.dumps(
            {"all": [*self.offered["all"], *(match.person_id for match in refused.matches)], "seen": seen},
            salt=f"asked of {self.user.pk}",
        )
        self.data.pop("known", None)
        self.offer([Choice(person, name, hint=hint) for person, name, hint in seen])
        self.add_error("known", str(refused))

    @property
    def ruled_out(self):
        """Ids of those whom the answer rules out."""
        return self.offered["all"] if self.cleaned_data.get("known") == NOBODY else []

    @property
    def known_person(self):
        """The person whom the answer names, or None."""
        answer = self.cleaned_data.get("known") or NOBODY
        return None if answer == NOBODY else Person.objects.get(pk=answer)


def hint_of(shown):
    """By what somebody may be recognised, and why they are offered."""
    match = shown.match
    born = f"Born {day_in_words(match.born_on)}, now {age_on(match.born_on, localdate())}. " if match.born_on else ""
    families = ", ".join(family.reference for family in shown.families)
    others = f" with {', '.join(shown.others)}" if shown.others else ""
    return f"{born}In family {families}{others}. Why: {', '.join(match.weight.reasons)}."

