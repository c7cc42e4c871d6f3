"""The replay of a line: one index of events, and what stands on the page at one of them."""

from wargame.exercises.results.selectors.replay.page import Asked, NoSuchStep, Replay, replay_of

__all__ = ["Asked", "NoSuchStep", "Replay", "replay_of"]
