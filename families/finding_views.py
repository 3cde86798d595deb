"""The search for a family or a person, and the partner's page of families known to the programme."""

from datetime import date

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from families.enums import Stage
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.facts.known import facts_told_about
from families.finding import find_families, names_of
from families.forms import PlainForm, day, text
from families.models import Family, Person
from families.search.known import people_like
from families.search.reading import asked_for
from families.search.seen import seen_by

ROWS = 25
TERM = "search_term"  # kept in the session: an address would carry it into logs and histories
BORN = "search_born_on"


class SearchForm(PlainForm):
    """Whom to look for."""

    button = "Search"
    term = text(
        "Name, reference, postcode or number", max_length=80,
        help_text="A name may be spelt as it sounds. Numbers: NHS, National Insurance or unique pupil number.",
    )
    born_on = day("Date of birth", what="the date of birth", past=True)

    def clean(self):
        """Something must be asked."""
        data = super().clean()
        if not self.errors and not data.get("term") and not data.get("born_on"):
            self.add_error("term", "Enter a name, a reference, a postcode, a number or a date of birth")
        return data


def search_page(request):
    """Families and people by name, sound, birthday, reference, postcode or number. What was searched is not logged."""
    if request.method == "POST":
        return search(request)
    term, born_on = request.session.get(TERM, ""), request.session.get(BORN, "")
    born_on = date.fromisoformat(born_on) if born_on else None
    form, sort = SearchForm(initial={"term": term, "born_on": born_on}), request.GET.get("sort", "reference")
    people, elsewhere = seen_by(request.user, people_like(asked_for(term, born_on))) if term or born_on else ([], [])
    page = page_of(find_families(request.user, term, sort) if not born_on or term else Family.objects.none(), request)
    return show_found(request, form, page, people, elsewhere, term=term or ("a birthday" if born_on else ""), sort=sort)


def search(request):
    """Keeps what is asked for, and shows what is found; shows the form again where nothing is asked."""
    form = SearchForm(request.POST)
    if not form.is_valid():
        request.session.pop(TERM, None)
        request.session.pop(BORN, None)
        page = page_of(find_families(request.user, ""), request)
        return show_found(request, form, page, [], [], term="", sort="reference")
    born_on = form.cleaned_data["born_on"]
    request.session[TERM] = form.cleaned_data["term"]
    request.session[BORN] = born_on.isoformat() if born_on else ""
    record(Verb.SEARCHED, by=request.user, about="family")
    return redirect("families:search")


def show_found(request, form, page, people, elsewhere, **context):
    """The page of what is found; who was seen is logged."""
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    shown = [one.match.person_id for one in people] + [one.person_id for one in elsewhere]
    record_many(Verb.LISTED, by=request.user, about=Person.objects.filter(pk__in=shown), detail="search")
    names = names_of(page.object_list)
    rows = [(family, Stage(family.stage).label if family.stage else "", names.get(family.pk, [])) for family in page]
    return render(request, "families/search.html", {
        "form": form, "page": page, "rows": rows, "people": people, "elsewhere": elsewhere,
        "today": localdate(), **context,
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
