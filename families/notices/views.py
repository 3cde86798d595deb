"""What one was told, and choosing what to be told."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from families.models import Notice
from families.notices.actions import choose_notices, read_all_notices, read_notice
from families.notices.forms import NoticesForm
from families.recording_pages import form_page

NOTICES_ON_A_PAGE = 25


def notices_page(request):
    """What this person was told, the newest first."""
    notices = Notice.objects.visible_to(request.user).select_related("family")
    page = Paginator(notices, NOTICES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "families/notices/notices.html", {"page": page})


@require_POST
def open_notice_page(request, pk):
    """Marks a notice as read and goes where it leads."""
    notice = Notice.objects.visible_to(request.user).filter(pk=pk).first()
    if notice is None:
        raise Http404
    read_notice(notice=notice, by=request.user)
    return redirect(reverse(notice.page, kwargs=notice.parts))


@require_POST
def read_notices_page(request):
    """Marks everything as read."""
    read_all_notices(by=request.user)
    messages.success(request, "Everything is marked as read.")
    return redirect("families:notices")


def choose_notices_page(request):
    """Which kinds of news one wants here, and counted in a daily e-mail."""
    form = NoticesForm(request.POST or None, user=request.user)
    return form_page(
        request, None, form, partial(choose_notices, by=request.user), heading="Choose what to be told",
        done="Your choice is saved.", back=reverse("families:notices"), template="families/notices/choose.html",
        section="families:notices",
    )
