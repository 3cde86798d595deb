from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    """Who: households, people, their single family plan, and the facts partners and workers gave us."""

    name = "families"
