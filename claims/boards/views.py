"""The board of years: what was reached against its target, and the families behind each figure."""

import csv

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from claims.boards.forms import BehindFilter, YearsFilter
from claims.boards.reading import WHAT, board_of, families_behind
from claims.funding.rules import in_words
from claims.funding.views import latest_framework
from families.enums import Framework
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.numbers import two_decimals

FAMILIES_ON_A_PAGE = 50


def years_page(request):
    """Identified, engaged and claimed against target, year by year; with `?download=csv`, as a file."""
    form = YearsFilter(request.GET if "framework" in request.GET else {"framework": latest_framework()})
    framework = form.cleaned_data["framework"] if form.is_valid() else latest_framework()
    rows, whole = board_of(framework)
    if request.GET.get("download") == "csv":
        record(Verb.EXPORTED, by=request.user, about="family", detail=f"targets of {framework}")
        return as_csv(framework, rows)
    return render(request, "claims/years.html", {
        "form": form, "framework": Framework(framework), "rows": rows, "whole": whole, "what": WHAT.values(),
    })


def as_csv(framework, rows):
    """The board as a file."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="targets-{framework}.csv"'
    writer = csv.writer(response)
    columns = [f"{what}{part}" for what in WHAT for part in ("", "_percent", "_difference")]
    writer.writerow(["year", "families_agreed", "results_agreed", "percent_of_all", *columns])
    for row in rows:
        figures = [value for one in row.figures for value in (one.number, two_decimals(one.share), one.difference)]
        writer.writerow([in_words(row.year), row.families, row.results, two_decimals(row.share_of_all), *figures])
    return response


def years_families_page(request):
    """The families behind one figure."""
    form = BehindFilter(request.GET)
    if not form.is_valid():
        return redirect("claims:years")
    wanted = form.cleaned_data
    page = Paginator(families_behind(**wanted), FAMILIES_ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    record_many(Verb.LISTED, by=request.user, about=[row.family for row in page])
    return render(request, "claims/years_families.html", {
        "page": page, "framework": Framework(wanted["framework"]), "year": wanted["year"],
        "words": WHAT[wanted["what"]], "section": "claims:years",
    })
