"""How many claims rely on what: the page, and its file."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from claims.exports.writing import CONTENT_TYPES, FORMATS, as_bytes
from claims.reliance.enums import Relies
from claims.reliance.exporting import COLUMNS, rows
from claims.reliance.forms import USUAL, RelianceFilter
from claims.reliance.reading import claims_meant, counts, headline_names, listed, parts_of, that_rely_on, words_of
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb

CLAIMS_ON_A_PAGE = 25


def reliance_page(request):
    """What the claims meant rely on, counted; and those that rely on what was chosen, listed."""
    form, keys, names = RelianceFilter(request.GET or {"group": USUAL}), keys_of(request), headline_names()
    claims = that_rely_on(claims_meant(request.user, **form.meant), keys)
    kinds, total = counts(claims, names)
    page = Paginator(listed(claims), CLAIMS_ON_A_PAGE).get_page(request.GET.get("page"))
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    return render(request, "claims/reliance.html", {
        "form": form, "kinds": kinds, "total": total, "page": page, "keys": keys,
        "section": "claims:queue",
        "chosen": [(words_of(key, names), without(request, key)) for key in keys], "formats": FORMATS,
        "is_filtered": bool(request.GET), "query": request.GET.urlencode(),
        "adding": f"{without(request)}{'&' if request.GET else ''}relies=",
    })


def reliance_file(request, form):
    """The same claims as a file, with everything that each relies on."""
    if form not in FORMATS:
        raise Http404("There is no such format.")
    claims = that_rely_on(claims_meant(request.user, **RelianceFilter(request.GET).meant), keys_of(request))
    lines = list(rows(claims))
    record(Verb.EXPORTED, by=request.user, about="claims by reliance", detail=f"{len(lines)} rows as {form}")
    response = HttpResponse(as_bytes(form, COLUMNS, lines), content_type=CONTENT_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="claims-rely-on.{form}"'
    return response


def keys_of(request):
    """What the claims must rely on, as asked for; what stands for nothing is left out."""
    return [key for key in dict.fromkeys(request.GET.getlist("relies")) if parts_of(key)[0] in Relies.values]


def without(request, key=None):
    """The address's questions without the page, and without one thing chosen."""
    asked = request.GET.copy()
    asked.pop("page", None)
    asked.setlist("relies", [each for each in asked.getlist("relies") if each != key])
    return f"?{asked.urlencode()}"
