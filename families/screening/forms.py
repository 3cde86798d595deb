"""The one form in which problems are recorded: every headline, who supplies it, and when it was identified."""

from crispy_forms_gds.layout import HTML, Layout
from django.utils.timezone import localdate

from families.enums import ProblemStatus
from families.forms import PlainForm, day, one_of, some_of
from families.problem_forms import FAMILY, about_choices

IDENTIFIED = "When did you ask?"
HEADLINE = "families/screening/_headline.html"
MORE = (
    '<details class="govuk-details"{% if form.rows.NUMBER.is_open %} open{% endif %}>'
    '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">'
    'Suspected only, or identified on another day<span class="govuk-visually-hidden">: {{ form.rows.NUMBER.name }}'
    '</span></span></summary><div class="govuk-details__text">'
)


class ScreeningForm(PlainForm):
    """Which headlines, and who supplies each. What is recorded already is changed on its own page, not here."""

    button = "Save and see the answer"
    is_kept = True
    identified_on = day(
        IDENTIFIED, what="the date you asked", past=True, need="Enter the date you asked",
        help_text="What you found counts from this day. What is found later is added later. For example, 27 3 2024",
    )

    def __init__(self, *args, screening, **kwargs):
        super().__init__(*args, **{"initial": {"identified_on": localdate()}, **kwargs})
        self.screening = screening
        for number, row in enumerate(screening.rows):
            taken = {FAMILY if person is None else person for person in row.supplied_by}
            choices = [choice for choice in about_choices(screening.members) if choice[0] not in taken]
            self.fields[f"who_{number}"] = some_of(row.name, choices, help_text="; ".join(row.signs))
            self.fields[f"status_{number}"] = one_of(
                "Is it certain?",
                [(ProblemStatus.ACCEPTED.value, "Yes: it counts"), (ProblemStatus.SUSPECTED.value, "Suspected only")],
                initial=ProblemStatus.ACCEPTED.value,
            )
            self.fields[f"on_{number}"] = day("Identified on another day", what="the other date", past=True)
        self.fields["nothing"] = some_of(
            "If you found nothing", [("yes", "I asked about all of these and found nothing new")],
        )

    @property
    def rows(self):
        """What the parts of the page need: each headline's name, what is recorded, and whether more of it is open."""
        return [
            {
                "row": row, "name": row.name, "is_full": not self.fields[f"who_{number}"].choices,
                "is_open": bool(self.errors.get(f"on_{number}")) or self.data.get(f"status_{number}") == "suspected",
            }
            for number, row in enumerate(self.screening.rows)
        ]

    @property
    def helper(self):
        """Headline by headline: what is recorded, who supplies it, and what is rarely needed closed."""
        helper = super().helper
        parts = ["identified_on"]
        for number in range(len(self.screening.rows)):
            recorded = HTML(
                f"{{% with part=form.rows.{number} row=form.rows.{number}.row %}}"
                f'{{% include "{HEADLINE}" %}}{{% endwith %}}'
            )
            if not self.fields[f"who_{number}"].choices:
                parts.append(recorded)
                continue
            more = HTML(MORE.replace("NUMBER", str(number)))
            parts += [
                f"who_{number}", recorded, more, f"status_{number}", f"on_{number}", HTML("</div></details>"),
            ]
        helper.layout = Layout(*parts, "nothing")
        return helper

    def clean(self):
        """Either somebody has some problem, or nothing was found: silence is not an answer."""
        data = super().clean()
        found = any(data.get(f"who_{number}") for number in range(len(self.screening.rows)))
        if found and data.get("nothing"):
            self.add_error("nothing", "Select who has a problem, or that you found nothing: not both")
        if not found and not data.get("nothing"):
            self.add_error(None, "Select who has a problem, or say at the end that you found nothing")
        return data

    def problems(self):
        """What was said: [(headline, person id or None, status, day)]."""
        data = self.cleaned_data
        return [
            (row.code, None if who == FAMILY else int(who), data[f"status_{number}"] or ProblemStatus.ACCEPTED,
             data[f"on_{number}"] or data["identified_on"])
            for number, row in enumerate(self.screening.rows) for who in data[f"who_{number}"]
        ]
