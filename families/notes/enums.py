"""What a note can be about."""

from django.db import models


class NoteKind(models.TextChoices):
    """How it came that there is something to write down."""

    VISIT = "visit", "Visit"
    CALL = "call", "Telephone call"
    MESSAGE = "message", "Message or letter"
    MEETING = "meeting", "Meeting"
    PROFESSIONAL = "professional", "Talk with a professional"
    OTHER = "other", "Something else"
