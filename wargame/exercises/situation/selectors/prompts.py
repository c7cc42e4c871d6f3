"""The question that the room talks about in each phase of a turn, for the projector and for observers."""

from dataclasses import dataclass

from scenarios import opening
from wargame.exercises import bridge
from wargame.exercises.models import Turn

_PROMPTS = {
    Turn.Phase.BRIEF: (
        "Read, then agree in your team",
        "What do you want from this turn, and what do the others want?",
    ),
    Turn.Phase.ORDERS: (
        "Talk about it in your team",
        "What should the others read into your orders, and what else could they read?",
    ),
    Turn.Phase.REVIEW: (
        "While the white cell looks at the outcomes",
        "What do you expect to have happened, and how sure are you?",
    ),
    Turn.Phase.REVEAL: (
        "Read your results",
        "What came as a surprise, and what could have told you before?",
    ),
    Turn.Phase.DISCUSS: (
        "Talk about it with all",
        "Who knew what, and when? What would each of you do differently now?",
    ),
}
_OVER = ("Talk about it with all", "Where did it turn, and who could have known it then?")


@dataclass(frozen=True)
class Prompt:
    """A question for the room, and what to do with it."""

    lead: str
    text: str


def prompt_of(turn: Turn, *, is_over: bool = False) -> Prompt:
    """Return the pack's question for this phase of the turn, or one that fits every scenario if the pack has none."""
    if is_over:
        return Prompt(*_OVER)
    lead, text = _PROMPTS[turn.phase]
    return Prompt(lead, opening.prompt_of(bridge.content_for(turn), turn.number, turn.phase) or text)


def prompt_at_the_ending(question: str) -> Prompt:
    """Return the room's question once the crisis has come to an ending that has a question of its own."""
    return Prompt(_OVER[0], question)
