"""The only writers of whole-family assessments."""

from django.db import transaction
from django.utils import timezone

from families.actions import not_later
from families.assessments.models import Assessment, AssessmentDraft
from families.assessments.rules import overwritten, parts_of_an_assessment, tidy
from families.believing import believe, replace, said_again
from families.changes import tell
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.members import members_of
from families.models import Family
from families.permissions import Refused, check_can_record
from families.plans.rules import what_is_missing
from families.two_clocks import moment_of_writing


class SavedByOther(Refused):
    """Somebody else saved the draft after this person opened it. `draft` is as it is now, `lost` what would be lost."""

    def __init__(self, draft, lost):
        self.draft, self.lost = draft, lost
        at = timezone.localtime(draft.saved_at)
        super().__init__(
            f"{draft.saved_by} saved this at {at:%H:%M} on {at.day} {at:%B %Y}, after you opened it. Your words "
            "are still below, and theirs above them. Put together what should stay, then save again."
        )


@transaction.atomic
def save_draft(*, family, by, answers, revision):
    """Saves what has been written so far. `revision` is that of the draft these words began from (0: none).

    Raises SavedByOther where another person's words would be lost.
    """
    check_can_record(by, family)
    draft = own_draft(family, by, answers, revision) or AssessmentDraft(family=family)
    draft.answers, draft.revision = tidy(answers), draft.revision + 1
    draft.saved_at, draft.saved_by = timezone.now(), by
    draft.save()
    record(Verb.RECORDED, by=by, about=family, detail="draft of an assessment")
    return draft


@transaction.atomic
def complete_assessment(*, family, by, assessed_on, answers, revision):
    """Completes the assessment as of a day, from which the family counts as assessed; the draft is gone.

    Raises Refused where somebody is left out. A second one of the same day corrects the first.
    """
    check_can_record(by, family)
    not_later(assessed_on)
    details = family.details.current().get()
    if assessed_on < details.identified_on:
        raise Refused("The assessment is before the family was identified.")
    members = {row.person_id: row for row in members_of(family) if row.is_member_on(assessed_on)}
    missing = what_is_missing(parts_of_an_assessment(answers, members.values()))
    if missing:
        raise Refused(f"The assessment is not of the whole family yet. Missing: {'; '.join(missing)}.")
    draft = own_draft(family, by, answers, revision)
    at = moment_of_writing()
    old = Assessment.objects.current().filter(family=family, assessed_on=assessed_on).first()
    new = said_again(old, answers=tidy(answers)) if old else Assessment(
        family=family, assessed_on=assessed_on, answers=tidy(answers)
    )
    if old:
        replace(old, new, by=by, at=at)
    else:
        believe(new, by=by, at=at)
    if details.assessed_on is None or assessed_on < details.assessed_on:
        replace(details, said_again(details, assessed_on=assessed_on), by=by, at=at)
    if draft:
        draft.delete()
    record(Verb.CORRECTED if old else Verb.RECORDED, by=by, about=family, detail="assessment")
    tell([family.pk], by=by)
    return new


def own_draft(family, by, answers, revision):
    """The family's draft, locked; None where there is none. Raises SavedByOther where others' words would be lost."""
    Family.objects.select_for_update(no_key=True).get(pk=family.pk)
    draft = AssessmentDraft.objects.select_related("saved_by").filter(family=family).first()
    if draft and draft.revision != revision and draft.saved_by_id != by.pk:
        lost = overwritten(answers, draft.answers)
        if lost:
            raise SavedByOther(draft, lost)
    return draft
