"""The form of a whole-family assessment: made from the sections and questions there are."""

from crispy_forms_gds.layout import HTML, Layout
from django import forms
from django.utils.timezone import localdate

from families.assessments.questions import MOST_WORDS
from families.forms import PlainForm, day, long_text

SECTION = "families/assessments/_section.html"


class AssessmentForm(PlainForm):
    """What is written in each section, and the day of the assessment. A draft needs no day and nothing else."""

    button = "Complete the assessment"
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, page, **kwargs):
        initial = {"assessed_on": localdate(), "revision": page.revision}
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
            need="" if self.data.get("act") == "draft" else "Enter the date of the assessment",
        )

    @property
    def helper(self):
        """Section by section, each with what is known already above its questions."""
        helper = super().helper
        parts = ["revision"]
        for number, section in enumerate(self.page.sections):
            parts.append(HTML(
                f'{{% with section=form.page.sections.{number} %}}{{% include "{SECTION}" %}}{{% endwith %}}'
            ))
            parts += [f"{section.key}_{one.code}" for one in section.questions]
        helper.layout = Layout(*parts, "assessed_on")
        return helper

    def answers(self):
        """What was written, section by section."""
        return {
            section.key: {one.code: self.cleaned_data[f"{section.key}_{one.code}"] for one in section.questions}
            for section in self.page.sections
        }

    def take_revision(self, revision):
        """From now on these words are on top of that revision: saving them again is deliberate."""
        self.data = self.data.copy()
        self.data["revision"] = revision
