"""Who may see what is still needed, and whose."""

from families.accounts.enums import Role
from families.facts.models import Event, Spell
from families.models import Family
from families.permissions import check_has_role
from outcomes.ledger.enums import AskKind
from outcomes.ledger.models import Need
from outcomes.suppliers import EVIDENCE

MAY_SEND = (Role.TEAM_MANAGER, Role.PROGRAMME_MANAGER, Role.ANALYST, Role.PARTNER)


def check_can_send_needs(by):
    """Managers and analysts send a supplier the list of what is needed; a partner takes its own."""
    check_has_role(by, *MAY_SEND, to="take out the list of what is still needed")


def needs_visible_to(user):
    """What this person may see of what is still needed.

    Whoever works with families: that of the families they may open. Analyst: all, as they send for the files. Partner:
    what it supplies itself, about people of whom it told us something, and nothing of anybody else.
    """
    if user.role == Role.ANALYST and user.is_active:
        return Need.objects.all()
    if user.role != Role.PARTNER:
        return Need.objects.filter(family__in=Family.objects.visible_to(user))
    told = _told_by(user)
    people = told[0].filter(person__isnull=False).values("person").union(
        told[1].filter(person__isnull=False).values("person")
    )
    supplies = {EVIDENCE[kind].supplier for kind in _kinds(told)}
    return Need.objects.filter(
        family__in=Family.objects.visible_to(user), person__in=people, supplier__in=supplies, kind__in=TOLD_BY_PARTNERS
    )


def feeds_visible_to(user, needs):
    """What is missing of whole feeds, among these needs. Partner: of the kinds that it sends, naming nobody."""
    if user.role == Role.PARTNER:
        needs = Need.objects.filter(about__in=_kinds(_told_by(user)))
    return needs.filter(kind=AskKind.COVERAGE)


def _told_by(user):
    return [kind.objects.current().filter(source=user.agency) for kind in (Event, Spell)]


def _kinds(told):
    return {kind for facts in told for kind in facts.order_by().values_list("kind", flat=True).distinct()}


# What an organisation can tell us of a person. The rest is for whoever works with the family.
TOLD_BY_PARTNERS = ("attendance", "spell_end", "work", "work_history")
