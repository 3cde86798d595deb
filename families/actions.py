"""The only writers of a family's problems and lead workers."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from families.accounts.enums import Role
from families.believing import believe, replace, stop_believing
from families.changes import tell
from families.enums import ProblemStatus
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.grades import SOURCE_KEY_WORKER
from families.facts.vocabulary import headline_codes
from families.models import LeadWorker, Membership, Problem
from families.notices.actions import notify
from families.notices.enums import NoticeKind
from families.permissions import Refused, check_can_assign_lead_worker, check_can_record
from families.two_clocks import moment_of_writing


@transaction.atomic
def record_problems(*, family, by, problems):
    """Records problems, each a mapping: of one member, or (no person) of the family as a whole; one per headline and
    person. All of them are recorded, or none."""
    check_can_record(by, family)
    at = moment_of_writing()
    found = [new_problem(family, **said) for said in problems]
    for problem in found:
        believe(problem, by=by, at=at)
        record(Verb.RECORDED, by=by, about=family, detail="problem")
    tell([family.pk], by=by)
    return found


def new_problem(family, *, headline, identified_on, status, person=None):
    """An unsaved problem that says only what can be so."""
    check_headline(family, headline)
    check_belonged(family, person)
    return Problem(
        family=family, headline=headline, person=person, identified_on=not_later(identified_on),
        source=SOURCE_KEY_WORKER, status=ProblemStatus(status),
    )


@transaction.atomic
def change_problem(*, problem, by, status, identified_on):
    """Corrects the status of a problem, or the day it was identified."""
    check_can_record(by, problem.family)
    new = Problem(
        family=problem.family, headline=problem.headline, person=problem.person, source=problem.source,
        identified_on=not_later(identified_on), status=ProblemStatus(status),
    )
    replace(problem, new, by=by, at=moment_of_writing())
    record(Verb.CORRECTED, by=by, about=problem.family, detail="problem")
    tell([problem.family_id], by=by)
    return new


@transaction.atomic
def assign_lead_worker(*, family, by, worker, starts_on):
    """Makes `worker` lead the family from a day on; whoever led until then leads to the day before.

    Raises Refused when the day is in the future or before the present lead worker began.
    """
    check_can_assign_lead_worker(by, family)
    check_can_lead(worker)
    not_later(starts_on)
    at = moment_of_writing()
    for old in family.lead_workers.current().filter(ends_on=None).select_related("worker"):
        if old.worker_id == worker.pk:
            raise Refused(f"{worker} already leads this family.")
        end_lead(old, starts_on, by=by, at=at)
    lead = LeadWorker(family=family, worker=worker, name=str(worker), starts_on=starts_on)
    believe(lead, by=by, at=at)
    record(Verb.RECORDED, by=by, about=family, detail=f"lead worker is user {worker.pk}")
    notify(
        by=by, to=[worker], kind=NoticeKind.ALLOCATED, family=family, page="outcomes:family",
        parts={"token": str(family.token)}, says=f"{by} made you the lead worker of {family.reference}.",
    )
    tell([family.pk], by=by)
    return lead


def end_lead(old, next_starts_on, *, by, at):
    """Ends a lead on the day before the next begins; one that began on that day or later was a mistake, and goes."""
    last = next_starts_on - timedelta(days=1)
    if old.starts_on is not None and old.starts_on > last:
        if old.starts_on > next_starts_on:
            raise Refused("The present lead worker began after that day. Choose a later day.")
        stop_believing(old, by=by, at=at)
        return
    ended = LeadWorker(family=old.family, worker=old.worker, name=old.name, starts_on=old.starts_on, ends_on=last)
    replace(old, ended, by=by, at=at)


def check_can_lead(worker):
    """Key workers and team managers lead families, and only while they have access."""
    if not worker.is_active or worker.role not in (Role.KEY_WORKER, Role.TEAM_MANAGER):
        raise Refused("Only a key worker or a team manager with access to this service can lead a family.")


def check_headline(family, headline):
    """The headline is one of those of the family's framework, where somebody keeps a list of them."""
    details = family.details.current().first()
    codes = headline_codes(details.framework) if details else None
    if codes is not None and headline not in codes:
        raise Refused("That headline is not in the outcomes plan of this family's framework.")


def check_belonged(family, person):
    """A fact or problem of a person is recorded from a family only if the person is or was its member."""
    if person is not None and not Membership.objects.current().filter(family=family, person=person).exists():
        raise Refused("That person is not a member of this family.")


def not_later(on):
    """The day, if it is not in the future."""
    if on > localdate():
        raise Refused("The date must be today or in the past.")
    return on
