"""Results: what became of a turn, the log, the overview, the ending, comparisons and files."""
