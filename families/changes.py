"""Telling the rest of the product, inside the same transaction, that what we believe about families has changed.

`families` knows nothing of verdicts or claims. Whoever must act on a change registers here when the product starts;
loads do not tell, since the night looks at everything they touched.
"""

_listeners = []


def when_families_change(listener):
    """Registers `listener(family_ids, by=user)`, to be called inside the transaction of every change."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(family_ids, *, by):
    """Tells every listener that beliefs about these families were recorded, corrected or withdrawn."""
    ids = sorted(set(family_ids))
    for listener in _listeners:
        listener(ids, by=by)
