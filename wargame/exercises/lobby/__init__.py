"""Before and around the turns: joining, people, seats, creating exercises, classes and groups."""
