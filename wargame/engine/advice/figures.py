"""Figures that concern a seat, and which way of moving is better for it."""

from wargame.engine.previews.moves import FigureMove

OWN = ("approval", "economy", "readiness", "standing")
"""Figures of the seat itself."""
FELT_ABOUT_IT = ("relation", "tension")
"""The figures for the feelings of another state about the seat; less tension is better."""


def concerns(seat: str, move: FigureMove) -> bool:
    """Return whether the figure is the seat's own, another's feeling about it, or the strength of an agreement."""
    if move.variable == "strength":
        return True
    if move.variable in FELT_ABOUT_IT:
        return move.towards == seat and move.who != seat
    return move.variable in OWN and move.who == seat


def bettered(seat: str, move: FigureMove) -> float:
    """Return by how many points a figure moves for the better; negative for the worse, 0 if it is not the seat's."""
    if not concerns(seat, move):
        return 0.0
    return -move.points if move.variable == "tension" else move.points
