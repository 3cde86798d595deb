"""The managers' search for a family, and the partner's page of families known to the programme."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render

from families.enums import Stage
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.facts.known import facts_told_about
from families.finding import find_families, names_of
from families.forms import PlainForm, text
from families.models import Family

ROWS = 25
TERM = "search_term"  # kept in the session: an address would carry it into logs and histories


class SearchForm(PlainForm):
    """What to look for."""

    button = "Search"
    term = text(
        "Reference, surname or postcode", need="Enter a reference, a surname or a postcode", max_length=80,
        help_text="You can enter the beginning of it.",
    )


def search_page(request):
    """Families by reference, surname or postcode. The search is logged, what was searched for is not."""
    form = SearchForm(request.POST or None, initial={"term": request.session.get(TERM, "")})
    if request.method == "POST":
        if form.is_valid():
            request.session[TERM] = form.cleaned_data["term"]
            record(Verb.SEARCHED, by=request.user, about="family")
            return redirect("families:search")
        request.session.pop(TERM, None)
    term, sort = request.session.get(TERM, ""), request.GET.get("sort", "reference")
    page = page_of(find_families(request.user, term, sort), request)
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    names = names_of(page.object_list)
    rows = [(family, Stage(family.stage).label if family.stage else "", names.get(family.pk, [])) for family in page]
    return render(request, "families/search.html", {
        "form": form, "page": page, "rows": rows, "sort": sort, "term": term,
    })


def known_families_page(request):
    """The families about which a partner told us something, and what it told; nothing of anybody else's."""
    page = page_of(Family.objects.visible_to(request.user).order_by("reference"), request)
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    told = facts_told_about(page.object_list, request.user.agency)
    rows = [(family, told[family.pk]) for family in page]
    return render(request, "families/known_families.html", {"page": page, "rows": rows})


def page_of(rows, request):
    """One page of a list."""
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    return page
