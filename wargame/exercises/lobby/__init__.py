"""The lobby: joining, people, seats, and creating exercises, classes and groups."""
