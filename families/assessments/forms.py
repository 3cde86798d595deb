"""The form of a whole-family assessment: made from the sections and questions there are."""

from crispy_forms_gds.layout import HTML, Layout
from django import forms
from django.utils.timezone import localdate

from families.assessments.questions import MOST_WORDS
from families.forms import PlainForm, day, long_text

SECTION = "families/assessments/_section.html"


class AssessmentForm(PlainForm):
    """What is written in each section, and the day of the assessment. `opened` is the version it began from."""

    button = "Complete the assessment"
    opened = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, page, **kwargs):
        initial = {"assessed_on": localdate(), "opened": page.versions[0].pk if page.versions else None}
        for section in page.sections:
            for one in section.questions:
                initial[f"{section.key}_{one.code}"] = page.answers.get(section.key, {}).get(one.code, "")
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.page = page
        for section in page.sections:
            for one in section.questions:
                self.fields[f"{section.key}_{one.code}"] = long_text(
                    one.label, max_length=MOST_WORDS, help_text=" ".join(one.ask),
                )
        self.fields["assessed_on"] = day(
            "When was the family assessed?", what="the date of the assessment", past=True,
            need="Enter the date of the assessment",
        )

    @property
    def helper(self):
        """Section by section, each with what is known already above its questions."""
        helper = super().helper
        parts = ["opened"]
        for number, section in enumerate(self.page.sections):
            parts.append(HTML(
                f'{{% with section=form.page.sections.{number} %}}{{% include "{SECTION}" %}}{{% endwith %}}'
            ))
            parts += [f"{section.key}_{one.code}" for one in section.questions]
        helper.layout = Layout(*parts, "assessed_on")
        return helper

    def answers(self):
        """What is written, section by section, checked or not."""
        return {
            section.key: {one.code: self[f"{section.key}_{one.code}"].value() or "" for one in section.questions}
            for section in self.page.sections
        }

    def open_again(self, version):
        """From now on these words are on top of that version: sending them off again is deliberate."""
        self.data = self.data.copy()
        self.data["opened"] = version.pk
