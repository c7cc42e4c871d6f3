"""What came of a turn: results, log, ending, comparison and files."""
