from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    """Who: households, people, their single family plan, and the facts partners and workers gave us."""

    name = "families"

    def ready(self):
        """Tells timelines of what the plan and the way through the programme add to them."""
        from families.timeline import plan_lines  # noqa: F401
