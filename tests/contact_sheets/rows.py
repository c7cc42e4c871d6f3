"""A page in a state, as the list of everything that is photographed holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FORBIDDEN, MISSING, CONFLICT, GONE, UNPROCESSABLE = 403, 404, 409, 410, 422


@dataclass(frozen=True)
class Row:
    """A page in a state.

    `page` is the name of its URL, `more` is the URL's query and fragment, and `words` are URL parameters that differ
    from the scene's. If a form leads to the page, `start` names the URL of the form and `press` selects the button;
    `typed` has the texts to enter before, by selector. A page whose URL has no name has `path`.
    """

    page: str
    state: str = ""
    who: str = ""
    more: str = ""
    words: Mapping[str, object] = field(default_factory=dict)
    status: int = 200
    start: str = ""
    press: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    unfolds: bool = False
    has_script: bool = True


def play_rows(state: str, who: str, *, whole: bool = False) -> tuple[Row, ...]:
    """Return the rows of the page of a turn; on a phone, one pane at a time is shown."""
    parts = ("situation", "reports", "orders", "messages") if whole else ("orders",)
    return tuple(Row("play", f"{state}, pane of {part}", who, more=f"#pane-{part}") for part in parts)
