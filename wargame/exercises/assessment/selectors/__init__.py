"""Reads participation, the marks of seats and students, and the entries that moved the aims of a seat."""
