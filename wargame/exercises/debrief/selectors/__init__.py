"""Makes questions from a game, and arranges them for facilitator, projector and phones."""
