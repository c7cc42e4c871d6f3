"""Pages of results, and their files."""
