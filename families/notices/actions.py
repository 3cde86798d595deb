"""The only writers of notices, and of what each person chooses to be told."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.notices.digest import numbers_for, people_to_mail, text_of
from families.notices.enums import NoticeKind
from families.notices.models import Digest, Notice, NoticeChoice
from families.permissions import Refused

logger = logging.getLogger(__name__)


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


@dataclass(frozen=True)
class News:
    """One thing that the system tells one person; `key` names it, so that it is told once."""

    to_id: int
    key: str
    says: str
    page: str
    parts: dict
    family_id: int | None = None


@transaction.atomic
def tell_news(*, by, kind, news):
    """Tells people what the system found, each thing once, but for those who chose not to be told.

    `by` is None: the system does this.
    """
    news = list(news)
    silent = set(
        NoticeChoice.objects.filter(kind=kind, is_shown=False, user__in={one.to_id for one in news})
        .values_list("user", flat=True)
    )
    now = timezone.now()
    made = Notice.objects.bulk_create(
        [
            Notice(
                to_id=one.to_id, kind=NoticeKind(kind), family_id=one.family_id, says=one.says, page=one.page,
                parts=one.parts, key=one.key, at=now, by=by,
            )
            for one in news if one.to_id not in silent
        ],
        ignore_conflicts=True, batch_size=2_000,
    )
    record(Verb.RECORDED, by=by, about="notice", detail=f"{len(made)} of {kind}")


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
def choose_notices(*, by, shown, mailed, email=""):
    """Records of which kinds this person wants to be told in the product (`shown`) and counted in e-mail (`mailed`),
    and the address that the e-mail goes to (blank: none is sent)."""
    by.email = email
    by.save(update_fields=["email"])
    for kind in NoticeKind:
        NoticeChoice.objects.update_or_create(
            user=by, kind=kind, defaults={"is_shown": kind in shown, "is_mailed": kind in mailed}
        )
    record(Verb.MANAGED, by=by, about=by, detail="which notices to get")


def send_digests(*, by, on):
    """Sends each person who has an address the e-mail of a day, once; gives how many were sent.

    One that cannot be sent keeps nobody else from theirs: it is tried again when this runs again that day.
    """
    sent = sum(send_digest(user, on) for user in people_to_mail())
    record(Verb.RECORDED, by=by, about="digest", detail=f"{sent} e-mails")
    return sent


def send_digest(user, on):
    """Sends one person's e-mail of a day, unless it was sent or there is nothing to say. Gives whether it was."""
    notices, overdue = numbers_for(user)
    if not (notices or overdue) or Digest.objects.filter(to=user, on=on).exists():
        return False
    subject, text = text_of(notices, overdue, settings.SITE_ADDRESS)
    try:
        with transaction.atomic():
            Digest.objects.create(to=user, on=on, notices=notices, overdue=overdue, sent_at=timezone.now())
            send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])
    except (OSError, IntegrityError) as error:  # the mail server was not there or refused; or another sent it first
        logger.error("The daily e-mail to user %s was not sent: %s", user.pk, type(error).__name__)
        return False
    return True
