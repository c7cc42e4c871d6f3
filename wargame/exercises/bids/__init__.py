"""Bids: how likely seats think that a claim is in force, said before the end and scored after it."""
