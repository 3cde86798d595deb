"""The only writers of notices, and of what each person chooses to be told."""

from django.db import transaction
from django.utils import timezone

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.notices.enums import NoticeKind
from families.notices.models import Notice, NoticeChoice
from families.permissions import Refused


def notify(*, by, to, kind, says, page, parts=None, family=None):
    """Tells each of these users, but for `by` and those who chose not to be told. The act behind it is logged already.

    Called inside the transaction of that act.
    """
    silent = set(
        NoticeChoice.objects.filter(user__in=to, kind=kind, is_shown=False).values_list("user", flat=True)
    ) if to else set()
    now = timezone.now()
    return Notice.objects.bulk_create(
        Notice(
            to=user, by=by, kind=NoticeKind(kind), family=family, says=says, page=page, parts=parts or {}, at=now,
        )
        for user in to if user.pk not in silent and (by is None or user.pk != by.pk)
    )


@transaction.atomic
def read_notice(*, notice, by):
    """Marks a notice as read, by the person it is to."""
    if notice.to_id != by.pk:
        raise Refused("That notice is not yours.")
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    record(Verb.VIEWED, by=by, about=notice, detail="notice")


@transaction.atomic
def read_all_notices(*, by):
    """Marks everything this person was told as read."""
    count = Notice.objects.filter(to=by, read_at=None).update(read_at=timezone.now())
    record(Verb.VIEWED, by=by, about="notice", detail=f"{count} marked as read")


@transaction.atomic
def choose_notices(*, by, shown, mailed):
    """Records of which kinds this person wants to be told in the product (`shown`) and counted in e-mail (`mailed`)."""
    for kind in NoticeKind:
        NoticeChoice.objects.update_or_create(
            user=by, kind=kind, defaults={"is_shown": kind in shown, "is_mailed": kind in mailed}
        )
    record(Verb.MANAGED, by=by, about=by, detail="which notices to get")
