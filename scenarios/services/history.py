"""The changes of an own scenario as pieces of text, so that each can be undone and made again."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from scenarios.models import OwnChange, OwnScenario

MOST_CHANGES = 200
"""The changes that are kept of a scenario; older ones can no longer be undone."""
Files = dict[str, str]
Edit = dict[str, Any]


class PlaceHasChanged(ValueError):
    """A later change touched the same place, so that this one cannot be undone by itself."""


def record(*, own: OwnScenario, before: Files, after: Files, about: str, now: datetime) -> None:
    """Keep the difference between two states of the files, except for an undo, which has no words of its own.

    Changes that were undone before cannot be made again then.
    """
    edits = list(edits_between(before, after))
    if not edits or not about:
        return
    own.changes.filter(is_undone=True).delete()
    own.changes.create(about=about[:200], edits=edits, made_at=now)
    kept = own.changes.values_list("pk", flat=True)[:MOST_CHANGES]
    own.changes.exclude(pk__in=list(kept)).delete()


def edits_between(before: Files, after: Files) -> Iterator[Edit]:
    """Yield the piece that differs of each file."""
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            if old is not new:
                yield {"file": name, "at": 0, "old": old, "new": new}
        elif old != new:
            yield {"file": name, **_piece(old, new)}


def undo(files: Files, change: OwnChange) -> Files:
    """Return the files without a change. Raises PlaceHasChanged."""
    return _applied(files, change.edits, "new", "old")


def redo(files: Files, change: OwnChange) -> Files:
    """Return the files with a change that was undone. Raises PlaceHasChanged."""
    return _applied(files, change.edits, "old", "new")


def _applied(files: Files, edits: Iterable[Edit], before: str, after: str) -> Files:
    found = dict(files)
    for edit in edits:
        name, at, old, new = edit["file"], edit["at"], edit[before], edit[after]
        text = found.get(name)
        if old is None or new is None:
            if text != old:
                raise PlaceHasChanged
            if new is None:
                del found[name]
            else:
                found[name] = new
        elif text is None or text[at : at + len(old)] != old:
            raise PlaceHasChanged
        else:
            found[name] = text[:at] + new + text[at + len(old) :]
    return found


def _piece(old: str, new: str) -> Edit:
    """Return the middle of two texts in which they differ."""
    shortest = min(len(old), len(new))
    start = next((place for place in range(shortest) if old[place] != new[place]), shortest)
    room = shortest - start
    end = next((place for place in range(room) if old[-1 - place] != new[-1 - place]), room)
    return {"at": start, "old": old[start : len(old) - end], "new": new[start : len(new) - end]}
