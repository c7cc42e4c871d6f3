"""Evaluate: what an exercise teaches once it has been played."""
