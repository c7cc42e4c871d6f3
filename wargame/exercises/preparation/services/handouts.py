"""Gives papers and links to the people of an exercise, changes them and takes them back."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from wargame.exercises import notices
from wargame.exercises.control_log.services import control
from wargame.exercises.models import Exercise, Handout, Participant
from wargame.exercises.models.preparation import ADDRESS_LENGTH, HANDOUT_LENGTH, TITLE_LENGTH
from wargame.exercises.preparation.services.preparing import PreparationRefused, preparing, seats_named
from wargame.exercises.text import printable

MOST_HANDOUTS = 20
REGIONS = (*notices.INJECT_SENT, *notices.LOBBY)
"""The regions of pages in which people read handouts."""
_is_address = URLValidator(schemes=["https"])


@dataclass(frozen=True)
class HandoutDraft:
    """A handout as somebody typed it. `roles` are the seats that read it; without any, everybody does."""

    title: str
    text: str = ""
    address: str = ""
    roles: tuple[str, ...] = ()


def hand_out(*, exercise: Exercise, draft: HandoutDraft, by: Participant, now: datetime) -> Handout:
    """Show a new handout to its readers at once. Raises PreparationRefused and `control.NotWhiteCell`."""
    cleaned = _cleaned(draft)
    with preparing(exercise, by) as held:
        seats_named(held, cleaned.roles)
        numbers = list(Handout.objects.filter(exercise=held).values_list("number", flat=True))
        if len(numbers) >= MOST_HANDOUTS:
            raise PreparationRefused(f"An exercise has at most {MOST_HANDOUTS} handouts; take one back first.")
        handout = Handout.objects.create(exercise=held, number=max(numbers, default=0) + 1, **_columns(cleaned))
        _tell(held, f"Handed out “{handout.title}” to {_readers(cleaned.roles)}", cleaned.roles, by=by, now=now)
    return handout


def rewrite(*, exercise: Exercise, number: int, draft: HandoutDraft, by: Participant, now: datetime) -> Handout:
    """Give a handout other words or other readers. Raises PreparationRefused and `control.NotWhiteCell`."""
    cleaned = _cleaned(draft)
    with preparing(exercise, by) as held:
        handout = _numbered(held, number)
        seats_named(held, cleaned.roles)
        before = _draft_of(handout)
        if cleaned == before:
            return handout
        for name, value in _columns(cleaned).items():
            setattr(handout, name, value)
        handout.save()
        told = {*cleaned.roles, *before.roles} if cleaned.roles and before.roles else ()
        _tell(held, f"Changed the handout “{handout.title}” for {_readers(cleaned.roles)}", told, by=by, now=now)
    return handout


def take_back(*, exercise: Exercise, number: int, by: Participant, now: datetime) -> None:
    """Delete a handout. Raises PreparationRefused and `control.NotWhiteCell`."""
    with preparing(exercise, by) as held:
        handout = _numbered(held, number)
        handout.delete()
        _tell(held, f"Took back the handout “{handout.title}”", handout.roles, by=by, now=now)


def fault_in(draft: HandoutDraft) -> str:
    """Return the fault in a handout, in a sentence that names the remedy; "" if there is none."""
    if not draft.title:
        return "Write a title for the handout."
    if not draft.text and not draft.address:
        return "Write a text, or the address of a page."
    for name, most in (("title", TITLE_LENGTH), ("text", HANDOUT_LENGTH), ("address", ADDRESS_LENGTH)):
        if len(getattr(draft, name)) > most:
            return f"Shorten the {name} to {most:,} characters."
    if draft.address and not _is_safe(draft.address):
        return "Write an address that begins with https:// and holds no name or password, such as https://un.org/."
    return ""


def fault_in_kept(handout: Handout) -> str:
    """Return the fault in a stored handout, such as that of an archive; "" if there is none."""
    known = set(handout.exercise.seats.values_list("role", flat=True))
    if not isinstance(handout.roles, list) or not all(role in known for role in map(str, handout.roles)):
        return "It names seats that this exercise lacks."
    return fault_in(_draft_of(handout))


def _is_safe(address: str) -> bool:
    try:
        _is_address(address)
        return "@" not in urlsplit(address).netloc
    except (ValidationError, ValueError):
        return False


def _cleaned(draft: HandoutDraft) -> HandoutDraft:
    """Return the draft as it can be kept. Raises PreparationRefused."""
    title, text, address = (printable(each) for each in (draft.title, draft.text, draft.address))
    cleaned = HandoutDraft(" ".join(title.split()), text, address, tuple(sorted(set(draft.roles))))
    if fault := fault_in(cleaned):
        raise PreparationRefused(fault)
    return cleaned


def _columns(draft: HandoutDraft) -> dict[str, object]:
    return asdict(draft) | {"roles": list(draft.roles)}


def _draft_of(handout: Handout) -> HandoutDraft:
    return HandoutDraft(handout.title, handout.text, handout.address, tuple(handout.roles))


def _numbered(exercise: Exercise, number: int) -> Handout:
    handout = Handout.objects.filter(exercise=exercise, number=number).first()
    if handout is None:
        raise PreparationRefused(f"There is no handout {number} any more. Reload the page to see which there are.")
    return handout


def _readers(roles: Iterable[str]) -> str:
    return ", ".join(roles) or "everybody"


def _tell(exercise: Exercise, done: str, roles: Iterable[str], *, by: Participant, now: datetime) -> None:
    """Log the act, and have the pages of its readers show it; without roles those of everybody."""
    control.log(exercise=exercise, act=control.Act.CHANGE, by=by, now=now, detail=done)
    if roles := tuple(roles):
        # When another seat gets a paper is nobody else's business.
        notices.publish_to_people(seats=exercise.seats.filter(role__in=roles), regions=REGIONS)
    else:
        notices.publish(exercise_id=exercise.pk, regions=REGIONS)
