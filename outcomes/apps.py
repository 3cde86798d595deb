from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Whether: outcomes plans, and the verdicts that the facts lead to under them, day by day."""

    name = "outcomes"

    def ready(self):
        """Tells those who take in facts where to ask which headlines and tools there are and who is eligible, and
        timelines of verdicts."""
        from families.due.sources import add_source as add_thing_to_do
        from families.facts.vocabulary import HEADLINES, TOOLS
        from families.screening.plan_in_force import PLAN_IN_FORCE
        from families.timeline.sources import add_source
        from outcomes.due_lines import LATE_FEEDS, WAITING_FOR_US
        from outcomes.screening import eligibility
        from outcomes.timeline_lines import VERDICTS
        from outcomes.vocabulary import headline_names, plain_headline_names, tool_names

        HEADLINES.provide(headline_names, plain_headline_names)
        TOOLS.provide(tool_names)
        PLAN_IN_FORCE.provide(eligibility)
        add_thing_to_do(WAITING_FOR_US)
        add_thing_to_do(LATE_FEEDS)
        add_source(VERDICTS, "What the facts prove")
