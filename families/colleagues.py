"""Who of the council's people may open a family, and who leads the families that one oversees."""

from django.db.models import Q

from families.accounts.enums import Role
from families.models import Family, FamilyDetails, LeadWorker, User


def colleagues_of(family):
    """The users who work with this family or oversee it, so may open it; by name. One query."""
    leads = LeadWorker.objects.current().filter(family=family, ends_on=None, worker__isnull=False)
    districts = FamilyDetails.objects.current().filter(family=family, district__isnull=False)
    return User.objects.filter(is_active=True).filter(
        Q(role=Role.PROGRAMME_MANAGER)
        | Q(role=Role.TEAM_MANAGER, district__in=districts.values("district"))
        | Q(role=Role.KEY_WORKER, pk__in=leads.values("worker"))
    ).order_by("last_name", "first_name", "username")


def workers_under(user):
    """Who leads families that this manager may open, by name; nobody for a key worker. One query."""
    if user.role == Role.KEY_WORKER:
        return User.objects.none()
    led = LeadWorker.objects.current().filter(ends_on=None, family__in=Family.objects.visible_to(user))
    return User.objects.filter(pk__in=led.values("worker")).order_by("last_name", "first_name", "username")
