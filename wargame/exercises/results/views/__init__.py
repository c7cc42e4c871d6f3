"""Pages on what came of a turn, and their files."""
