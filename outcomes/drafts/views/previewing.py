"""What publishing a draft would change, family by family."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from families.access import may_call
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.permissions import Refused
from outcomes import plan_file
from outcomes.drafts.actions import start_preview, work_preview_chunk
from outcomes.drafts.forms import PreviewFilter
from outcomes.drafts.page import DraftPage
from outcomes.drafts.preview_list import as_csv, chosen, progress_of, rows, totals_of
from outcomes.drafts.views import SECTION, draft_of
from outcomes.permissions import check_can_change_draft, refusal
from outcomes.tasks import wake
from outcomes.tasks import work_preview_chunk as work_preview_chunk_later

ROWS = 25
CHUNKS_AT_ONCE = 2  # so many are worked out while the person waits; more go to the workers


def draft_preview_page(request, pk):
    """The latest preview of a draft: how far it has come, its totals, and the families that would change."""
    draft = draft_of(pk)
    shown = DraftPage(draft)
    form = PreviewFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    context = {
        "draft": draft, "shown": shown, "preview": shown.preview, "form": form, "section": SECTION,
        "is_filtered": any(wanted.values()), "refusal": refusal(check_can_change_draft, draft, request.user),
        "opens_families": may_call(request.user, "outcomes:family") and request.user.role == "programme_manager",
    }
    if shown.preview is not None:
        found = chosen(shown.preview, **wanted)
        if request.GET.get("download") == "csv":
            return _file(request, draft, found)
        page = Paginator(found, ROWS).get_page(request.GET.get("page"))
        record_many(Verb.LISTED, by=request.user, about=[row.family for row in page.object_list])
        context |= {
            "page": page, "rows": rows(page.object_list), "totals": totals_of(shown.preview),
            "progress": progress_of(shown.preview),
        }
    return render(request, "drafts/preview.html", context)


def _file(request, draft, found):
    record(Verb.EXPORTED, by=request.user, about=draft, detail="preview")
    response = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="preview-{draft.pk}.csv"'
    return response


@require_POST
@transaction.non_atomic_requests
def start_preview_page(request, pk):
    """Starts a preview: at once for a small authority, by the workers for a large one."""
    draft = draft_of(pk)
    try:
        preview = start_preview(draft=draft, by=request.user)
    except plan_file.PlanFaults:
        messages.warning(request, "The plan is not sound yet, so nothing can be previewed. Put it right first.")
        return redirect("outcomes:draft", draft.pk)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("outcomes:draft", draft.pk)
    chunks = list(preview.chunks.values_list("pk", flat=True))
    if len(chunks) <= CHUNKS_AT_ONCE:
        for chunk in chunks:
            work_preview_chunk(chunk)
    else:
        wake(chunks, work_preview_chunk_later)
    return redirect("outcomes:draft_preview", draft.pk)
