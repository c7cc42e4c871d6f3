"""What each version of the rules computed for which content, in a file to which lines are only added.

A line holds the engine's version, the game that was played (a pack, or the scenario of the engine's own tests), a hash
of its content, a digest of the results, and a hash of all this with the line before, so that a changed old line breaks
the chain. The same version and content never have two digests.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from scenarios.schema.pack import without_unused
from tests.engine import exactness, invented
from tests.playthroughs.goldens import HERE, stored
from tests.scenarios.pack_games import SLUGS, setting_of
from wargame.engine import ENGINE_VERSION, ScenarioSpec

FILE = HERE / "versions.txt"
RAISE = "Raise ENGINE_VERSION in wargame/engine/storage/codec.py, then run `python -m tests.playthroughs.record`"
START = "0" * 16


class Result(NamedTuple):
    """What a version computed from a content."""

    version: str
    game: str
    content: str
    digest: str


class Broken(ValueError):
    """The file of versions is not what was recorded."""


def results() -> list[Result]:
    """Return what the recorded games and the stored hashes say about this version of the rules."""
    games: list[tuple[str, ScenarioSpec, Any]] = [("exactness", invented.spec(), exactness.stored())]
    games += [(slug, setting_of(slug).spec, stored(slug)) for slug in SLUGS]
    return [Result(ENGINE_VERSION, game, _hash(_content(spec)), _hash(played)) for game, spec, played in games]


def read(text: str) -> list[Result]:
    """Return the lines of the file. Raises Broken if the chain is broken."""
    lines: list[Result] = []
    link = START
    for number, line in enumerate(text.splitlines(), start=1):
        *words, found = line.split()
        link = _link(link, words)
        if found != link:
            raise Broken(
                f"Line {number} of {FILE.name} has changed. Take it back from the history: it is only added to."
            )
        lines.append(Result(*words))
    return lines


def written(lines: Iterable[Result]) -> str:
    """Return the text of the file with these lines."""
    link, text = START, ""
    for line in lines:
        link = _link(link, line)
        text += " ".join((*line, link)) + "\n"
    return text


def added(lines: Sequence[Result], found: Sequence[Result]) -> list[Result]:
    """Return the lines with new ones added. Raises Broken if a version computes something else than before."""
    known = {line[:3]: line.digest for line in lines}
    for result in found:
        if known.get(result[:3], result.digest) != result.digest:
            raise Broken(
                f"Version {result.version} gave another result of {result.game} from the same content. {RAISE}."
            )
    return [*lines, *(result for result in found if result[:3] not in known)]


def record() -> None:
    """Add what the stored games say to the file. Raises Broken, and adds nothing, if the version must be raised."""
    FILE.write_text(written(added(read(FILE.read_text() if FILE.exists() else ""), results())))


def _content(spec: ScenarioSpec) -> Any:
    return without_unused(TypeAdapter(ScenarioSpec).dump_python(spec, mode="json"))


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def _link(before: str, words: Iterable[str]) -> str:
    return hashlib.sha256(" ".join((before, *words)).encode()).hexdigest()[:16]
