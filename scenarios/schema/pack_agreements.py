"""The terms that an agreement of a pack takes from an alliance of the library by `base`: its obligations and excluded
places.

A value that the pack gives itself is not replaced.
"""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from scenarios.pack_faults import Fault, PackError
from scenarios.schema.alliances import AllianceEntry
from scenarios.schema.shared_reading import read_alliances
from scenarios.vocabulary import ObligationKind
from scenarios.yamlsafe import Document, Tree
from wargame.spelling import nearest_first


class Terms(NamedTuple):
    """The fields of an agreement that the rules read."""

    defence: bool
    consultation: bool
    excluded_places: tuple[str, ...]


def terms_of(alliance: AllianceEntry) -> Terms:
    """Return the terms of an alliance of the library that the rules need."""
    owed = {obligation.kind for obligation in alliance.obligations}
    places = (place for obligation in alliance.obligations for place in obligation.excluded_places)
    return Terms(
        defence=ObligationKind.DEFENCE in owed,
        consultation=ObligationKind.CONSULTATION in owed,
        excluded_places=tuple(dict.fromkeys(places)),
    )


def with_terms(cover: Document, folder: Path) -> Document:
    """Return `scenario.yaml` with each `base` of an agreement replaced by its terms. Raises PackError."""
    agreements = cover.tree.get("agreements") if isinstance(cover.tree, dict) else None
    if not isinstance(cover.tree, dict) or not isinstance(agreements, list):
        return cover
    if not any(isinstance(pact, dict) and "base" in pact for pact in agreements):
        return cover
    known = {entry.slug: terms_of(entry) for entry in read_alliances(folder)}
    filled = [_filled(cover, pact, index, known) for index, pact in enumerate(agreements)]
    return replace(cover, tree={**cover.tree, "agreements": filled})


def _filled(cover: Document, pact: Tree, index: int, known: dict[str, Terms]) -> Tree:
    if not isinstance(pact, dict) or "base" not in pact:
        return pact
    base = pact["base"]
    if not isinstance(base, str) or base not in known:
        message = f"the library has no alliance '{base}'."
        remedy = nearest_first(str(base), known, "Use a slug of _shared/alliances.yaml, or add it there.")
        place = ("agreements", index, "base")
        raise PackError([Fault(cover.file, message, remedy, ".".join(map(str, place)), cover.line_of(place))])
    terms = known[base]
    taken: dict[str, Tree] = {
        "defence": _word(terms.defence),
        "consultation": _word(terms.consultation),
        "excluded_places": list(terms.excluded_places),
    }
    return taken | {key: value for key, value in pact.items() if key != "base"}


def _word(flag: bool) -> str:
    return "yes" if flag else "no"
