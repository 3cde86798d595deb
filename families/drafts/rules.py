"""What one tab's words would take away of another's, and how long a draft is kept. Pure."""

from datetime import timedelta

KEPT_FOR = timedelta(days=90)  # since it was saved last


def lost(mine, theirs, boxes):
    """Names of those of `boxes` in which `theirs` holds words that `mine` lacks; both map names to lists of values."""
    return [
        name for name, values in theirs.items()
        if name in boxes and any(value.strip() and value not in mine.get(name, ()) for value in values)
    ]
