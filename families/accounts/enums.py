"""The roles a person may sign in with."""

from django.db import models


class Role(models.TextChoices):
    """What a person does in the programme. One person holds one role; who may do what is in `families/access.py`."""

    KEY_WORKER = "key_worker", "Key worker"
    TEAM_MANAGER = "team_manager", "Team manager"
    PROGRAMME_MANAGER = "programme_manager", "Programme manager"
    ANALYST = "analyst", "Analyst"
    AUDITOR = "auditor", "Auditor"
    PARTNER = "partner", "Partner agency"
    ADMINISTRATOR = "administrator", "Administrator"
