"""Reads of what a seat sees, a frozen value for each region."""
