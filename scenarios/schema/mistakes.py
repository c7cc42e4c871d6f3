"""Mistakes that our own validators find, each with its remedy."""

from pydantic_core import PydanticCustomError


def mistake(kind: str, message: str, remedy: str) -> PydanticCustomError:
    """An error that pydantic passes on and `messages` turns into a fault."""
    return PydanticCustomError("mistake", "{message}", {"kind": kind, "message": message, "remedy": remedy})
