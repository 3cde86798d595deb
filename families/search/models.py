"""The names we know, each once, with what they sound like. The database keeps it, from every name that is recorded."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class KnownName(models.Model):
    """A forename or surname as somebody recorded it. `plain` has no accents or capitals.

    `keys` holds what a search can meet it by: `=part` each part of the name, `~KEY` how each part sounds in English,
    `?KEY` how it sounds by the spelling of another language (Irish, Welsh, Polish).
    """

    name = models.CharField(max_length=80, primary_key=True)
    plain = models.CharField(max_length=160)
    keys = ArrayField(models.CharField(max_length=170))

    class Meta:
        indexes = [
            GinIndex(fields=["plain"], opclasses=["gin_trgm_ops"], name="known_name_by_spelling"),
            GinIndex(fields=["keys"], name="known_name_by_sound"),
        ]

    def __str__(self):
        return self.name
