"""Changes single values of the files of a draft: fields of two authors merge, and one that both changed is refused.

A change says which value its author read. If the file has another one now, somebody else was quicker: Parley leaves
the file as it is and gives that value back, so that both wordings stand until one of the authors chooses.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scenarios.models import OwnScenario
from scenarios.services import drafts, history
from scenarios.yaml_source import added, removed, tree_at, with_value
from scenarios.yamlsafe import Place, Tree, read_bytes

Find = Callable[[Tree], "Place | None"]
"""Finds the place of a thing in the tree of its file: it may have moved since its author read it."""


@dataclass(frozen=True, slots=True)
class Target:
    """The thing that changes: its file, and a function that finds it there."""

    file: str
    find: Find = lambda _: ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """The change of one value: its place in a thing, what its author read there and what should stand there.

    None is no value at all.
    """

    place: Place
    before: "Tree | None"
    after: "Tree | None"


@dataclass(frozen=True, slots=True)
class Saved:
    """The result of a save: the number of changes made, and by place the values that somebody else wrote meanwhile."""

    made: int = 0
    clashes: "dict[Place, Tree | None]" = field(default_factory=dict)


_OTHERS = {
    False: "Nothing was undone: the last change is now “{about}”. Press Undo again to take that one back.",
    True: "Nothing was made again: the next change is now “{about}”. Press Redo again to make that one.",
}
"""The refusals where the change that a page named is not the one whose turn it is, by whether it was undone."""


class Gone(drafts.Refused):
    """The thing is not in the file any more."""

    def __init__(self) -> None:
        super().__init__("Somebody removed or renamed this meanwhile. Open its list again.")


def save_fields(
    *,
    own: OwnScenario,
    target: Target,
    changes: Sequence[FieldChange],
    about: str,
    now: datetime,
    guards: Sequence[FieldChange] = (),
) -> Saved:
    """Write the changes of one thing. `guards` are values that must be as they were, such as the keys of its items.

    Raises Gone, and PackError for what a file cannot hold.
    """
    with drafts.changing(own, about, now) as held:
        texts = drafts.texts_in(held)
        source, base = _found(texts, target)
        file = target.file
        tree = _tree(source, file)
        clashes: dict[Place, Tree | None] = {}
        made = 0
        for change in changes:
            place = (*base, *change.place)
            current = tree_at(_tree(source, file), place)
            if current == change.after:
                continue
            if current != change.before or _has_moved(tree, base, change.place, guards):
                clashes[change.place] = current
                continue
            source = _write(source, file, place, change.after)
            made += 1
        if made:
            drafts.write(held, {**texts, file: source}, now)
    return Saved(made, clashes)


def add_item(
    *, own: OwnScenario, target: Target, value: Tree, about: str, now: datetime, after: int | None = None
) -> None:
    """Write one more item into a list of a file. Raises Gone, and PackError for what a file cannot hold."""
    with drafts.changing(own, about, now) as held:
        texts = drafts.texts_in(held)
        source, place = _found(texts, target)
        drafts.write(held, {**texts, target.file: added(source, place, value, name=target.file, after=after)}, now)


def remove_at(*, own: OwnScenario, target: Target, about: str, now: datetime) -> None:
    """Remove what stands at a place of a file. Raises Gone, and PackError where it cannot be cut out."""
    with drafts.changing(own, about, now) as held:
        texts = drafts.texts_in(held)
        source, place = _found(texts, target)
        drafts.write(held, {**texts, target.file: removed(source, place, name=target.file)}, now)


def undo(*, own: OwnScenario, seen: int, now: datetime) -> str:
    """Undo the last change, and return what it was. `seen`: the key of the change that the author means.

    Raises Refused where there is none, where the last change is another one, or where its place has changed.
    """
    return _step(own, seen, now, is_undone=False)


def redo(*, own: OwnScenario, seen: int, now: datetime) -> str:
    """Make the change again that was undone last, and return what it is. Raises Refused."""
    return _step(own, seen, now, is_undone=True)


def _step(own: OwnScenario, seen: int, now: datetime, *, is_undone: bool) -> str:
    with drafts.changing(own, "", now) as held:
        found = held.changes.filter(is_undone=is_undone)
        change = found.order_by("pk").first() if is_undone else found.first()
        if change is None:
            raise drafts.Refused("There is nothing to make again." if is_undone else "There is nothing to undo.")
        if change.pk != seen:
            raise drafts.Refused(_OTHERS[is_undone].format(about=change.about))
        texts = drafts.texts_in(held)
        try:
            files = history.redo(texts, change) if is_undone else history.undo(texts, change)
        except history.PlaceHasChanged as error:
            raise drafts.Refused("A later change stands at the same place. Change the text by hand.") from error
        drafts.write(held, files, now)
        change.is_undone = not is_undone
        change.save(update_fields=["is_undone"])
    return change.about


def _found(texts: dict[str, str], target: Target) -> tuple[str, Place]:
    source = texts.get(target.file)
    place = target.find(_tree(source, target.file)) if source is not None else None
    if source is None or place is None:
        raise Gone
    return source, place


def _tree(source: str, file: str) -> Tree:
    return read_bytes(source.encode(errors="replace"), name=file).tree


def _write(source: str, file: str, place: Place, value: "Tree | None") -> str:
    if value is None:
        return removed(source, place, name=file)
    return with_value(source, place, value, name=file)


def _has_moved(tree: Tree, base: Place, place: Place, guards: Iterable[FieldChange]) -> bool:
    """Return whether an item in which a place lies is another one now: a value that names it differs."""
    return any(
        tree_at(tree, (*base, *guard.place)) != guard.before
        for guard in guards
        if len(guard.place) > 1 and place[: len(guard.place) - 1] == guard.place[:-1]
    )
