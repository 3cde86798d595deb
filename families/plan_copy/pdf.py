"""The family's copy as a tagged PDF (PDF/UA-1), in ordinary or large print, with the fonts that typst brings."""

import json
from pathlib import Path

import typst
from django.conf import settings

from families.plan_copy import words

TEMPLATE = Path(__file__).parent / "plan.typ"
SIZES = {"ordinary": (12, 11, 10), "large": (20,)}  # points: a copy in ordinary print takes the first that fits
SIDES = 2  # one sheet


def pdf(copy, size="ordinary"):
    """The copy as bytes. What does not fit two sides in any of its sizes has more of them, in the first."""
    all_said, made = said(copy), []
    for points in SIZES[size]:
        made.append(printed(all_said, points, is_large=size == "large"))
        if sides_of(made[-1]) <= SIDES:
            return made[-1]
    return made[0]


def printed(all_said, points, *, is_large=False, form="pdf"):
    """What is said, with letters of this size, as a PDF; with `form="png"` as pictures, one a side."""
    data = json.dumps({**all_said, "size": points, "is_large": is_large})
    standards = {"pdf_standards": ["ua-1"]} if form == "pdf" else {}
    return typst.compile(TEMPLATE, format=form, ignore_system_fonts=True, sys_inputs={"data": data}, **standards)


def sides_of(made):
    """How many sides a PDF has that `printed` made."""
    return made.count(b"/Type/Page/")


def said(copy):
    """All that the PDF says."""
    aims = [
        {
            "headline": aim.headline, "what": aim.what,
            "steps": [
                {"what": step.what, "who": step.who, "by": f"{words.DONE}" if step.done else step.by}
                for step in aim.steps
            ],
        }
        for aim in copy.aims
    ]
    return {
        "title": words.TITLE, "name": copy.name, "authority": settings.AUTHORITY_NAME,
        "want": words.WANT, "columns": ["What", "Who", "By when"], "aims": aims, "intro": intro(copy),
        "parts": parts(copy),
    }


def intro(copy):
    """What stands above the plan."""
    if copy.agreement is None:
        return words.NOT_THERE
    return f"{words.ABOUT} You agreed it on {copy.agreed_on}."


def parts(copy):
    """What stands below the plan: what the reader said, and whom to ask."""
    found = []
    if copy.agreement and not copy.aims:
        found.append({"heading": words.WANT, "lines": [words.NOTHING_FOR_YOU]})
    if copy.agreement and copy.person_id:
        stance, own = copy.said or ("", "")
        lines = [line for line in (stance, f"“{own}”" if own else "") if line] or [words.NO_WORDS]
        found.append({"heading": words.YOUR_WORDS, "lines": lines})
    worker = f"{words.WORKER} {copy.worker}." if copy.worker else words.NO_WORKER
    lines = [worker, words.IF_WRONG, *([] if copy.person_id else [words.OWN_COPY])]
    return [*found, {"heading": "Who to ask", "lines": lines}]
