"""An adult off benefit and in work, without a break that is too long.

For each adult of the family the good days are those since engagement that a work spell covers and no
benefit spell does. Good days with short enough gaps between them form one stretch; only a stretch that
still goes on counts. The rule for its length depends on the benefit the adult was on shortly before it
began, because the national scheme asked for longer from some benefits than from others. An adult who was on
none of the benefits cannot meet the criterion. Being on one of the barring provisions on the day the
stretch began fails it, so that nobody is paid for twice.

One adult is enough: the best verdict among the adults is the family's. Two adults' days are never added
together.
"""
