"""The one way in which a part of a draft is edited: a form, perhaps with a table of rows, that changes some tables of
the plan; whatever the reader of plan files finds wrong with that part is shown beside its box, and nothing is lost."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib import messages
from django.shortcuts import redirect, render

from families.permissions import Refused
from outcomes import plan_file
from outcomes.drafts.actions import Overtaken, change_draft
from outcomes.drafts.comparing import differences_in_words, read_or_none
from outcomes.drafts.forms import SettingsForm
from outcomes.drafts.rows import Rows
from outcomes.drafts.views import SECTION
from outcomes.permissions import check_can_change_draft, refusal
from outcomes.plan_file.exchange import split
from outcomes.wording import counted

MOST_DIFFERENCES = 5


@dataclass
class Part:
    """A part of a draft on a page. `put(tables, values, rows)` puts what was entered into the tables and gives the
    paths in them whose faults belong here."""

    heading: str
    form: SettingsForm
    put: Callable
    rows: list[Rows] = field(default_factory=list)
    said: str = "Changed the plan"
    done: str = "Saved in the draft."


def tables_of_draft(draft):
    """The tables of a draft's text, which is TOML whether it is sound or not."""
    return split(draft.text)[0]


def faults_of(text):
    """Everything the reader of plan files finds wrong."""
    try:
        plan_file.parse(text)
    except plan_file.PlanFaults as wrong:
        return wrong.faults
    return []


def canonical(text):
    """The one way of writing the plan, once it is sound; else the text as it is."""
    plan = read_or_none(text)
    return plan_file.dump(plan) if plan else text


def what_changed(before, after, otherwise):
    """What a change of a plan's text came to, in words."""
    one, other = read_or_none(before), read_or_none(after)
    if one is None or other is None:
        return otherwise
    found = [str(each) for each in differences_in_words(one, other)]
    if one.effective_from != other.effective_from:
        found.append(f"In force from: {one.effective_from:%-d %B %Y} → {other.effective_from:%-d %B %Y}")
    if one.version != other.version:
        found.append(f"Version: {one.version} → {other.version}")
    more = len(found) - MOST_DIFFERENCES
    shown = found[:MOST_DIFFERENCES] + ([f"and {counted(more, 'more change')}"] if more > 0 else [])
    return "; ".join(shown) or otherwise


def edit_page(request, draft, part):
    """Shows a part of a draft and takes what was entered."""
    if refused := refusal(check_can_change_draft, draft, request.user):
        raise Refused(refused)
    form, overtaken = part.form, None
    if request.method == "POST" and form.is_valid() and "more" not in request.POST:
        tables = copy.deepcopy(tables_of_draft(draft))
        own = part.put(tables, form.data_of_plan, [rows.data for rows in part.rows])
        text = plan_file.write_tables(tables)
        if not _show_faults(part, own, faults_of(text)):
            try:
                text = canonical(text)
                change_draft(
                    draft=draft, by=request.user, revision=_revision(form), text=text,
                    what=what_changed(draft.text, text, part.said),
                )
            except Overtaken as overtaken_by:
                overtaken = told(form, overtaken_by)
            else:
                messages.success(request, part.done)
                return redirect("outcomes:draft", draft.pk)
    return render(request, "drafts/edit.html", {
        "draft": draft, "form": form, "rows": part.rows, "heading": part.heading, "overtaken": overtaken,
        "faults": [fault for rows in part.rows for fault in rows.faults], "section": SECTION,
        "revision": draft.revision,
    })


def told(form, overtaken):
    """Keeps what was typed and lets it be saved over the changes that this person is now told of."""
    form.data = form.data.copy()
    form.data["revision"] = str(overtaken.changes[-1].revision)
    form.refuse(overtaken)
    return overtaken


def _revision(form):
    text = form.data.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _show_faults(part, own, faults):
    """Shows the faults that belong to this part, each at its box. Whether there were any."""
    shown = False
    for fault in faults:
        for path in own:
            if fault.path[:len(path)] != path:
                continue
            rest = fault.path[len(path):]
            shown = _take(part, rest, fault.message) or shown
            break
    return shown


def _take(part, rest, message):
    if not rest:
        part.form.add_error(None, message)
        return True
    for rows in part.rows:
        if rest[0] == rows.table.key:
            return rows.take(_as_row(rows, rest[1:]), message)
    return part.form.take(rest, message)


def _as_row(rows, path):
    """Where in a table of rows a path leads: rules go by their benefit, not by a number."""
    if not path or isinstance(path[0], int):
        return path
    numbers = [number for number, row in enumerate(rows.data) if row.get("benefit") == path[0]]
    return (numbers[0] if numbers else 0, *path[1:])
