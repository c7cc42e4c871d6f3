"""Reads what each page of results shows."""
