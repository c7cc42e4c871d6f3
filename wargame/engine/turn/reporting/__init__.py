"""Tells what happened in a turn: one file for each kind of thing that has an outcome."""
