"""None of these for so many months.

The family must go a number of calendar months without any of the events and spells named, counted from its
engagement or, if later, from the day after the last of them was over. A spell that is still open fails at
once. A fact that comes after a clear stretch of that length had been completed makes the family regressed
rather than merely pending.

A clear stretch is proven only when the feed of every kind named covers it without a break and reaches up to
lately (`lag_days` behind). Where coverage begins later than the stretch, the months are counted from where
it begins.
"""
