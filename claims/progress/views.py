"""Pages of the progress summary, and the families behind each of its figures."""

from io import BytesIO

from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render

from claims.exports.writing import CONTENT_TYPES, FORMATS
from claims.funding.views import latest_framework
from claims.progress.actions import send_summary
from claims.progress.forms import BehindForm, ProgressForm
from claims.progress.reading import WORDS, Progress
from families.enums import Framework
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.models import Family

FAMILIES_ON_A_PAGE = 50
SECTION = "claims:progress"


def summary_of(form):
    """The summary that a form asks for."""
    return Progress(form.chosen(latest_framework()), as_of=form.day, known_at=form.moment)


def progress_page(request):
    """Quarter by quarter: identified, worked with, results by kind."""
    asked = request.GET.copy()
    asked.setdefault("framework", latest_framework())
    form = ProgressForm(asked)
    found = summary_of(form)
    return render(request, "claims/progress/summary.html", {
        "form": form, "found": found, "framework": Framework(found.framework), "section": SECTION,
        "quarters": found.quarters()[::-1], "headings": [WORDS[figure] for figure in found.figures],
    })


def progress_families_page(request):
    """The families behind one figure, as of the same day and moment."""
    form = BehindForm(request.GET)
    if not form.is_valid():
        return redirect("claims:progress")
    found, figure, quarter = summary_of(form), form.cleaned_data["figure"], form.cleaned_data["quarter"]
    if figure not in found.figures:
        return redirect("claims:progress")
    behind = Family.objects.filter(pk__in=found.families(figure, quarter)).order_by("reference")
    page = Paginator(behind, FAMILIES_ON_A_PAGE).get_page(request.GET.get("page"))
    record_many(Verb.LISTED, by=request.user, about=list(page))
    return render(request, "claims/progress/families.html", {
        "form": form, "found": found, "page": page, "words": WORDS[figure], "quarter": quarter, "section": SECTION,
        "framework": Framework(found.framework),
    })


def progress_file(request, form):
    """The summary as a file."""
    choice = ProgressForm(request.GET)
    if form not in FORMATS or not choice.is_valid():
        raise Http404
    stream, found = BytesIO(), summary_of(choice)
    send_summary(stream, summaries=[found], form=form, by=request.user)
    stream.seek(0)
    return FileResponse(
        stream, as_attachment=True, filename=f"progress-{found.framework}-{found.as_of}.{form}",
        content_type=CONTENT_TYPES[form],
    )
