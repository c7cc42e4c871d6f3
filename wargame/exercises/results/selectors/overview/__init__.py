"""The whole game on one page: the table of turns, and the chain of causes behind a chosen event."""

from wargame.exercises.results.selectors.overview.page import Overview, overview_of

__all__ = ["Overview", "overview_of"]
