"""What every page of the programme says when something is wrong with the nights."""

from django.utils import timezone

from families.access import may_call
from families.accounts.enums import Role
from outcomes.nights.pages import trouble


def night_trouble(request):
    """A context processor for `base.html`: asked only where a page shows it, and then with one query."""

    def sentences():
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated or user.role == Role.PARTNER:
            return []
        return trouble(timezone.localdate(), timezone.now())

    return {"night_trouble": sentences, "may_read_nights": lambda: may_call(request.user, "outcomes:nights")}
