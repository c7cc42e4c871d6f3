"""Questions on the projector during a turn: people answer in one line, and all read the lines together."""
