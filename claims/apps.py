from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """How much: what is claimed, who checked and approved it, what was sent, what it paid."""

    name = "claims"
