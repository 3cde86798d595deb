"""A second, independent statement of the rules of judging, against which the engine is held.

Nothing here shares code or style with the engine. The engine asks the database for whole sets of
families at once; this package walks from day to day for one family at a time, so that a reader can lay it
beside the rules and follow each sentence with a finger. It is slow on purpose.

`world` holds what is known, `judge` says what follows from it, `generate` makes families that live on the
edges of the rules, `cases` holds the worked cases, `compare` says where two answers differ.
"""
