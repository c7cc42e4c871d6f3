"""The proposals of the wizard: a whole set of answers for each template, which an author confirms or changes."""

from functools import cache
from pathlib import Path

from scenarios.schema.validation import checked
from scenarios.wizard.answers import Answers
from scenarios.yamlsafe import read_file

_FOLDER = Path(__file__).resolve().parent / "proposals"

TEMPLATES = ("airspace", "trade", "negotiation", "disaster")
"""The templates, in the order in which an author is offered them."""


@cache
def propose(template: str) -> Answers:
    """Return the answers that a template proposes. Raises KeyError for a template that does not exist."""
    if template not in TEMPLATES:
        raise KeyError(template)
    return checked(Answers, read_file(_FOLDER / f"{template}.yaml"))
