"""The pages of a review, in their order: every page of it makes its navigation from this one list."""

from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from django.http import QueryDict


class Opens(Enum):
    """When a page of a review opens to a reader."""

    ALWAYS = "always"
    ENDED = "once the exercise is over"
    TRUTH = "once the reader may know everything"
    CLASS = "once a class may know everything"


@dataclass(frozen=True)
class ReviewPage:
    """One page of a review: the name of its address, and the words that lead to it.

    `parts` are the pages that share its tab, itself among them. `others` are names of pages that belong to the tab
    and that no link of the navigation opens.
    """

    name: str
    label: str
    opens: Opens = Opens.ALWAYS
    parts: tuple["ReviewPage", ...] = ()
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all pages for which this tab is the current one."""
        return (self.name, *(part.name for part in self.parts), *self.others)


TURNING_POINTS = (ReviewPage("turning_points", "The whole game"), ReviewPage("decisions", "One turn, order by order"))
REPLAY = (ReviewPage("replay", "Event by event"), ReviewPage("log", "Turn log"), ReviewPage("film", "Film of a minute"))
WHAT_IF = (
    ReviewPage("what_if", "Change one order"),
    ReviewPage("try_again", "Try a turn again"),
    ReviewPage("ensembles", "Play a turn on"),
    ReviewPage("comparisons", "Two lines"),
)
PAGES = (
    ReviewPage("ending", "Ending", Opens.ENDED),
    ReviewPage("overview", "Overview"),
    ReviewPage("turning_points", "Turning points", Opens.TRUTH, TURNING_POINTS),
    ReviewPage("replay", "Replay", parts=REPLAY, others=("comparison",)),
    ReviewPage("words_and_deeds", "Words and deeds"),
    ReviewPage("report", "Report", Opens.TRUTH, others=("report_compared",)),
    ReviewPage("what_if", "What if", Opens.TRUTH, WHAT_IF, others=("second_try", "class_try")),
    ReviewPage("debrief", "Debrief", Opens.CLASS),
)


def on_screen(address: str) -> str:
    """Return the address of a page of the review as the projector opens it: there it follows what is shown next."""
    parts = urlsplit(address)
    asked = QueryDict(parts.query, mutable=True)
    asked["screen"] = "1"
    return parts._replace(query=asked.urlencode()).geturl()


def pages_open(*, is_ended: bool, knows_all: bool, is_class: bool) -> tuple[ReviewPage, ...]:
    """Return the pages of the review that are open, in their order."""
    states = {Opens.ALWAYS: True, Opens.ENDED: is_ended, Opens.TRUTH: knows_all}
    states[Opens.CLASS] = is_class and knows_all
    return tuple(page for page in PAGES if states[page.opens])
