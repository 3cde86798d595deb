"""The analyst's pages of files: what was loaded, what became of it, and loading more."""

import csv
import io
import logging
import tempfile
from itertools import islice
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import DatabaseError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.actions import load_paths
from families.facts.enums import LoadState
from families.facts.load_forms import LoadFilesForm, LoadsFilter
from families.facts.models import Load
from families.permissions import Refused

logger = logging.getLogger(__name__)
ROWS = 25
SENTENCES = 20


def loads_page(request):
    """Every load, the latest first."""
    form = LoadsFilter(request.GET)
    chosen = {name: value for name, value in (form.cleaned_data if form.is_valid() else {}).items() if value}
    loads = Load.objects.filter(**chosen).defer("rejected_file").select_related("by")
    page = Paginator(loads, ROWS).get_page(request.GET.get("page"))
    return render(request, "loads/loads.html", {"page": page, "filter": form, "is_filtered": bool(chosen)})


def load_page(request, pk):
    """One load: its figures, what is said of it, and the first rows that were handed back."""
    load = get_object_or_404(Load.objects.select_related("by"), pk=pk)
    record(Verb.VIEWED, by=request.user, about=load)
    return render(request, "loads/load.html", {
        "load": load, "sentences": first_sentences(load), "section": "families:loads",
    })


def load_rejects_page(request, pk):
    """What could not be loaded of a file, as it was sent, with the reasons. It may name people, so this is logged."""
    load = get_object_or_404(Load, pk=pk)
    if not load.rejected_file:
        raise Http404
    record(Verb.EXPORTED, by=request.user, about=load, detail="rows handed back")
    response = HttpResponse(bytes(load.rejected_file), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{load.dataset}-{load.pk}.rejected.csv"'
    return response


@transaction.non_atomic_requests
def load_files_page(request):
    """Takes one or more files and loads each in a transaction of its own."""
    form = LoadFilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            loads = load_uploaded(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            say_what_became_of(request, loads)
            return redirect("families:load", loads[0].pk) if len(loads) == 1 else redirect("families:loads")
    return render(request, "loads/load_files.html", {
        "form": form, "heading": "Load files", "section": "families:loads", "cancel_url": reverse("families:loads"),
    })


def load_uploaded(*, files, whole, source, covers_from, covers_to, total, by):
    """Loads what was sent, from a folder of its own that is gone afterwards. Gives the `Load`s.

    Each file is a transaction of its own, so what was loaded before one that the database refuses is told.
    """
    done = []
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        paths = [kept(file, Path(folder)) for file in files]
        try:
            return load_paths(
                paths=paths, by=by, source=source or None, strict=whole == "whole", rejects_dir=folder, total=total,
                covers=(covers_from, covers_to) if covers_from else None, report=lambda load, *_: done.append(load),
            )
        except DatabaseError as fault:
            logger.exception("A load from the page ended in an error of the database.")
            raise Refused(what_was_loaded_before(done)) from fault


def what_was_loaded_before(done):
    """What to tell of the files that were loaded before one that was not."""
    before = f" Loaded before it: {', '.join(load.file_name for load in done)}." if done else ""
    return f"The database refused a file, and nothing of it was loaded. Try again: loading twice is safe.{before}"


def kept(file, folder):
    """An uploaded file, written into the folder under its own name."""
    path = folder / Path(file.name).name
    with open(path, "wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return path


def say_what_became_of(request, loads):
    """One message for all the files."""
    whole = [load for load in loads if load.state == LoadState.DONE]
    held = [load.file_name for load in loads if load.state == LoadState.HELD]
    if held:
        messages.warning(request, f"Not as usual, and held until somebody has looked: {', '.join(held)}.")
    if len(whole) == len(loads):
        messages.success(request, "The file is loaded." if len(loads) == 1 else f"All {len(loads)} files are loaded.")
    else:
        others = ", ".join(load.file_name for load in loads if load.state not in (LoadState.DONE, LoadState.HELD))
        if not others:
            return
        messages.warning(request, f"Not everything was loaded. Look at what was handed back of {others}.")


def first_sentences(load):
    """The reasons of the first rows that were handed back."""
    if not load.rejected_file:
        return []
    rows = csv.reader(io.StringIO(bytes(load.rejected_file).decode()))
    place = next(rows).index("error")
    return [row[place] for row in islice(rows, SENTENCES)]
