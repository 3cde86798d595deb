from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Whether: the outcomes plan, and what the facts prove about each criterion on a given day."""

    name = "outcomes"

    def ready(self):
        """Tells those who take in facts where to ask which headlines there are."""
        from families.facts.vocabulary import HEADLINES
        from outcomes.vocabulary import headline_names

        HEADLINES.provide(headline_names)
