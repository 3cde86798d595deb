"""The whole-family assessment: written over days, completed once, every version kept."""

from django.shortcuts import render

from families.assessments.actions import CompletedByOther, complete_assessment
from families.assessments.forms import AssessmentForm
from families.assessments.models import Assessment
from families.assessments.reading import AssessmentPage
from families.recording_pages import find_belief, form_page, open_family


def assessment_page(request, token):
    """The assessment as this person is writing it; what is typed is kept until it is complete."""
    family = open_family(request, token)
    page = AssessmentPage(family)
    form = AssessmentForm(request.POST or None, page=page)
    theirs = []

    def act(assessed_on, opened, **said):
        try:
            complete_assessment(
                family=family, by=request.user, assessed_on=assessed_on, answers=form.answers(), opened=opened
            )
        except CompletedByOther as refused:
            form.open_again(refused.version)
            theirs.extend(words_of_others(page, refused))
            raise

    return form_page(
        request, family, form, act, heading="Whole-family assessment", done="The assessment is complete.",
        template="families/assessment_form.html", page=page, theirs=theirs,
        parts=lambda: page.parts(form.answers()),
    )


def words_of_others(page, refused):
    """What somebody else wrote where these words would replace it: (section and question, their text)."""
    labels = {
        (section.key, one.code): f"{section.title}: {one.label}"
        for section in page.sections for one in section.questions
    }
    return [
        (labels[key], refused.version.answers[key[0]][key[1]]) for key in refused.lost if key in labels
    ]


def assessment_version_page(request, token, pk):
    """One completed version, to read and print."""
    family = open_family(request, token)
    version = find_belief(Assessment.objects.filter(family=family), pk)
    return render(request, "families/assessment.html", {
        "family": family, "page": AssessmentPage(family, version), "version": version,
        "section": "outcomes:my_families",
    })
