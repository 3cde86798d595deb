from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Whether: the outcomes plan, and what the facts prove about each criterion on a given day."""

    name = "outcomes"
