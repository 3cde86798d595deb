"""The family's copy as a tagged PDF (PDF/UA-1), in ordinary or large print, with the fonts that typst brings."""

import json
from pathlib import Path

import typst
from django.conf import settings

from families.plan_copy import words

TEMPLATE = Path(__file__).parent / "plan.typ"
SIZES = {"ordinary": 12, "large": 20}  # points


def pdf(copy, size="ordinary", *, form="pdf"):
    """The copy as bytes; with `form="png"` a list of pictures, one a page."""
    standards = {"pdf_standards": ["ua-1"]} if form == "pdf" else {}
    return typst.compile(
        TEMPLATE, format=form, ignore_system_fonts=True, sys_inputs={"data": json.dumps(said(copy, size))}, **standards
    )


def said(copy, size):
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
        "title": words.TITLE, "name": copy.name, "authority": settings.AUTHORITY_NAME, "size": SIZES[size],
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
