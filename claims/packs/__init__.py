"""Sealed claim packs: what an approved claim rests on, as one file that is read and checked without this product."""
