"""The pages of feeds: how fresh each is, what its files held, and what becomes of a file that is held."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from families.drafts.sending import Sending
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.enums import LoadState
from families.facts.models import Load
from families.feeds.actions import accept_held, change_feed, return_held
from families.feeds.enums import Decision
from families.feeds.forms import DecideForm, FeedForm
from families.feeds.models import Feed, HeldFile
from families.feeds.pictures import drawn
from families.feeds.reading import standings
from families.permissions import Refused

ROWS = 25


def feeds_page(request):
    """Every feed and how fresh it is, those in trouble first; and the files that wait for a person."""
    found = sorted(standings(), key=lambda each: (not each.in_trouble, not each.feed.is_active))
    waiting = Load.objects.filter(state=LoadState.HELD).defer("rejected_file").select_related("by")
    return render(request, "feeds/feeds.html", {
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")), "waiting": waiting[:ROWS],
        "more_waiting": max(0, waiting.count() - ROWS), "in_trouble": sum(each.in_trouble for each in found),
    })


def feed_page(request, pk):
    """One feed: how it stands, and what its files held, drawn and listed."""
    feed = get_object_or_404(Feed, pk=pk)
    deliveries = feed.deliveries.select_related("load").defer("load__rejected_file")
    page = Paginator(deliveries, ROWS).get_page(request.GET.get("page"))
    return render(request, "feeds/feed.html", {
        "feed": feed, "standing": standings(feeds=[feed])[0], "page": page, "drawing": drawn(list(page)),
        "section": "families:feeds",
    })


def change_feed_page(request, pk):
    """What somebody says of a feed."""
    feed = get_object_or_404(Feed, pk=pk)
    form = FeedForm(request.POST or None, feed=feed, standing=standings(feeds=[feed])[0])
    if request.method == "POST" and form.is_valid():
        try:
            change_feed(feed=feed, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "The feed is changed.")
            return redirect("families:feed", feed.pk)
    return render(request, "feeds/change_feed.html", {
        "form": form, "feed": feed, "heading": "Change a feed", "section": "families:feeds",
        "cancel_url": reverse("families:feed", args=[feed.pk]),
    })


@transaction.non_atomic_requests
def decide_page(request, pk):
    """A held file: what is odd about it beside the usual, and the decision."""
    held = get_object_or_404(HeldFile.objects.select_related("load__by", "decided_by").defer("content"), load=pk)
    form = DecideForm(request.POST or None)
    sending = Sending(request, form, what=f"Decide about a file: {held.load.file_name}")
    if sending.answer:
        return sending.answer
    if sending.does(lambda: decided(held.load, by=request.user, **form.cleaned_data)):
        held.load.refresh_from_db(fields=["state"])
        messages.success(request, f"The decision is saved. {held.load.get_state_display()}.")
        return redirect("families:feeds")
    record(Verb.VIEWED, by=request.user, about=held.load, detail="held file")
    return render(request, "feeds/decide.html", {
        "form": form, "held": held, "heading": "Decide about a file", "section": "families:feeds",
        "cancel_url": reverse("families:feeds"), "deliveries": held.load.deliveries.select_related("feed"),
        "later": later_files(held.load), "kept": sending.kept,
    }, status=sending.status)


def decided(load, *, by, decision, reason):
    """Accepts or returns a held file."""
    act = accept_held if decision == Decision.ACCEPTED else return_held
    return act(load=load, by=by, reason=reason)


def later_files(load):
    """The files of the same feeds that were taken after this one was held."""
    return Load.objects.filter(
        deliveries__feed__in=load.deliveries.values("feed"), pk__gt=load.pk,
        state__in=(LoadState.DONE, LoadState.PART),
    ).defer("rejected_file").distinct()[:5]
