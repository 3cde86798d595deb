"""What an example expects, against what a plan says of it: each difference as a sentence. Pure."""

from outcomes.drafts.words import choice_in_words
from outcomes.enums import Reason, Status
from outcomes.plan_file.examples import BY_KEY
from outcomes.wording import day

CLOSED = "The family is not open on that day, so nothing is said of it."


def unmet(plan, example, verdicts, readiness):
    """Yields a sentence for everything that is not as the example expects."""
    expected, wanted = example.get("verdicts", ()), example.get("readiness", {})
    if not expected and not wanted:
        yield "It expects nothing, so it shows nothing. Say what the verdicts or the readiness should be."
        return
    if not readiness:
        yield CLOSED
        return
    for row in expected:
        yield from _unmet_verdict(plan, row, verdicts)
    for column in BY_KEY["readiness"].columns:
        if column.key in wanted and wanted[column.key] != readiness[column.key]:
            yield (
                f"{column.label}: expected {_said(wanted[column.key])}, but it is {_said(readiness[column.key])}."
            )


def _unmet_verdict(plan, row, verdicts):
    person = row.get("person", "")
    about = f"{row['headline']}, {row['criterion']}, {person or 'the family as a whole'}"
    codes = {(headline.code, criterion.code) for headline in plan.headlines for criterion in headline.criteria}
    key = row["headline"], row["criterion"], person
    found = next((each for each in verdicts if (each["headline"], each["criterion"], each["person"]) == key), None)
    if key[:2] not in codes:
        yield f"{about}: the plan has no such criterion."
    elif found is None:
        yield f"{about}: expected “{Status(row['status']).label}”, but no verdict is given."
    elif found["status"] != row["status"]:
        why = f", because {Reason(found['reason']).label}" if found["reason"] else ""
        yield f"{about}: expected “{Status(row['status']).label}”, but it is “{Status(found['status']).label}”{why}."
    elif row.get("due_on") and row["due_on"] != found["due_on"]:
        yield f"{about}: expected from {_said(row['due_on'])}, but it is from {_said(found['due_on'])}."


def _said(value):
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day(value) if hasattr(value, "year") else f"“{choice_in_words('', value)}”"
