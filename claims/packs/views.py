"""Pages of packs: one claim's file, and many handed over at once."""

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from claims.models import ClaimPack, PackBundle
from claims.packs.actions import hand_over
from claims.packs.forms import HandOverForm
from claims.packs.reading import packs_for, unsealed
from claims.views import claim_of
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.permissions import Refused

BUNDLES_SHOWN = 20


def pack_file(request, token):
    """The pack of a claim's latest approval, byte for byte as it was sealed."""
    claim = claim_of(request, token)
    pack = ClaimPack.objects.visible_to(request.user).filter(claim=claim, replaced_by__isnull=True).first()
    if pack is None:
        raise Http404("There is no pack of this claim to be seen.")
    record(Verb.EXPORTED, by=request.user, about=claim, detail=f"pack {pack.number}")
    return _file(bytes(pack.content), pack.file_name)


def packs_page(request):
    """Asks which packs somebody wants; once asked, shows what would be in the bundle, and what cannot be."""
    form = HandOverForm(request.POST if request.method == "POST" else None)
    rows = packs_for(form.cleaned_data["references"], request.user) if form.is_bound and form.is_valid() else []
    record_many(Verb.LISTED, by=request.user, about=[row.pack.claim for row in rows if row.pack])
    return _show(request, form, rows)


@require_POST
def bundle_page(request):
    """Hands over what the preview showed, as one file."""
    form = HandOverForm(request.POST)
    rows = packs_for(form.cleaned_data["references"], request.user) if form.is_valid() else []
    try:
        bundle, content = hand_over(
            packs=[row.pack for row in rows if row.pack], purpose=form.cleaned_data.get("purpose", ""),
            recipient=form.cleaned_data.get("recipient", ""), by=request.user,
        )
    except Refused as refused:
        form.refuse(refused)
        return _show(request, form, rows)
    return _file(content, f"claim-packs-{bundle.pk}.zip")


def _show(request, form, rows):
    bundles = PackBundle.objects.visible_to(request.user).select_related("by").annotate(number_of_packs=Count("packs"))
    return render(request, "claims/packs/packs.html", {
        "form": form, "rows": rows, "given": [row for row in rows if row.pack],
        "refused": [row for row in rows if row.refusal], "bundles": bundles[:BUNDLES_SHOWN],
        "waiting": unsealed().count(), "section": "claims:queue",
    })


def _file(content, name):
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
