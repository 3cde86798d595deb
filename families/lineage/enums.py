"""The vocabulary of lineage: how one family came out of another, or became one with it."""

from django.db import models


class LineageKind(models.TextChoices):
    """What happened between an earlier family and a later one."""

    SPLIT = "split", "Split: a new family came out of it, and both go on"
    JOIN = "join", "Join: it moved in with another family and is worked with as that one"
    MERGE = "merge", "Merge: it is another family's record, written a second time"
    RE_REGISTRATION = "re_registration", "Registered again: it came back after its work was closed"


# These tell of one family under two references; a join alone tells of two families that lived apart before.
ONE_FAMILY = (LineageKind.SPLIT, LineageKind.MERGE, LineageKind.RE_REGISTRATION)
