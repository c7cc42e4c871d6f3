"""Advisers: the order that each argues for in a turn, in two sentences, and which of them were right."""
