"""Example families of a draft: how each fares, and writing them as plain tables."""

import copy

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from families import forms as plain
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.forms import PlainForm
from families.models import Family
from families.permissions import Refused
from outcomes import plan_file
from outcomes.drafts.actions import Overtaken, change_draft, run_examples
from outcomes.drafts.boxes import as_pages_say, from_box, to_box
from outcomes.drafts.example_words import choices_for, tables_in_words
from outcomes.drafts.from_family import example_of
from outcomes.drafts.rows import Rows
from outcomes.drafts.standing import read_plan
from outcomes.drafts.views import SECTION, draft_of
from outcomes.drafts.views.editing_page import told
from outcomes.permissions import check_can_change_draft, refusal
from outcomes.plan_file.examples import BY_KEY, OWN, dump_examples, read_examples, rows_of
from outcomes.plan_file.exchange import split


class ExampleForm(PlainForm):
    """An example's name, what it shows, and the day it is judged on."""

    button = "Save in the draft"
    revision = plain.hidden()
    name = plain.text("Name", need="Enter a name", help_text="For example: Attendance of exactly 90%. No real names.")
    says = plain.text("What it shows", max_length=300)
    judged_on = forms.CharField(
        label="Judged on", required=False, help_text="For example, 27/3/2024.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )


class TableForm(PlainForm):
    """What goes with a table of rows."""

    button = "Save in the draft"
    revision = plain.hidden()


class FromFamilyForm(PlainForm):
    """The family of which to make an example."""

    button = "Make an example"
    revision = plain.hidden()
    reference = plain.text("The family’s reference", need="Enter the family’s reference", width="govuk-input--width-10")


def held_examples(draft):
    """The examples as they are written, sound or not."""
    found = split(draft.examples)[1].get("example", []) if draft.examples else []
    return found if isinstance(found, list) else []


def draft_examples_page(request, pk):
    """Every example family of a draft, judged by it: what was expected, and what differs."""
    draft = draft_of(pk)
    plan, _ = read_plan(draft)
    try:
        sound, faults = read_examples(draft.examples), []
    except plan_file.PlanFaults as wrong:
        sound, faults = [], wrong.faults
    runs = run_examples(plan, sound) if plan else []
    by_name = {run.name: run for run in runs}
    shown = [(number, each, by_name.get(each.get("name"))) for number, each in enumerate(held_examples(draft))]
    return render(request, "drafts/examples.html", {
        "draft": draft, "examples": shown, "faults": faults, "is_sound": plan is not None, "section": SECTION,
        "failing": sum(not run.passes for run in runs), "refusal": refusal(check_can_change_draft, draft, request.user),
    })


def draft_example_page(request, pk, number):
    """One example family: its tables, what was expected and what the draft says."""
    draft = draft_of(pk)
    example = _example(draft, number)
    plan, _ = read_plan(draft)
    run, faults = None, []
    try:
        sound = read_examples(draft.examples)
        run = run_examples(plan, [sound[number]])[0] if plan else None
    except plan_file.PlanFaults as wrong:
        faults = [fault for fault in wrong.faults if fault.path[:2] == ("example", number)]
    return render(request, "drafts/example.html", {
        "draft": draft, "example": example, "number": number, "run": run, "faults": faults, "section": SECTION,
        "sections": tables_in_words(example), "refusal": refusal(check_can_change_draft, draft, request.user),
    })


def _example(draft, number):
    examples = held_examples(draft)
    if number >= len(examples):
        raise Http404
    return examples[number]


def draft_example_particulars_page(request, pk, number=None):
    """What an example is called and shows, and on which day it is judged; or a new one."""
    draft = draft_of(pk)
    held = {} if number is None else _example(draft, number)
    posted = request.POST if request.method == "POST" else None
    form = ExampleForm(posted, initial={"revision": draft.revision, **{key: to_box(held.get(key)) for key in OWN}})

    def put(examples):
        if number is None or number >= len(examples):
            examples.append({"family": {}})
        example = examples[-1 if number is None else number]
        typed = {key: from_box(value, form.data.get(key, "")) for key, value in OWN.items()}
        rest = {key: value for key, value in example.items() if key not in OWN}
        example.clear()
        example.update({key: value for key, value in typed.items() if value is not None} | rest)
        return len(examples) - 1 if number is None else number

    heading = "Add an example family" if number is None else f"Example: {held.get('name', '')}"
    return _edit(request, draft, form, [], put, heading, list(OWN))


def draft_example_table_page(request, pk, number, table):
    """One table of an example family, row by row."""
    draft = draft_of(pk)
    example = _example(draft, number)
    if table not in BY_KEY:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = TableForm(posted, initial={"revision": draft.revision})
    rows = Rows(BY_KEY[table], rows_of(example, BY_KEY[table]), posted, choices_for(draft, example))

    def put(examples):
        if number >= len(examples):
            raise Refused("This example is not in the draft any more.")
        data = rows.data
        if rows.table.single:
            examples[number][table] = data[0] if data else {}
        else:
            examples[number][table] = data
        return number

    return _edit(request, draft, form, [rows], put, f"{rows.table.title}: {example.get('name', '')}", [table])


def _edit(request, draft, form, rows, put, heading, own):
    """Shows a part of an example and takes what was entered; faults in it are shown at their boxes."""
    if refused := refusal(check_can_change_draft, draft, request.user):
        raise Refused(refused)
    overtaken = None
    if request.method == "POST" and form.is_valid() and "more" not in request.POST:
        examples = copy.deepcopy(held_examples(draft))
        number = put(examples)
        if not _show_faults(form, rows, number, own, dump_examples(examples)):
            try:
                change_draft(
                    draft=draft, by=request.user, revision=int(form.cleaned_data["revision"] or 0),
                    examples=dump_examples(examples), what=f"Changed the example family “{examples[number]['name']}”",
                )
            except Overtaken as overtaken_by:
                overtaken = told(form, overtaken_by)
            else:
                messages.success(request, "Saved in the draft.")
                return redirect("outcomes:draft_example", draft.pk, number)
    return render(request, "drafts/edit.html", {
        "draft": draft, "form": form, "rows": rows, "heading": heading, "overtaken": overtaken, "section": SECTION,
        "faults": [fault for each in rows for fault in each.faults],
        "cancel_url": reverse("outcomes:draft_examples", args=[draft.pk]),
    })


def _show_faults(form, rows, number, own, text):
    """Shows the faults of what was entered, each at its box. Whether there were any."""
    try:
        read_examples(text)
    except plan_file.PlanFaults as wrong:
        mine = [fault for fault in wrong.faults if fault.path[:2] == ("example", number) and fault.path[2:3]]
        shown = [_show(form, rows, fault) for fault in mine if fault.path[2] in own]
        return any(shown)
    return False


def _show(form, rows, fault):
    key = fault.path[2]
    if rows:
        return rows[0].take(fault.path[3:], fault.message)
    form.add_error(key, as_pages_say(fault.message, key, form.fields[key].label))
    return True


@require_POST
def remove_example_page(request, pk, number):
    """Takes an example out of a draft."""
    draft = draft_of(pk)
    examples = held_examples(draft)
    revision = request.POST.get("revision", "")
    try:
        if number >= len(examples):
            raise Refused("This example is not in the draft any more.")
        gone = examples.pop(number)
        change_draft(
            draft=draft, by=request.user, revision=int(revision) if revision.isdecimal() else 0,
            examples=dump_examples(examples), what=f"Took out the example family “{gone.get('name', '')}”",
        )
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "The example is taken out.")
    return redirect("outcomes:draft_examples", draft.pk)


def example_from_family_page(request, pk):
    """Makes an example of a family that this person may open, with letters for names."""
    draft = draft_of(pk)
    form = FromFamilyForm(request.POST if request.method == "POST" else None, initial={"revision": draft.revision})
    if request.method == "POST" and form.is_valid():
        family = Family.objects.visible_to(request.user).filter(reference=form.cleaned_data["reference"]).first()
        if family is None:
            form.add_error("reference", "There is no family with this reference among those you may open")
        else:
            record(Verb.VIEWED, by=request.user, about=family, detail="made an example of it")
            return _add_example_of(request, draft, form, family)
    return render(request, "drafts/from_family.html", {
        "draft": draft, "form": form, "heading": "Make an example from a family", "section": SECTION,
        "cancel_url": reverse("outcomes:draft_examples", args=[draft.pk]),
    })


def _add_example_of(request, draft, form, family):
    examples = held_examples(draft)
    used = {example.get("name") for example in examples}
    example = example_of(family, as_of=timezone.localdate(), used=used)
    change_draft(
        draft=draft, by=request.user, revision=draft.revision, examples=dump_examples([*examples, example]),
        what="Made an example from a family",
    )
    messages.success(request, "The example is made. Look through it before you keep it: its dates are real.")
    return redirect("outcomes:draft_example", draft.pk, len(examples))
