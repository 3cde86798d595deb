"""Notes: what a worker writes down about a family. Complete ones only grow in number."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from families.notes.enums import NoteKind


class NoteQuerySet(models.QuerySet):
    """Complete notes."""

    def visible_to(self, user):
        """Those about families that this person may open."""
        from families.models import Family

        return self.filter(family__in=Family.objects.visible_to(user))

    def standing(self):
        """Those that were not recorded in error, nor added to one that was: all that ordinary pages may show."""
        return self.filter(error=None, cites__error=None)

    def withheld(self):
        """The others: their words are for audit alone."""
        return self.filter(Q(error__isnull=False) | Q(cites__error__isnull=False))


class Note(models.Model):
    """One complete note. The database keeps it as it is for good: what must be put right is added in another note.

    `about` holds the ids of the members it is about (none: the family), `mentions` those of the users who were told of
    it. An addition `cites` the note it belongs to, and `corrects` it where that says something wrong. `token` is given
    by the form, so that sending one twice writes one note.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20, choices=NoteKind)
    happened_on = models.DateField()
    text = models.TextField()
    about = ArrayField(models.BigIntegerField(), default=list)
    is_significant = models.BooleanField(default=False)
    mentions = ArrayField(models.BigIntegerField(), default=list)
    cites = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="additions")
    corrects = models.BooleanField(default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")
    recorded_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-recorded_at", "-pk"]
        indexes = [models.Index(fields=["family", "-happened_on"], name="notes_of_a_family")]
        constraints = [
            models.CheckConstraint(
                name="note_says_something", condition=~Q(text=""), violation_error_message="Write the note.",
            ),
            models.CheckConstraint(
                name="note_corrects_only_what_it_cites", condition=Q(corrects=False) | Q(cites__isnull=False),
                violation_error_message="A correction names the note that it corrects.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.happened_on}"


class NoteError(models.Model):
    """A note was recorded in error, say on the wrong family: by whom this was said, when and why.

    The note stays as it is, for audit alone: its words, and those of what was added to it, are withheld everywhere
    else. `copied_to` is the note that took its place in the family it belongs to, if it was copied there.
    """

    note = models.OneToOneField(Note, on_delete=models.PROTECT, related_name="error")
    reason = models.CharField(max_length=300)
    copied_to = models.OneToOneField(Note, on_delete=models.PROTECT, null=True, related_name="copied_from")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="note_is_in_error_for_a_reason", condition=~Q(reason=""),
                violation_error_message="Say why the note was recorded in error.",
            ),
        ]

    def __str__(self):
        return f"{self.note}, recorded in error"
