from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """How much: claims from the queue to the payment, the people who decide about them, and the returns."""

    name = "claims"

    def ready(self):
        """From now on, a change of what we believe about a family reaches the queue, nights look at moved claims, a
        draft of an outcomes plan says what it would do to claims, and no window is sent before its audit is closed."""
        from claims.campaigns.reading import why_not_sent
        from claims.drafts import effects_on_claims
        from claims.listening import families_of_moved_claims
        from claims.listening import when_families_change as listener
        from claims.sent import returns_sent
        from claims.submission import before_a_window_is_sent
        from families.changes import when_families_change
        from families.purposes.sent import also_sent
        from outcomes.drafts.worth import CLAIMS
        from outcomes.nights.choosing import also_look_at

        when_families_change(listener)
        also_sent(returns_sent)
        also_look_at(families_of_moved_claims)
        CLAIMS.provide(effects_on_claims)
        before_a_window_is_sent(why_not_sent)
