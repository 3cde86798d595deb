"""Putting the headlines and criteria of a plan's tables in another order, or taking them out."""

BY = {"up": -1, "down": 1}


def moved(tables, headline, criterion, do):
    """Moves (`up`, `down`) or takes out (`remove`) a headline, or a criterion under it, in these tables.

    Gives what was done in words; None where there is no such thing or it cannot be done.
    """
    entries, code = tables.get("headline"), headline
    place = _place(entries, headline)
    if place is None:
        return None
    if criterion:
        entries, code = entries[place].get("criterion"), criterion
        place = _place(entries, criterion)
        if place is None:
            return None
    what = "criterion" if criterion else "headline"
    if do == "remove":
        del entries[place]
        return f"Took out the {what} “{code}”"
    to = place + BY.get(do, 0)
    if to == place or not 0 <= to < len(entries):
        return None
    entries.insert(to, entries.pop(place))
    return f"Moved the {what} “{code}” {do}"


def _place(entries, code):
    entries = entries if isinstance(entries, list) else []
    return next(
        (place for place, entry in enumerate(entries) if isinstance(entry, dict) and entry.get("code") == code), None
    )
