"""Changing a draft: the plan as a whole, headlines, criteria, their order, and all of it as text."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from families.permissions import Refused
from outcomes import plan_file
from outcomes.criteria import KINDS
from outcomes.drafts.actions import Overtaken, change_draft
from outcomes.drafts.exchanging import file_of_draft
from outcomes.drafts.forms import (
    OF_HEADLINE,
    PARTICULARS,
    RULES,
    SIGNS,
    KindForm,
    SettingsForm,
    TextForm,
    benefit_choices,
    settings_of_criterion,
)
from outcomes.drafts.moving import moved
from outcomes.drafts.rows import Rows
from outcomes.drafts.views import SECTION, draft_of, entry_of
from outcomes.drafts.views.editing_page import (
    Part,
    canonical,
    edit_page,
    faults_of,
    tables_of_draft,
    told,
    what_changed,
)
from outcomes.plan_file.reading import CLAIM, ELIGIBILITY, TOP


def draft_particulars_page(request, pk):
    """What the draft says as a whole: its name, when it takes effect, who is eligible, how a claim is made."""
    draft = draft_of(pk)
    tables = tables_of_draft(draft)
    held = {**tables, **_table(tables, "eligibility"), **_table(tables, "claim")}

    def put(tables, values, rows):
        for key in PARTICULARS:
            home = tables.setdefault("eligibility", {}) if key in ELIGIBILITY else (
                tables.setdefault("claim", {}) if key in CLAIM else tables
            )
            home.pop(key, None)
            if key in values:
                home[key] = values[key]
        return [("eligibility",), ("claim",), *((key,) for key in TOP), ()]

    form = _form(request, draft, PARTICULARS, held)
    return edit_page(request, draft, Part("The plan as a whole", form, put, said="Changed the plan as a whole"))


def _table(tables, key):
    return tables[key] if isinstance(tables.get(key), dict) else {}


def _form(request, draft, settings, held):
    posted = request.POST if request.method == "POST" else None
    return SettingsForm(posted, settings=settings, held=held, initial={"revision": draft.revision})


def draft_headline_page(request, pk, headline=""):
    """One headline: its name, when it is judged, how many of its criteria are needed, and its signs. Or a new one."""
    draft = draft_of(pk)
    held = entry_of(tables_of_draft(draft), headline) if headline else {}
    posted = request.POST if request.method == "POST" else None
    signs = Rows(SIGNS, held.get("indicator") or [], posted)

    def put(tables, values, rows):
        entries = tables.setdefault("headline", [])
        entry = _find_or_add(entries, headline)
        kept = {"criterion": entry["criterion"]} if "criterion" in entry else {}
        entry.clear()
        entry.update(values | ({"indicator": rows[0]} if rows[0] else {}) | kept)
        return [("headline", entries.index(entry))]

    name = held.get("name", "")
    part = Part(
        f"Headline: {name}" if headline else "Add a headline", _form(request, draft, OF_HEADLINE, held), put, [signs],
        said=f"{'Changed' if headline else 'Added'} a headline",
        done="Saved in the draft." if headline else "The headline is added. Now add a criterion to it.",
    )
    return edit_page(request, draft, part)


def _find_or_add(entries, code):
    """The entry of this code, or a new one at the end; where somebody took it out meanwhile, it is put back."""
    found = next((entry for entry in entries if entry.get("code") == code), None) if code else None
    if found is None:
        found = {}
        entries.append(found)
    return found


def draft_criterion_page(request, pk, headline, criterion=""):
    """One criterion under a headline; or a new one, of the kind that `?kind=` names."""
    draft = draft_of(pk)
    tables = tables_of_draft(draft)
    above = entry_of(tables, headline)
    held = entry_of(tables, headline, criterion) if criterion else {}
    kind = held.get("kind") if criterion else request.GET.get("kind")
    if kind not in KINDS:
        if criterion:
            raise Http404
        form = KindForm(request.GET if "kind" in request.GET else None)
        return render(request, "drafts/kind.html", {
            "draft": draft, "form": form, "heading": "Add a criterion", "headline": above, "section": SECTION,
        })
    posted = request.POST if request.method == "POST" else None
    rules = [Rows(RULES, _rules(held), posted, {"benefit": benefit_choices(_benefits(held, request))})]
    part = Part(
        f"Criterion: {criterion}" if criterion else "Add a criterion",
        _form(request, draft, settings_of_criterion(kind), held), _putting(headline, criterion, kind),
        rules if kind == "continuous_work" else [], said=f"{'Changed' if criterion else 'Added'} a criterion",
    )
    part.form.about = KINDS[kind].words
    return edit_page(request, draft, part)


def _putting(headline, criterion, kind):
    def put(tables, values, rows):
        headlines = tables.setdefault("headline", [])
        above = _find_or_add(headlines, headline)
        above.setdefault("code", headline)
        entries = above.setdefault("criterion", [])
        entry = _find_or_add(entries, criterion)
        entry.clear()
        entry.update({"code": values.pop("code"), "kind": kind} if "code" in values else {"kind": kind})
        entry.update(values)
        if rows:
            entry["rules"] = {
                row.get("benefit", ""): {key: held for key, held in row.items() if key != "benefit"} for row in rows[0]
            }
        return [("headline", headlines.index(above), "criterion", entries.index(entry))]

    return put


def _rules(held):
    rules = held.get("rules")
    return [{"benefit": code, **rule} for code, rule in rules.items()] if isinstance(rules, dict) else []


def _benefits(held, request):
    """The benefits that rules may be for: every one there is, since the page cannot know which are ticked."""
    return settings_of_criterion("continuous_work")["benefits"][0].choices


@require_POST
def draft_arrange_page(request, pk):
    """Moves a headline or a criterion up or down, or takes it out."""
    draft = draft_of(pk)
    tables = tables_of_draft(draft)
    headline, criterion = request.POST.get("headline", ""), request.POST.get("criterion", "")
    what = moved(tables, headline, criterion, request.POST.get("do", ""))
    revision = request.POST.get("revision", "")
    try:
        if what is None:
            raise Refused("That is not in the draft any more. Look at what it says now.")
        text = canonical(plan_file.write_tables(tables))
        change_draft(draft=draft, by=request.user, revision=int(revision) if revision.isdecimal() else 0, text=text,
                     what=what_changed(draft.text, text, what))
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{what}.")
    return redirect("outcomes:draft", draft.pk)


def draft_text_page(request, pk):
    """The whole draft as text; with `?download=toml`, as a file with its examples and its departures."""
    draft = draft_of(pk)
    if request.GET.get("download") == "toml":
        response = HttpResponse(file_of_draft(draft), content_type="application/toml; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="draft-{draft.pk}.toml"'
        return response
    posted = request.POST if request.method == "POST" else None
    form, overtaken, faults = TextForm(posted, initial={"revision": draft.revision, "text": draft.text}), None, []
    if request.method == "POST" and form.is_valid():
        try:
            faults = _save_text(request, draft, form)
        except Overtaken as overtaken_by:
            overtaken = told(form, overtaken_by)
        else:
            if not form.errors:
                return redirect("outcomes:draft", draft.pk)
    return render(request, "drafts/text.html", {
        "draft": draft, "form": form, "heading": "The draft as text", "overtaken": overtaken, "faults_of_text": faults,
        "section": SECTION, "revision": draft.revision,
    })


def _save_text(request, draft, form):
    """Saves the text if it can be read at all; what keeps it from being sound is then said on the draft's page."""
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    faults = faults_of(text)
    for fault in faults:
        if not fault.path:
            form.add_error("text", str(fault))
    if form.errors:
        return faults
    new = canonical(text)
    revision = form.cleaned_data["revision"]
    change_draft(
        draft=draft, by=request.user, revision=int(revision) if revision.isdecimal() else 0, text=new,
        what=what_changed(draft.text, new, "Changed the text"),
    )
    said = "Saved in the draft." if not faults else "Saved in the draft. There is something to put right in it."
    (messages.warning if faults else messages.success)(request, said)
    return faults
