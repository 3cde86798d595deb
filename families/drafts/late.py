"""Forms that were sent after their session had ended: what was typed is kept for its writer, and for nobody else."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.csrf import csrf_failure

from families.drafts.actions import keep_late_draft
from families.drafts.pages import address_of, sent_in
from families.drafts.seals import unseal
from families.models import Family
from families.permissions import Refused


def keep_late(request):
    """Keeps the words of the form for its writer, who is given; None where there is no writer to keep them for.

    What the script saves is left to it: it holds in its tab what it could not save.
    """
    found = unseal(request.POST.get("draft_seal", "")) if request.method == "POST" else None
    if found is None or "X-Saves" in request.headers:
        return None
    if {"page": found.page, "parts": found.parts} != address_of(request):
        return None
    try:
        keep_late_draft(
            by=found.by, family=found.family and Family.objects.get(pk=found.family), page=found.page,
            parts=found.parts, what=found.what, sent=sent_in(request.POST),
        )
    except Refused:
        return None
    return found.by


def to_sign_in(address, *, is_kept=False):
    """To the page for signing in, and from there to an address; `is_kept`: what was typed there is kept."""
    query = urlencode({"next": address, **({"kept": "yes"} if is_kept else {})})
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{query}")


def refuse_form_of_another_session(request, reason=""):
    """Answers a form whose token is not of this session: somebody signed in since, the same person or another."""
    writer = keep_late(request)
    if writer is None:
        return csrf_failure(request, reason)
    if writer == request.user:
        messages.warning(request, "You signed in again after you had opened this page, so it is not sent off yet. What "
                                  "you typed is kept: look through it and send it.")
        return HttpResponseRedirect(request.get_full_path())
    if request.user.is_authenticated:
        return render(request, "families/drafts/of_somebody_else.html", status=403)
    return to_sign_in(request.get_full_path(), is_kept=True)
