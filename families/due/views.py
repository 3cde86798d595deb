"""What one has to do."""

from django.core.paginator import Paginator
from django.shortcuts import render

from families.accounts.enums import Role
from families.colleagues import workers_under
from families.due.forms import DueFilter
from families.due.reading import DueList
from families.due.sources import scope_of
from families.event_log.actions import record_many
from families.event_log.enums import Verb

ON_A_PAGE = 25


def due_page(request):
    """What this person has to do, the most overdue first; a manager may look at one worker's families."""
    form = DueFilter(request.GET, workers=workers_under(request.user))
    period, worker = form.asked()
    scope = scope_of(request.user, worker)
    page = Paginator(DueList(scope, period=period), ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    record_many(Verb.LISTED, by=request.user, about={row.family for row in page if row.family}, detail="to do")
    return render(request, "families/due/due.html", {
        "form": form, "page": page, "counts": DueList(scope).counts(), "period": period, "worker": worker,
        "oversees": request.user.role != Role.KEY_WORKER,
    })
