"""Writes questions, the content of the projector, and answers."""
