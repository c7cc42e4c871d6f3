"""Reads what a seat sees: one frozen value for each region."""
