"""Making an export from a page."""

from tempfile import TemporaryFile

from django.http import FileResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from claims.actions import export_to
from claims.exports.writing import CONTENT_TYPES
from claims.forms import ExportForm
from families.permissions import Refused


def _show(request, form):
    return render(request, "claims/exports.html", {"form": form, "heading": "Exports", "section": "claims:exports"})


def exports_page(request):
    """Which exports there are, and the form that makes one."""
    return _show(request, ExportForm())


@require_POST
def export_page(request):
    """Makes the export that was chosen and hands it over as a file."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    wanted, stream = form.cleaned_data, TemporaryFile()  # noqa: SIM115  (the response closes it)
    try:
        made = export_to(
            stream, name=wanted["name"], by=request.user, form=wanted["format"], as_of=wanted["as_of"],
            known_at=wanted["known_at"], window=wanted["window"] or None,
        )
    except Refused as refused:
        form.refuse(refused)
        return _show(request, form)
    stream.seek(0)
    return FileResponse(
        stream, as_attachment=True, filename=made.file_name, content_type=CONTENT_TYPES[wanted["format"]]
    )
