"""Reports the events of a turn: one file for each kind of thing that has an outcome."""
