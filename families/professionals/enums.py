"""How a professional was in touch."""

from django.db import models


class ContactKind(models.TextChoices):
    """One way of being in touch with a family."""

    VISIT = "visit", "Visit or appointment"
    CALL = "call", "Telephone or video call"
    MEETING = "meeting", "Meeting about the family"
    MESSAGE = "message", "Letter, e-mail or text"
