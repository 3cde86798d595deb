"""What may be recorded about a household, and by whom."""

from django.db.models import Q

from families.accounts.enums import Role
from families.models import Membership, Relationship
from families.permissions import Refused, check_can_record, check_has_role
from families.search.seen import families_seen


def check_is_of(belief, family):
    """The belief was recorded about this family."""
    if belief.family_id != family.pk:
        raise Refused("This is not about this family.")


def check_can_change(by, belief, family):
    """This person works with the family, and the belief is about it."""
    check_can_record(by, family)
    check_is_of(belief, family)


def check_is_around(family, *people):
    """Each person is, or was, a member of the family or a relative of one, as far as the family's record says."""
    ids = {person.pk for person in people if person is not None}
    found = set(Membership.objects.current().filter(family=family, person__in=ids).values_list("person", flat=True))
    related = Relationship.objects.current().filter(family=family).filter(Q(person__in=ids) | Q(other__in=ids))
    for row in related.values_list("person", "other"):
        found |= set(row)
    if ids - found:
        raise Refused("That person is not a member of this family, nor a relative who is recorded.")


def check_can_register(by):
    """Whoever works with families may register one."""
    check_has_role(by, Role.KEY_WORKER, Role.TEAM_MANAGER, Role.PROGRAMME_MANAGER, to="register a family")


def check_may_see(by, person):
    """The person is in a family that this user may open: nobody is brought in unseen."""
    if not families_seen(by, [person.pk]).get(person.pk):
        raise Refused("This person is in a family that you cannot open. Ask whoever works with that family.")
