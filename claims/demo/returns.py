"""The returns of the demonstration: progress of the last half-year, made, then corrected when more came to light; the
sample of families, and savings. That of the national study waits for its faults to be mended."""

from datetime import date, timedelta

from claims.models import Claim
from claims.returns import cost_savings, family_monitoring
from claims.returns.actions import correct_return, make_return
from claims.returns.family_progress import NAME as PROGRESS
from claims.returns.family_progress import SCHEMA, has_arrears
from claims.returns.periods import half_year_of
from claims.returns.preparing import prepare
from claims.savings.actions import set_assumptions
from families.facts.enums import SpellKind
from families.facts.recording import record_spell
from families.models import Family

NOTE = "Partners did not cover every day. The columns are blank where they did not."


def run(today, users):
    """Makes the returns that there is something for; a small demonstration may have less."""
    progress(today, users)
    set_assumptions(
        by=users["manager"], from_day=date(2012, 4, 1), deadweight=20, impact=100, optimism=25, months=12, lag_months=0,
        cost_per_family=350_000, reason="Made up: what the board agreed",
    )
    for schema in (family_monitoring.SCHEMA, cost_savings.SCHEMA):
        prepared = prepare(schema, as_of=today)
        if prepared.gathered.lines and not prepared.grave:
            make_return(
                name=schema.name, by=users["analyst"], as_of=today, recipient=schema.recipient, purpose=schema.purpose,
                note=NOTE,
            )


def progress(today, users):
    """Makes the return of the last whole half-year, and corrects it."""
    this = half_year_of(today)
    last = half_year_of(this.first_day - timedelta(days=1))
    days = {"as_of": last.last_day, "first_day": last.first_day, "last_day": last.last_day}
    prepared = prepare(SCHEMA, **days)
    if prepared.grave or not prepared.gathered.lines:
        return
    sent = make_return(
        name=PROGRESS, by=users["analyst"], recipient="The department", purpose="Progress of families", note=NOTE,
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
            sent=sent, by=users["analyst"], note=NOTE,
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
