"""What came of a turn, as each page of results shows it."""
