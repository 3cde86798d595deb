"""What every page shows: the authority's name, the person's navigation and where they are in it."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from families.access import navigation
from families.models import Notice


def page_context(request):
    """A context processor for `base.html`."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    signed_in = user is not None and user.is_authenticated
    return {
        "authority_name": settings.AUTHORITY_NAME,
        "navigation": navigation(user.role) if signed_in else [],
        "unread_notices": unread_notices(user) if signed_in else 0,
        "current_page": match.view_name if match else "",
    }


def unread_notices(user):
    """How many notices this person has not read, counted when a page first asks, and once."""
    return SimpleLazyObject(lambda: Notice.objects.visible_to(user).unread().count())
