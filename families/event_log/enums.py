"""What can be done, in the log's words."""

from django.db import models


class Verb(models.TextChoices):
    """One kind of act on the system. The log's text never holds personal data: who it was about is an id."""

    SIGNED_IN = "signed_in", "signed in"
    SIGNED_OUT = "signed_out", "signed out"
    REFUSED_SIGN_IN = "refused_sign_in", "was refused at sign-in"
    VIEWED = "viewed", "looked at"
    LISTED = "listed", "saw in a list"
    SEARCHED = "searched", "searched"
    RECORDED = "recorded", "recorded"
    CORRECTED = "corrected", "corrected"
    WITHDREW = "withdrew", "withdrew"
    LOADED = "loaded", "loaded a file"
    PUBLISHED = "published", "published"
    JUDGED = "judged", "judged"
    QUEUED = "queued", "put into the claim queue"
    MOVED = "moved", "moved a claim"
    EXPORTED = "exported", "exported"
    MANAGED = "managed", "managed a user or setting"
