"""The demonstration authority: made-up families that look like those councils described, from a seed and a day alone.

`authority.make` makes the files, `stories` says which situations occur and how often, one module per subject writes
its facts. `report` counts what came out. None of this is used by the product itself, except by the command `demo`.

Nobody in here is real: names are drawn from short lists, postcodes lie in no postal area, numbers are of the ranges
that their issuers keep for examples.
"""
