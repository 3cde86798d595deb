"""What people have typed into a form and not sent off yet, whichever form it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class DraftQuerySet(models.QuerySet):
    """Drafts."""

    def visible_to(self, user):
        """One's own, of families that one may still open; a draft about no family is on a page that asks for itself."""
        from families.models import Family

        return self.filter(Q(family=None) | Q(family__in=Family.objects.visible_to(user)), by=user)


class Draft(models.Model):
    """What one person has typed on one page and not sent off yet. Nobody else sees it; it is gone once it is sent off.

    `page` and `parts` are the name and the parts of the page's address, `what` is the page's heading. `typed` is the
    form as the browser sent it, right or wrong: names of boxes and lists of values; `last_field` the box last typed
    in. `revision` counts the saves and `tab` is the tab of the browser that saved last, so that no tab silently takes
    the words of another away.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts")
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, null=True, related_name="drafts")
    page = models.CharField(max_length=100)
    parts = models.JSONField()
    what = models.CharField(max_length=200)
    typed = models.JSONField()
    last_field = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField()
    tab = models.CharField(max_length=36)
    saved_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "page", "parts"], name="one_draft_of_each_form_for_each_person",
                violation_error_message="Another tab saved this at the same moment. Save again.",
            ),
        ]

    def __str__(self):
        return f"{self.what}, begun by {self.by}"
