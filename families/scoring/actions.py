"""The only writers of readings of a scored tool, the worker's and the family's of one day together."""

from django.db import transaction

from families.actions import check_belonged, not_later
from families.believing import believe, insert, replace, said_again, stop_believing
from families.changes import tell
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.enums import Grade
from families.facts.models import Score
from families.facts.recording import about, families_of, typed_grade
from families.permissions import Refused, check_can_record
from families.scoring.models import OwnReading, OwnReadingEnd
from families.scoring.tools_on_file import kinds
from families.two_clocks import moment_of_writing


@transaction.atomic
def record_readings(*, family, by, tool, scored_on, worker, own, words=None, person=None):
    """Records one day's readings of a tool (a `Tool`) for one member, or (no person) for the family as a whole.

    `worker` and `own` map codes of domains to scores, of the worker's view and of the family's; a domain may be in one
    of them alone. `words` maps codes to the family's own words. What is recorded already with the same score stays;
    with another one, it is refused. Returns what was written.
    """
    check_can_record(by, family)
    not_later(scored_on)
    if not worker and not own:
        raise Refused("Enter at least one score.")
    at, written = moment_of_writing(), []
    for code, score in worker.items():
        row = Score(tool=domain_of(tool, code).kind, scored_on=scored_on, score=on_scale(tool, score),
                    grade=typed_grade(None, by))
        written += believed_once(about(row, family, person), by=by, at=at)
    for code, score in own.items():
        row = OwnReading(tool=domain_of(tool, code).kind, scored_on=scored_on, score=on_scale(tool, score),
                         words=(words or {}).get(code, "").strip(), grade=Grade.FAMILY_STATEMENT)
        written += believed_once(about(row, family, person), by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail=f"{len(written)} readings of {tool.code}")
    tell([family.pk] if person is None else families_of(written[0] if written else row), by=by)
    return written


@transaction.atomic
def correct_own_reading(*, reading, family, by, score, words, reason):
    """Puts right what was written down of the family's own view; what stood before is kept, with the reason."""
    check_is_of(reading, family, by)
    tool, _ = kinds()[reading.tool]
    new = said_again(reading, score=on_scale(tool, score), words=words.strip())
    if (new.score, new.words) == (reading.score, reading.words):
        raise Refused("Nothing is different from what is recorded.")
    replace(reading, new, by=by, at=moment_of_writing())
    insert(OwnReadingEnd(reading=reading, reason=reason.strip()))
    record(Verb.CORRECTED, by=by, about=family, detail="own reading")
    return new


@transaction.atomic
def withdraw_own_reading(*, reading, family, by, reason):
    """Withdraws what the family said of itself, where it was recorded by mistake; it is kept, with the reason."""
    check_is_of(reading, family, by)
    stop_believing(reading, by=by, at=moment_of_writing())
    insert(OwnReadingEnd(reading=reading, reason=reason.strip()))
    record(Verb.WITHDREW, by=by, about=family, detail="own reading")


def check_is_of(reading, family, by):
    """This person may record about the family, and the reading is one of its own. Raises Refused."""
    check_can_record(by, family)
    if reading.person_id is not None:
        check_belonged(family, reading.person)
    elif reading.family_id != family.pk:
        raise Refused("This is not about this family.")


def believed_once(row, *, by, at):
    """The row, written unless the same is believed already. Raises Refused where another score of that day is."""
    same = type(row).objects.current().filter(
        person=row.person, family=row.family, tool=row.tool, scored_on=row.scored_on
    ).first()
    if same is None:
        return [believe(row, by=by, at=at)]
    if same.score != row.score:
        raise Refused("A score of that day is recorded already and differs. Correct that one, or choose another day.")
    return []


def domain_of(tool, code):
    """The domain of this code. Raises Refused."""
    try:
        return tool.domain(code)
    except KeyError as missing:
        raise Refused("This tool has no such domain.") from missing


def on_scale(tool, score):
    """A whole number of the tool's scale. Raises Refused."""
    if score not in tool.scale:
        raise Refused(f"A score of this tool is a whole number from {tool.lowest} to {tool.highest}.")
    return score
