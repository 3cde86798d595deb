"""What one tab's words would take away of another's, how long a draft is kept, and how much of it. Pure."""

from datetime import timedelta

KEPT_FOR = timedelta(days=90)  # since it was saved last
SEALED_FOR = timedelta(days=7)  # after this a form that was opened is kept for nobody without a session
MOST_LATE = 500_000  # characters that are kept of a form sent without a session; a long meeting has a tenth of it
BESIDE = "beside-"  # begins the name under which a draft holds words that could not take their place in it


def lost(mine, theirs, boxes):
    """Names of those of `boxes` in which `theirs` holds words that `mine` lacks; both map names to lists of values."""
    return [
        name for name, values in theirs.items()
        if name in boxes and any(value.strip() and value not in mine.get(name, ()) for value in values)
    ]


def set_beside(kept, late):
    """`kept`, with those words of `late` that it lacks set beside it."""
    other = {}
    for name, values in late.items():
        beside = name if name.startswith(BESIDE) else f"{BESIDE}{name}"
        known = [*kept.get(name, ()), *kept.get(beside, ())]
        more = [value for value in values if value.strip() and value not in known]
        if more:
            other[beside] = [*kept.get(beside, ()), *more]
    return {**kept, **other}
