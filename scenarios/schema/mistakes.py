"""Errors of our own validators, each with its remedy."""

from pydantic_core import PydanticCustomError


def mistake(kind: str, message: str, remedy: str) -> PydanticCustomError:
    """Return an error that pydantic passes on and that `messages` turns into a fault."""
    return PydanticCustomError("mistake", "{message}", {"kind": kind, "message": message, "remedy": remedy})
