"""What every page shows: the authority's name, the person's navigation and where they are in it."""

from django.conf import settings

from families.access import navigation


def page_context(request):
    """A context processor for `base.html`."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    return {
        "authority_name": settings.AUTHORITY_NAME,
        "navigation": navigation(user.role) if user is not None and user.is_authenticated else [],
        "current_page": match.view_name if match else "",
    }
