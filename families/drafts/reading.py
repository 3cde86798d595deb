"""What pages ask about drafts."""

from families.drafts.models import Draft


def draft_at(user, page, **parts):
    """What this person has typed on the page of this name and these parts, or None."""
    return Draft.objects.filter(by=user, page=page, parts={name: str(part) for name, part in parts.items()}).first()


def others_who_began(user, page, parts):
    """Names of others who have begun the same form, and when they saved it last; never what they typed."""
    rows = Draft.objects.filter(page=page, parts=parts).exclude(by=user).select_related("by").order_by("saved_at")
    return [(str(row.by), row.saved_at) for row in rows]
