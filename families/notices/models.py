"""Notices: what somebody is told when they next look, with the page that it leads to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from families.notices.enums import NoticeKind


class NoticeQuerySet(models.QuerySet):
    """Notices."""

    def visible_to(self, user):
        """Those to this person, but for any about a family that they may no longer open."""
        from families.models import Family

        return self.filter(to=user).filter(Q(family=None) | Q(family__in=Family.objects.visible_to(user)))

    def unread(self):
        """Those not read yet."""
        return self.filter(read_at=None)


class Notice(models.Model):
    """One thing one person is told. `says` is the sentence; `page` and `parts` name the address it leads to.

    `by` caused it; empty for the system. What the system tells has a `key`, so that nobody is told twice of one thing.
    Only `read_at` ever changes.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, null=True, related_name="+")
    says = models.CharField(max_length=300)
    page = models.CharField(max_length=60)
    parts = models.JSONField(default=dict)
    key = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["to", "kind", "key"], name="nobody_is_told_twice", condition=~Q(key=""),
                violation_error_message="This person was told of it already.",
            ),
        ]
        indexes = [
            models.Index(fields=["to", "-at"], name="notices_to_a_person"),
            models.Index(fields=["to"], name="notices_unread", condition=Q(read_at=None)),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, to {self.to}"


class NoticeChoice(models.Model):
    """What one person chose about one kind of notice. Without a row they are told in the product, and by e-mail."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notice_choices")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    is_shown = models.BooleanField(default=True)
    is_mailed = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"], name="one_choice_for_each_kind_of_notice",
                violation_error_message="You have chosen about this kind of notice already.",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.kind}"


class Digest(models.Model):
    """One daily e-mail to one person: on which day, and how many things it counted. It says nothing about anybody."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    notices = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["to", "on"], name="one_digest_a_day",
                violation_error_message="Today's e-mail was sent already.",
            ),
        ]

    def __str__(self):
        return f"digest of {self.on} to {self.to}"
