"""Messages that the scenario has in the name of seats with people: offered to the white cell, which may send them."""

from collections.abc import Iterable, Mapping

from wargame.exercises import bridge
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.diplomacy.services.messages import MessageDraft
from wargame.exercises.injects.services.drafts import BadDraft
from wargame.exercises.models import Inject, Seat, Turn

IN_YOUR_NAME = "The white cell has this said in your name"


def split(
    drafts: Iterable[MessageDraft], seats: Iterable[Seat]
) -> tuple[tuple[MessageDraft, ...], tuple[MessageDraft, ...]]:
    """Return the messages that are sent by themselves, and those of seats with people, as far as people would read
    them."""
    played = {seat.role for seat in seats if not seat.policy}
    due, own = [], []
    for draft in drafts:
        if draft.sender not in played:
            due.append(draft)
        elif readers := tuple(role for role in draft.recipients if role in played):
            own.append(MessageDraft(draft.sender, readers, draft.text, draft.at_text))
    return tuple(due), tuple(own)


def keep_offers(*, turn: Turn, drafts: Iterable[MessageDraft]) -> None:
    """Store the offers of a turn that is being opened, as injects that wait for the white cell's hand."""
    setting = bridge.setting_for(turn)
    exercise = turn.branch.exercise
    Inject.objects.bulk_create(
        Inject(
            exercise=exercise,
            title=f"{draft.sender} to {', '.join(draft.recipients)}",
            texts=_texts(draft, setting.state(draft.sender).name),
            speaks_for=draft.sender,
            offered_in=turn.number,
        )
        for draft in drafts
    )


def receivers_of(inject: Inject) -> tuple[str, ...]:
    """Return the roles that read an offer as a message; the seat in whose name it is said reads it as a report."""
    return tuple(role for role in inject.texts if role != inject.speaks_for)


def check(inject: Inject) -> None:
    """Refuses an offer that nobody would read, or in which there is nothing to read (`BadDraft`)."""
    if not (roles := receivers_of(inject)):
        raise BadDraft(f"Choose at least one seat besides {inject.speaks_for} that is to read it.")
    if empty := [role for role in roles if not inject.texts[role]["text"]]:
        raise BadDraft(f"Write what {empty[0]} reads.")


def say(inject: Inject, *, turn: Turn) -> None:
    """Send an offer as the scenario sends its messages: in the name of its seat; no reader learns who else got it."""
    together: dict[tuple[str, str], list[str]] = {}
    for role in receivers_of(inject):
        words = inject.texts[role]
        together.setdefault((words["text"], words["time"]), []).append(role)
    drafts = (MessageDraft(inject.speaks_for, tuple(roles), *words) for words, roles in together.items())
    messages.deliver(turn=turn, drafts=drafts)


def _texts(draft: MessageDraft, name: str) -> Mapping[str, Mapping[str, str]]:
    """Return the words for its recipients, and for the seat in whose name it is said."""
    words = {"kind": "diplomatic", "source": name, "time": draft.at_text, "grade": "", "text": draft.text}
    read = {role: words | {"title": f"{name} writes"} for role in draft.recipients}
    return {**read, draft.sender: words | {"title": IN_YOUR_NAME}}
