"""The whole-family assessment: written as a draft over days, completed once, every version kept."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from families.assessments.actions import SavedByOther, complete_assessment, save_draft
from families.assessments.forms import AssessmentForm
from families.assessments.models import Assessment
from families.assessments.reading import AssessmentPage
from families.permissions import Refused
from families.recording_pages import family_page, find_belief, open_family


def assessment_page(request, token):
    """The assessment as it is being written. One button saves the draft, the other completes it."""
    family = open_family(request, token)
    page = AssessmentPage(family)
    form = AssessmentForm(request.POST or None, page=page)
    status, theirs = 200, []
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(sent(request, family, form))
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
            if isinstance(refused, SavedByOther):
                form.take_revision(refused.draft.revision)
                theirs = words_of_others(page, refused)
    return render(request, "families/assessment_form.html", {
        "form": form, "family": family, "page": page, "theirs": theirs, "heading": "Whole-family assessment",
        "cancel_url": family_page(family), "section": "outcomes:my_families",
    }, status=status)


def sent(request, family, form):
    """Saves or completes what was sent, and says where to go."""
    said = {"family": family, "by": request.user, "answers": form.answers(),
            "revision": form.cleaned_data["revision"] or 0}
    if request.POST.get("act") == "draft":
        save_draft(**said)
        messages.success(request, "The draft is saved. You can go on with it from any computer.")
        return reverse("families:assessment", args=[family.token])
    done = complete_assessment(assessed_on=form.cleaned_data["assessed_on"], **said)
    messages.success(request, "The assessment is complete.")
    return reverse("families:assessment_version", args=[family.token, done.pk])


def words_of_others(page, refused):
    """What somebody else wrote where these words would replace it: (section and question, their text)."""
    labels = {
        (section.key, one.code): f"{section.title}: {one.label}"
        for section in page.sections for one in section.questions
    }
    return [
        (labels[key], refused.draft.answers[key[0]][key[1]]) for key in refused.lost if key in labels
    ]


def assessment_version_page(request, token, pk):
    """One completed version, to read and print."""
    family = open_family(request, token)
    version = find_belief(Assessment.objects.filter(family=family), pk)
    return render(request, "families/assessment.html", {
        "family": family, "page": AssessmentPage(family, version), "version": version,
        "section": "outcomes:my_families",
    })
