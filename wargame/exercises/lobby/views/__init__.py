"""Pages of the lobby, and of people and groups."""
