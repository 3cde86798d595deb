"""A reading of a scored tool that improved, and stayed so.

The first reading from shortly before engagement onwards is the baseline. A later reading is good when it
reaches a given score, when it is better than the baseline by so much, or both, as the plan asks. The good
readings in an unbroken row up to the latest one must span a number of months. Without a second reading
nothing has been shown yet. For some tools a lower score is the better one.
"""
