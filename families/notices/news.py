"""What the system tells people about families every morning: reviews that are due, and files that are held."""

from django.utils.timezone import localdate

from families.accounts.enums import Role
from families.due.reading import DueList
from families.due.sources import SOURCES, scope_of
from families.facts.enums import LoadState
from families.models import LeadWorker, Load, User
from families.notices.actions import News, tell_news
from families.notices.enums import NoticeKind

LOOK_AFTER_FEEDS = (Role.ANALYST, Role.PROGRAMME_MANAGER)
REVIEW = "review"  # the code of the source of things to do


def tell_of_families(*, by=None):
    """Tells lead workers of reviews that are due, and those who look after feeds of files that are held."""
    tell_news(by=by, kind=NoticeKind.FILE_HELD, news=held_files())
    tell_news(by=by, kind=NoticeKind.REVIEW_DUE, news=reviews_due())


def held_files():
    """Each file that waits for a decision, for everybody who may make it."""
    held = list(Load.objects.filter(state=LoadState.HELD))
    people = User.objects.filter(is_active=True, role__in=LOOK_AFTER_FEEDS).values_list("pk", flat=True)
    return [
        News(
            user, f"load {load.pk}", f"The file {load.file_name} is held: it is not as usual.", "families:decide",
            {"pk": load.pk},
        )
        for load in held for user in people
    ]


def reviews_due():
    """Each review that is due by today, for whoever leads the family."""
    sources = [one for one in SOURCES if one.code == REVIEW]
    leaders = User.objects.filter(
        is_active=True, pk__in=LeadWorker.objects.current().filter(ends_on=None, worker__isnull=False).values("worker")
    )
    return [
        News(
            worker.pk, f"{row.family.pk} {row.on}", f"The plan of {row.family.reference} is due for review.",
            "outcomes:family", {"token": str(row.family.token)}, row.family.pk,
        )
        for worker in leaders if sources
        for row in DueList(scope_of(worker, worker), sources=sources)[:] if row.on <= localdate()
    ]
