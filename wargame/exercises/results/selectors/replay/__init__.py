"""The replay of a line and its film: one index of events, and what stands on the page at one of them."""

from wargame.exercises.results.selectors.replay.axis import Axis, axis_of, place_of
from wargame.exercises.results.selectors.replay.film import Moment, moments_of
from wargame.exercises.results.selectors.replay.index import index_of
from wargame.exercises.results.selectors.replay.page import Asked, NoSuchStep, Replay, replay_of

__all__ = [
    "Asked",
    "Axis",
    "Moment",
    "NoSuchStep",
    "Replay",
    "axis_of",
    "index_of",
    "moments_of",
    "place_of",
    "replay_of",
]
