"""Pages of audits: the windows and their audits, the draw, one audit, one claim of a sample, and closing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims.campaigns import actions, permissions
from claims.campaigns.enums import OPEN, ItemState, Method
from claims.campaigns.forms import ClosingForm, DrawForm, SamplingForm
from claims.campaigns.models import AuditCampaign
from claims.campaigns.page import SAMPLE_COLUMNS, CampaignPage, sample_rows
from claims.campaigns.preview import preview
from claims.campaigns.reading import frame_file, sampling
from claims.campaigns.spot_checks import spot_checks
from claims.exports import writing
from claims.models import SubmissionWindow
from claims.permissions import refusal
from families.access import may_call
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.permissions import Refused

WINDOWS_ON_A_PAGE = 25
CLAIMS_ON_A_PAGE = 50


def audits_page(request):
    """Every window that is or could be audited, the latest first, with how far its audit is."""
    windows = SubmissionWindow.objects.visible_to(request.user).filter(
        Q(campaign__isnull=False) | Q(submitted_at__isnull=True)
    ).select_related("campaign").annotate(
        number=Count("campaign__items", filter=~Q(campaign__items__state=ItemState.LEFT)),
        left=Count("campaign__items", filter=Q(campaign__items__state__in=OPEN)),
        failed=Count("campaign__items", filter=Q(campaign__items__state=ItemState.FAILED)),
    ).order_by("-opens_on", "code")
    page = Paginator(windows, WINDOWS_ON_A_PAGE).get_page(request.GET.get("page"))
    asked = sampling()
    return render(request, "claims/audits/list.html", {
        "page": page, "asked": asked, "risks": [(risk, None) for risk in asked.risks],
        "may_draw": not refusal(permissions.check_can_set_sampling, request.user), "spot_checks": spot_checks(),
    })


def sampling_page(request):
    """How much is audited from a day on."""
    form = SamplingForm(
        request.POST or None, initial={"from_day": timezone.localdate(), **SamplingForm.of(sampling())}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_sampling(by=request.user, **form.asked)
        except ValidationError as error:
            form.add_error(None, [text for texts in error.message_dict.values() for text in texts])
        else:
            messages.success(request, "Samples are drawn by this from the day you entered.")
            return redirect("claims:audits")
    return render(request, "claims/audits/sampling.html", {
        "form": form, "heading": "How much is audited", "section": "claims:audits",
        "cancel_url": reverse("claims:audits"),
    })


def draw_page(request, pk):
    """What a draw would come to; once confirmed, the draw."""
    window = get_object_or_404(SubmissionWindow.objects.visible_to(request.user), pk=pk)
    form, problem = DrawForm(request.POST if request.method == "POST" else request.GET), ""
    if request.method == "POST":
        try:
            campaign = _draw(request, window, form)
        except Refused as refused:
            problem = str(refused)
        else:
            messages.success(request, f"The sample of window {window} is drawn: {campaign.items.count()} claims.")
            return redirect("claims:campaign", campaign.pk)
    record(Verb.VIEWED, by=request.user, about=window, detail="before the draw")
    return render(request, "claims/audits/draw.html", {
        "window": window, "form": form, "problem": problem, "section": "claims:audits", "chosen": form.chosen,
        "shown": preview(window, groups=form.chosen["groups"]), "is_weighted": form.chosen["method"] == Method.RISK,
        "method": Method(form.chosen["method"]).label,
        "campaign": AuditCampaign.objects.filter(window=window).first(),
        "refusal": refusal(permissions.check_can_draw, window, request.user),
    })


def _draw(request, window, form):
    if request.POST.get("confirm") != "yes":
        raise Refused("Confirm that the sample is to be drawn")
    frame = request.POST.get("frame", "")
    return actions.draw_sample(window=window, by=request.user, frame_sha256=frame, **form.chosen)


def campaign_of(request, pk):
    """The audit of this address if the person reads claims, else not found."""
    campaigns = AuditCampaign.objects.visible_to(request.user).select_related("window", "drawn_by", "closed_by")
    return get_object_or_404(campaigns, pk=pk)


def campaign_page(request, pk):
    """One audit: how far it is, its claims, what they say of the window, and how to draw it again."""
    campaign = campaign_of(request, pk)
    shown = CampaignPage(campaign)
    page = Paginator(shown.items, CLAIMS_ON_A_PAGE).get_page(request.GET.get("page"))
    record_many(Verb.LISTED, by=request.user, about=[item.row.claim for item in page])
    return render(request, "claims/audits/campaign.html", {
        "campaign": campaign, "shown": shown, "page": page, "section": "claims:audits",
        "refusal": refusal(permissions.check_can_close, campaign, request.user),
        "may_reply": may_call(request.user, "claims:reply_to_finding"),
    })


@require_POST
def replace_page(request, pk):
    """Draws the replacements of claims that went out of the sample."""
    campaign = campaign_of(request, pk)
    try:
        gone = actions.replace_departed(campaign=campaign, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Claims that had left the sample: {gone}. The list below is up to date.")
    return redirect("claims:campaign", campaign.pk)


def close_page(request, pk):
    """Closes an audit, once confirmed."""
    campaign = campaign_of(request, pk)
    form = ClosingForm(request.POST if request.method == "POST" else None)
    why = refusal(permissions.check_can_close, campaign, request.user)
    if request.method == "POST" and not why and form.is_valid():
        try:
            actions.close_campaign(campaign=campaign, by=request.user)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"The audit of window {campaign.window} is closed. It can be signed off now.")
            return redirect("claims:campaign", campaign.pk)
    record(Verb.VIEWED, by=request.user, about=campaign, detail="before it is closed")
    return render(request, "claims/audits/close.html", {
        "campaign": campaign, "form": form, "refusal": why, "shown": CampaignPage(campaign),
        "heading": f"Close the audit of window {campaign.window}", "section": "claims:audits",
        "cancel_url": reverse("claims:campaign", args=[campaign.pk]),
    })


def campaign_file(request, pk, name):
    """One of the two files from which a draw can be repeated: the frame as it was hashed, or the sample."""
    campaign = campaign_of(request, pk)
    shown = CampaignPage(campaign)
    if name == "frame":
        content = frame_file([row.framed for row in shown.frame])
    elif name == "sample":
        content = writing.as_bytes(writing.CSV, SAMPLE_COLUMNS, sample_rows(shown))
    else:
        raise Http404
    record(Verb.EXPORTED, by=request.user, about=campaign, detail=f"{name}, {len(shown.frame)} rows as csv")
    response = HttpResponse(content, content_type=writing.CONTENT_TYPES[writing.CSV])
    response.headers["Content-Disposition"] = f'attachment; filename="audit-{name}-{campaign.window.code}.csv"'
    return response
