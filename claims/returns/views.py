"""Pages of returns: what was made and for whom, what each holds, and making and correcting one."""

from io import BytesIO

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render

from claims.exports.writing import CONTENT_TYPES, FORMATS, as_bytes
from claims.models import Return
from claims.permissions import refusal
from claims.returns import permissions
from claims.returns.actions import correct_return, hand_over_faults, make_return, take_file
from claims.returns.forms import FaultsFilter, PrepareForm, ReleaseForm, ReturnsFilter
from claims.returns.making import csv_of, differences
from claims.returns.mending import with_links
from claims.returns.preparing import FAULT_COLUMNS, prepare, prepare_correction
from claims.returns.schemas import MADE_ON_THEIR_OWN, SCHEMAS
from families.access import may_call
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused
from outcomes.wording import counted

ON_A_PAGE = 50
SECTION = "claims:returns"


def returns_page(request):
    """The returns that were made, and those that can be."""
    form = ReturnsFilter(request.GET)
    made = form.chosen(Return.objects.visible_to(request.user)).select_related("made_by", "window", "correction")
    for sent in (page := Paginator(made, ON_A_PAGE).get_page(request.GET.get("page"))):
        sent.title = SCHEMAS[sent.name].title
    return render(request, "claims/returns/returns.html", {
        "form": form, "page": page, "section": SECTION, "schemas": SCHEMAS.values(), "own": MADE_ON_THEIR_OWN,
        "refusal": refusal(permissions.check_can_prepare, request.user),
        "may_see_windows": may_call(request.user, "claims:windows"),
    })


def schema_of(name):
    """The schema of this name, else not found."""
    if name not in SCHEMAS:
        raise Http404
    return SCHEMAS[name]


def schema_page(request, name):
    """What a return holds: every column with its meaning, source and rule."""
    return render(request, "claims/returns/schema.html", {"schema": schema_of(name), "section": SECTION})


def return_of(request, pk):
    """The return of this address if the person may see that it was made, else not found."""
    made = Return.objects.visible_to(request.user).select_related("made_by", "window", "corrects", "correction")
    return get_object_or_404(made, pk=pk)


def return_page(request, pk):
    """One return: for whom, why, of what, its files, and what a correction changed."""
    sent = return_of(request, pk)
    schema = SCHEMAS[sent.name]
    record(Verb.VIEWED, by=request.user, about=sent)
    changed = differences(schema.key, csv_of(sent.corrects), csv_of(sent)) if sent.corrects_id else []
    may_read = refusal(permissions.check_can_read_file, request.user, schema)
    return render(request, "claims/returns/return.html", {
        "sent": sent, "schema": schema, "section": SECTION, "files": sent.files.defer("content"),
        "page": Paginator(changed, ON_A_PAGE).get_page(request.GET.get("page")), "why_no_files": may_read,
        "families": sent.lines.values("family").distinct().count(),
        "people": sent.lines.exclude(person=None).values("person").distinct().count(),
        "why_not_correct": refusal(permissions.check_can_release, request.user, schema),
        "shows_changes": not (may_read and schema.carries_names),
    })


def return_file(request, pk, form):
    """A file of a return, byte for byte as it was made."""
    sent = return_of(request, pk)
    if form not in FORMATS:
        raise Http404
    try:
        file = take_file(sent=sent, form=form, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("claims:return", sent.pk)
    return _as_file(bytes(file.content), file.file_name, form)


def _as_file(content, name, form):
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=CONTENT_TYPES[form])


def prepare_page(request, name):
    """For which days and for whom; then what the return would hold, its faults, and the button that makes it."""
    schema = schema_of(name)
    if name not in MADE_ON_THEIR_OWN:
        raise Http404
    begun = "recipient" in request.GET
    form = PrepareForm(
        request.GET if begun else None, schema=schema,
        initial={"recipient": schema.recipient, "purpose": schema.purpose},
    )
    if not (begun and form.is_valid()):
        return render(request, "claims/returns/prepare.html", {"schema": schema, "form": form, "section": SECTION})
    return _release_page(
        request, prepare(schema, **form.asked()), make_return, name=name, **form.asked(), **form.for_whom()
    )


def correct_page(request, pk):
    """What a return would hold now, what that changes, and the button that makes the correction."""
    sent = return_of(request, pk)
    if hasattr(sent, "correction"):
        return redirect("claims:correct_return", sent.correction.pk)
    prepared = prepare_correction(SCHEMAS[sent.name], sent)
    return _release_page(request, prepared, correct_return, sent=sent)


def _release_page(request, prepared, action, **what):
    schema, sent = prepared.schema, what.get("sent")
    form = ReleaseForm(
        request.POST or None, initial={"seal": prepared.seal}, faults=prepared.noted, correction=bool(sent)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = action(by=request.user, **what, **form.said())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"The return is made: {counted(made.rows, 'row')} for {made.recipient}.")
            return redirect("claims:return", made.pk)
    changed = prepared.differences_from(sent) if sent else None
    return render(request, "claims/returns/release.html", {
        "form": form, "prepared": prepared, "schema": schema, "sent": sent, "what": what, "section": SECTION,
        **_faults(request, prepared), "changed": changed, "may_release": not prepared.grave and changed != [],
        "refusal": refusal(permissions.check_can_release, request.user, schema) or already_made(schema, what),
    })


def already_made(schema, what):
    """Why this return is not made another time; empty for a correction, and where it was not made yet."""
    if "sent" in what:
        return ""
    return refusal(
        permissions.check_is_not_made_yet, schema, what["recipient"], what.get("first_day"), what.get("last_day"),
        what["as_of"],
    )


def _faults(request, prepared):
    """The faults that were chosen, a page of them with their links, and how many there are of each kind."""
    form = FaultsFilter(request.GET, headings=dict.fromkeys(fault.heading for fault in prepared.faults))
    page = Paginator(form.chosen(prepared.faults), ON_A_PAGE).get_page(request.GET.get("page"))
    return {"filter": form, "page": page, "faults": with_links(list(page), request.user)}


def faults_file(request, name, form):
    """Every fault of a return that is being prepared, as a file."""
    schema = schema_of(name)
    choice = PrepareForm(request.GET, schema=schema)
    if form not in FORMATS or name not in MADE_ON_THEIR_OWN or not choice.is_valid():
        raise Http404
    prepared = prepare(schema, **choice.asked())
    hand_over_faults(prepared=prepared, by=request.user)
    rows = list(prepared.fault_rows())
    return _as_file(as_bytes(form, FAULT_COLUMNS, rows), f"faults-{name}-{prepared.asked.as_of}.{form}", form)
