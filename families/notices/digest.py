"""The daily e-mail: how many new notices and overdue things there are, and where to look. It names nobody, ever.

What it may hold is decided by `text_of`, which is given numbers and an address and nothing else.
"""

from django.db.models import Q

from families.accounts.enums import Role
from families.due.enums import Period
from families.due.reading import DueList
from families.due.sources import scope_of
from families.models import User
from families.notices.models import Notice, NoticeChoice

WITH_A_LIST = (Role.KEY_WORKER, Role.TEAM_MANAGER, Role.PROGRAMME_MANAGER)


def counted(number, one, many):
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def text_of(notices, overdue, address):
    """Subject and text of the e-mail, from two numbers and the address of the service."""
    parts = [counted(notices, "new notice", "new notices")] if notices else []
    parts += [counted(overdue, "thing to do is overdue", "things to do are overdue")] if overdue else []
    says = " and ".join(parts)
    return f"Families programme: {says}", (
        f"In the families programme: {says}.\n\nSign in to see what it is:\n{address}\n\n"
        "This e-mail never says anything about a family. You choose there what you are told, and whether by e-mail.\n"
    )


def numbers_for(user):
    """How many unread notices this person wants counted, and how many things to do are overdue."""
    unwanted = NoticeChoice.objects.filter(user=user, is_mailed=False).values_list("kind", flat=True)
    notices = Notice.objects.visible_to(user).unread().exclude(kind__in=list(unwanted)).count()
    overdue = DueList(scope_of(user)).counts()[Period.OVERDUE] if user.role in WITH_A_LIST else 0
    return notices, overdue


def people_to_mail():
    """Who has an address, and wants at least one kind of notice counted."""
    chose = NoticeChoice.objects.values("user")
    wants = NoticeChoice.objects.filter(is_mailed=True).values("user")
    people = User.objects.filter(is_active=True).exclude(email="")
    return people.exclude(Q(pk__in=chose) & ~Q(pk__in=wants)).order_by("pk")
