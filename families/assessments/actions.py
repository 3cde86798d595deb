"""The only writers of whole-family assessments."""

from django.db import transaction
from django.utils import timezone

from families.actions import not_later
from families.assessments.models import Assessment
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


class CompletedByOther(Refused):
    """Somebody else completed an assessment after this person opened the page. `version` is theirs.

    `lost` names what of theirs would be replaced: (section, code).
    """

    status = 409

    def __init__(self, version, lost):
        self.version, self.lost = version, lost
        at = timezone.localtime(version.recorded_at)
        super().__init__(
            f"{version.recorded_by} completed an assessment at {at:%H:%M} on {at.day} {at:%B %Y}, after you opened "
            "this one. Your words are still below, and theirs above them. Put together what should stay, then send "
            "it off again."
        )


@transaction.atomic
def complete_assessment(*, family, by, assessed_on, answers, opened=None):
    """Completes the assessment as of a day, from which the family counts as assessed.

    `opened` is the id of the version that these words began from. Raises Refused where somebody is left out, and
    CompletedByOther. A second one of the same day corrects the first.
    """
    check_can_record(by, family)
    Family.objects.select_for_update(no_key=True).get(pk=family.pk)
    not_later(assessed_on)
    details = family.details.current().get()
    if assessed_on < details.identified_on:
        raise Refused("The assessment is before the family was identified.")
    members = {row.person_id: row for row in members_of(family) if row.is_member_on(assessed_on)}
    missing = what_is_missing(parts_of_an_assessment(answers, members.values()))
    if missing:
        raise Refused(f"The assessment is not of the whole family yet. Missing: {'; '.join(missing)}.")
    check_takes_nothing_away(family, by, answers, opened)
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
    record(Verb.CORRECTED if old else Verb.RECORDED, by=by, about=family, detail="assessment")
    tell([family.pk], by=by)
    return new


def check_takes_nothing_away(family, by, answers, opened):
    """Raises CompletedByOther where somebody else's words, which this person has not seen, would be replaced."""
    latest = Assessment.objects.current().filter(family=family).order_by("-assessed_on", "-pk").first()
    if latest is None or latest.pk == opened or latest.recorded_by_id == by.pk:
        return
    lost = overwritten(answers, latest.answers)
    if lost:
        raise CompletedByOther(latest, lost)
