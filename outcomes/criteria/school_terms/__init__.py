"""School attendance over consecutive terms, child by child.

The last so many terms that began after the family was engaged, have ended, and fall within the child's
compulsory school age are looked at. In each of them, or over all of them together, attendance must be above
a percentage, or unauthorised absence below one; a plan may let the percentage itself pass. A plan may also
allow only so many fixed-term exclusions, and no permanent one, over the same days; then the feed of
exclusions must cover those days.

A term with no record, or with very few possible sessions, proves nothing: the verdict is then that data is
missing, unless another term, or the exclusions, already fail. A child with too few terms is still on the
way if the problem names the child, and does not count otherwise. A child who has failed after an earlier
run that passed has regressed.
"""
