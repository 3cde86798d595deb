"""The returns of the demonstration: progress of the last half-year, made, then corrected when more came to light."""

from datetime import timedelta

from claims.models import Claim
from claims.returns.actions import correct_return, make_return
from claims.returns.family_progress import NAME as PROGRESS
from claims.returns.family_progress import SCHEMA, has_arrears
from claims.returns.periods import half_year_of
from claims.returns.preparing import prepare
from families.facts.enums import SpellKind
from families.facts.recording import record_spell
from families.models import Family


def run(today, users):
    """Makes the return of the last whole half-year, and corrects it; a small demonstration may have none to make."""
    this = half_year_of(today)
    last = half_year_of(this.first_day - timedelta(days=1))
    days = {"as_of": last.last_day, "first_day": last.first_day, "last_day": last.last_day}
    prepared = prepare(SCHEMA, **days)
    if prepared.grave or not prepared.gathered.lines:
        return
    note = "Partners did not cover every day of the half-year. The columns are blank where they did not."
    sent = make_return(
        name=PROGRESS, by=users["analyst"], recipient="The department", purpose="Progress of families", note=note,
        **days,
    )
    family = told_later(prepared, users["teammanager"])
    if family is not None:
        record_spell(
            family=family, by=users["teammanager"], kind=SpellKind.RENT_ARREARS,
            starts_on=last.last_day - timedelta(days=60), ends_on=last.last_day - timedelta(days=20),
            note="The landlord told us late.",
        )
        correct_return(
            sent=sent, by=users["analyst"], note=note,
            reason="A landlord told us late of rent arrears.",
        )


def told_later(prepared, teammanager):
    """A family of the return for which nothing is claimed, so that what is told of it late changes no claim."""
    free = Family.objects.visible_to(teammanager).exclude(pk__in=Claim.objects.values("family"))
    told = {
        line.family.pk for line in prepared.gathered.lines
        if not line.found.details.closed_on and has_arrears(line) != "yes"
    }
    return free.filter(pk__in=told).order_by("reference").first()
