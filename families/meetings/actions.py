"""The only writers of meetings. A meeting is recorded whole or not at all."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from families.actions import check_headline, not_later
from families.believing import insert
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.meetings.models import Attendance, Meeting, Talk
from families.notes.actions import add_note
from families.notes.enums import NoteKind
from families.permissions import Refused, check_can_record
from families.plans.actions import hold
from families.plans.enums import ActionState, OwnerKind
from families.plans.owners import Owners
from families.plans.recording import add_action, add_objective, change_action, settle_action
from families.professionals.actions import record_contact, record_professional
from families.professionals.enums import ContactKind
from families.professionals.models import Professional, ProfessionalContact
from families.scoring.actions import record_readings
from families.two_clocks import moment_of_writing


@dataclass(frozen=True)
class Newcomer:
    """Somebody who came and is not yet recorded as working with the family; `stays` says that they do from now on."""

    name: str
    agency: str
    stays: bool = False


@dataclass(frozen=True)
class NewAction:
    """An action that was agreed: what, by whom (as `Owners` names them), by when."""

    what: str
    owner: str
    due_on: date


@dataclass(frozen=True)
class SettledAction:
    """What became of an action of the plan; or, still to do, the day to which it was put off."""

    action: object
    state: str
    reason: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class TalkedThrough:
    """One problem as it was talked through: words, what will be different (blank: as the plan says), and actions.

    `objective` is the thread of the objective that new actions work towards; without one, `aim` makes it.
    """

    headline: str
    family_words: str = ""
    worker_note: str = ""
    objective: object = None
    aim: str = ""
    agreed: tuple[NewAction, ...] = ()
    settled: tuple[SettledAction, ...] = field(default=())


@dataclass(frozen=True)
class ScoredTool:
    """Scores of the family as a whole on one tool (a `Tool`), as `record_readings` takes them."""

    tool: object
    worker: dict
    own: dict
    words: dict


@transaction.atomic
def record_meeting(*, family, by, held_on, came, talks, newcomers=(), scores=(), next_on=None, note=""):
    """Records a meeting with all that it changed.

    `came` names who was there, as `Owners` does. Writes the attendance, what was said of each problem, new and
    settled actions and objectives of the plan, scores of the day in both views, a note, and that each professional was
    in touch.
    """
    check_can_record(by, family)
    at = moment_of_writing()
    hold(family)
    meeting = Meeting(
        family=family, held_on=not_later(held_on), next_on=next_on, recorded_at=at, recorded_by=by,
        note=noted(family, held_on, note, by),
    )
    insert(meeting)
    attend(meeting, came, newcomers, by)
    owners = Owners(family, by=by)
    for talk in talks:
        talk_through(meeting, talk, by, owners)
    for one in scores:
        record_readings(
            family=family, by=by, tool=one.tool, scored_on=held_on, worker=one.worker, own=one.own, words=one.words
        )
    record(Verb.RECORDED, by=by, about=family, detail="meeting")
    return meeting


def noted(family, held_on, text, by):
    """What else was said, as a note of the family's; None where nothing was."""
    if not text:
        return None
    return add_note(family=family, by=by, happened_on=held_on, text=text, kind=NoteKind.MEETING)


def attend(meeting, came, newcomers, by):
    """Records who came; professionals were in touch by that."""
    owners = Owners(meeting.family, by=by)
    there = [owners.find(value) for value in came]
    if not there and not newcomers:
        raise Refused("Say who came to the meeting.")
    threads = [one.key for one in there if one.kind == OwnerKind.PROFESSIONAL]
    for one in newcomers:
        if one.stays:
            threads.append(record_professional(
                family=meeting.family, by=by, starts_on=meeting.held_on, person={"name": one.name, "agency": one.agency}
            ).thread)
    for one in there:
        insert(Attendance(meeting=meeting, kind=one.kind, name=one.name, agency=one.agency))
    for one in newcomers:
        insert(Attendance(meeting=meeting, kind=OwnerKind.PROFESSIONAL, name=one.name, agency=one.agency))
    was_in_touch(meeting, threads, by)


def was_in_touch(meeting, threads, by):
    """Records for each professional, once, that they met the family on the day."""
    known = ProfessionalContact.objects.current().filter(
        thread__in=threads, happened_on=meeting.held_on, kind=ContactKind.MEETING
    )
    known = set(known.values_list("thread", flat=True))
    for row in Professional.objects.current().filter(family=meeting.family, thread__in=threads):
        if row.thread not in known and row.starts_on <= meeting.held_on:
            record_contact(
                professional=row, family=meeting.family, by=by, happened_on=meeting.held_on, kind=ContactKind.MEETING
            )


def talk_through(meeting, talk, by, owners):
    """Records what was said of one problem, and what was agreed about it."""
    check_headline(meeting.family, talk.headline)
    if talk.family_words or talk.worker_note:
        insert(Talk(
            meeting=meeting, headline=talk.headline, family_words=talk.family_words, worker_note=talk.worker_note
        ))
    for one in talk.settled:
        settle(meeting, one, by)
    objective = talk.objective
    if talk.aim:
        added = add_objective(family=meeting.family, by=by, headline=talk.headline, what=talk.aim)
        objective = objective or added.thread
    if talk.agreed and objective is None:
        raise Refused("Say what will be different, so that it is clear what the new actions are for.")
    for one in talk.agreed:
        add_action(
            family=meeting.family, by=by, objective=objective, what=one.what, owner=one.owner, due_on=one.due_on,
            meeting=meeting.token, owners=owners,
        )


def settle(meeting, one, by):
    """Records what became of an action; one that is still to do is put off to another day."""
    if one.state == ActionState.TO_DO:
        change_action(action=one.action, family=meeting.family, by=by, due_on=one.due_on, meeting=meeting.token)
        return
    settle_action(
        action=one.action, by=by, state=one.state, settled_on=meeting.held_on, reason=one.reason, meeting=meeting.token
    )
