"""Policies as rules: the same source decides in a live turn and in a million rollouts."""
