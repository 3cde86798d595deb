"""What can be done with many claims at once."""

from django.db import models


class BulkAct(models.TextChoices):
    """One act on all the claims that were ticked."""

    CHECK = "check", "Record that I checked them"
    APPROVE = "approve", "Approve them"
    PUT_BACK = "put_back", "Put them back into the queue"


NEED_A_REASON = (BulkAct.PUT_BACK,)
