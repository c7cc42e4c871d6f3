"""Reads what the lobby, the pages of people and groups, and the list of exercises show."""
