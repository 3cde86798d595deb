"""Lists of families that a person looks at again and again: what they chose, under a name of theirs."""

from django.conf import settings
from django.db import models


class SavedList(models.Model):
    """One choice of families, by name. `asked` holds the words of the address: stage, waiting_for and so on."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_lists")
    name = models.CharField(max_length=60)
    asked = models.JSONField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"], name="saved_list_has_a_name_of_its_own",
                violation_error_message="You have a list of that name already. Give this one another name.",
            ),
        ]

    def __str__(self):
        return self.name
