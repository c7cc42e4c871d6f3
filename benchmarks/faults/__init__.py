"""Hangs and kills of every part of Parley, and their cost for players."""
