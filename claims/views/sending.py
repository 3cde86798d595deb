"""Submission windows: opening, filling, looking before leaping, submitting, and the file that was sent."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims import actions, permissions
from claims.campaigns.reading import campaign_of, why_not_in
from claims.caps import room_on
from claims.enums import TO_SIGN_OFF, WAS_PAID
from claims.exports.writing import CONTENT_TYPES
from claims.forms import SignOffForm, WindowForm
from claims.models import Claim, ReturnFile, SubmissionWindow
from claims.submission import SubmissionRefused, check_may_be_sent, claims_in, does_not_fit, preview, seal_of
from claims.views import claim_of
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.permissions import Refused

WINDOWS_ON_A_PAGE = 25
CLAIMS_ON_A_PAGE = 50


def windows_page(request):
    """Every submission window, the latest first, with what is in it."""
    windows = SubmissionWindow.objects.visible_to(request.user).annotate(
        number=Count("claims"), pence=Sum("claims__amount"),
        paid=Count("claims", filter=Q(claims__status__in=WAS_PAID)),
    ).order_by("-opens_on", "code")
    page = Paginator(windows, WINDOWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "claims/windows.html", {
        "page": page, "refusal": permissions.refusal(permissions.check_can_manage_windows, request.user),
    })


def open_window_page(request):
    """A new submission window."""
    form = WindowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            window = actions.open_window(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.refuse_fields(error)
        else:
            messages.success(request, f"Window {window} is open.")
            return redirect("claims:window", window.pk)
    return render(request, "claims/open_window.html", {
        "form": form, "heading": "Open a submission window", "section": "claims:windows",
        "cancel_url": reverse("claims:windows"),
    })


def window_of(request, pk):
    """The window of this address if the person reads claims, else not found."""
    windows = SubmissionWindow.objects.visible_to(request.user).select_related("submitted_by")
    return get_object_or_404(windows, pk=pk)


def window_page(request, pk):
    """One window: its claims, what could go into it, and what was sent."""
    window = window_of(request, pk)
    listed = Claim.objects.visible_to(request.user).defer("evidence").select_related("family").order_by("reference")
    inside = listed.filter(window=window)
    sums = inside.order_by().aggregate(
        pence=Sum("amount", default=0), to_sign_off=Count("pk", filter=Q(status__in=TO_SIGN_OFF))
    )
    page = Paginator(inside, CLAIMS_ON_A_PAGE).get_page(request.GET.get("page"))
    refusal = permissions.refusal(permissions.check_can_submit, window, request.user)
    waiting = [] if refusal else listed.filter(status__in=TO_SIGN_OFF, window=None, framework=window.framework)
    campaign = campaign_of(window)
    never = why_not_in(campaign, waiting)
    record(Verb.VIEWED, by=request.user, about=window)
    return render(request, "claims/window.html", {
        "window": window, "page": page, "may_sign_off": sums["to_sign_off"] > 0,
        "campaign": campaign, "room": room_on(window.framework, window.closes_on), "refusal": refusal,
        "sign_offs": window.sign_offs.select_related("recorded_by"),
        "files": ReturnFile.objects.sent_for(window).defer("content"), "section": "claims:windows",
        "pence": sums["pence"],
        "waiting": [(claim, does_not_fit(claim, window)) for claim in waiting if claim.pk not in never],
    })


@require_POST
def add_page(request, pk):
    """Puts the ticked claims into the window."""
    window = window_of(request, pk)
    claims = Claim.objects.visible_to(request.user).filter(token__in=_tokens(request))
    try:
        if not claims:
            raise Refused("Tick the claims that are to go into the window.")
        actions.add_to_window(claims=claims, window=window, by=request.user)
    except SubmissionRefused as refused:
        reasons = " ".join(f"{claim}: {why}" for claim, why in refused.refusals)
        messages.warning(request, f"{refused} {reasons}")
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Claims added to window {window}: {len(claims)}.")
    return redirect("claims:window", window.pk)


def _tokens(request):
    """The ticked tokens; whatever is none was not put there by the page."""
    tokens = []
    for text in request.POST.getlist("claim"):
        with suppress(ValueError):
            tokens.append(UUID(text))
    return tokens


@require_POST
def take_out_page(request, token):
    """Takes a claim out of its window."""
    claim = claim_of(request, token)
    window = claim.window
    try:
        actions.take_out_of_window(claim=claim, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Claim {claim} is out of the window.")
    return redirect("claims:window", window.pk) if window else redirect("claims:claim", claim.token)


def sign_off_page(request, pk):
    """Shows what would be signed off, claim by claim, and records who signed for it."""
    window = window_of(request, pk)
    form = SignOffForm(request.POST if request.method == "POST" else None)
    refusal = permissions.refusal(permissions.check_can_sign_off, window, request.user)
    refusal = refusal or permissions.refusal(check_may_be_sent, window)
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            actions.sign_off_window(
                window=window, by=request.user, seal=request.POST.get("seal"), **form.cleaned_data
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Window {window} is signed off. It can be submitted now.")
            return redirect("claims:window", window.pk)
    rows = [] if window.submitted_at else preview(window, list(claims_in(window)), signed=False)
    record_many(Verb.VIEWED, by=request.user, about=[row[0] for row in rows], detail="before sign-off")
    return render(request, "claims/sign_off.html", {
        "window": window, "refusal": refusal, "rows": rows, "form": form, "section": "claims:windows",
        "heading": f"Sign off window {window}", "refused": sum(bool(row[3]) for row in rows),
        "pence": sum(row[2] or 0 for row in rows), "seal": seal_of(rows),
        "cancel_url": reverse("claims:window", args=[window.pk]),
    })


def submit_page(request, pk):
    """Shows what submitting would do, claim by claim; posting it, once confirmed, does it."""
    window = window_of(request, pk)
    refusal = permissions.refusal(permissions.check_can_submit, window, request.user)
    refusal = refusal or permissions.refusal(check_may_be_sent, window)
    wants, confirmed = request.method == "POST", request.POST.get("confirm") == "yes"
    if wants and confirmed and not refusal:
        try:
            actions.submit_window(window=window, by=request.user, seal=request.POST.get("seal"))
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Window {window} is submitted. Its return is below.")
            return redirect("claims:window", window.pk)
    rows = [] if window.submitted_at else preview(window, list(claims_in(window)))
    record_many(Verb.VIEWED, by=request.user, about=[row[0] for row in rows], detail="before submission")
    return render(request, "claims/submit.html", {
        "window": window, "refusal": refusal, "rows": rows, "section": "claims:windows",
        "not_confirmed": wants and not confirmed, "refused": sum(bool(row[3]) for row in rows),
        "pence": sum(row[2] or 0 for row in rows), "seal": seal_of(rows),
    })


def return_file(request, pk, form):
    """The file that was sent, byte for byte."""
    file = get_object_or_404(ReturnFile.objects.sent_for(window_of(request, pk)), format=form)
    record(Verb.EXPORTED, by=request.user, about=file, detail=f"{file.sent.rows} rows as {file.format}")
    response = HttpResponse(bytes(file.content), content_type=CONTENT_TYPES[file.format])
    response.headers["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    return response
