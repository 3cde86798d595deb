from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Whether: outcomes plans, and the verdicts that the facts lead to under them, day by day."""

    name = "outcomes"

    def ready(self):
        """Tells those who take in facts where to ask which headlines and tools there are."""
        from families.facts.vocabulary import HEADLINES, TOOLS
        from outcomes.vocabulary import headline_names, tool_names

        HEADLINES.provide(headline_names)
        TOOLS.provide(tool_names)
