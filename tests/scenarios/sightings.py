"""Every set of tracks on a seat's map of Nine Past Nine that the pack's conditions allow."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from scenarios.schema.pack_texts import TrackText
from tests.scenarios.nine_past_nine import SEATS, pack
from wargame.web.geography import Track

TURNS = range(1, 7)
Facts = dict[str, str]


def _worlds(tracks: Sequence[TrackText]) -> Iterator[Facts]:
    """Every combination of the facts that these tracks ask about, but for an aircraft inside that never entered."""
    stages = {incident.key: [stage.key for stage in incident.stages] for incident in pack().rules.incidents}
    values = {
        "stage patrol": stages["patrol"],
        "stage a50": stages["a50"],
        "mark entries": ["0", "1"],
        "mark kor_up": ["0", "1"],
        "mark jpn_up": ["0", "1"],
        "mark jpn_close": ["0", "1"],
        "mark usa_with_kor": ["0", "1"],
        "mark usa_with_jpn": ["0", "1"],
        "mark rus_again": ["0", "1"],
        "fired missiles": ["yes", "no"],
    }
    used = {clause.strip() for track in tracks for when in track.when for clause in when.split(" or ")}
    asked = {name: found for name, found in values.items() if any(name in clause for clause in used)}
    for chosen in product(*asked.values()):
        facts = dict(zip(asked, chosen, strict=True))
        if (facts.get("stage a50"), facts.get("mark entries")) != ("inside", "0"):
            yield facts


def _holds(clause: str, facts: Facts) -> bool:
    if " or " in clause:
        return any(_holds(part, facts) for part in clause.split(" or "))
    if clause.startswith("not "):
        return not _holds(clause.removeprefix("not "), facts)
    if clause.startswith("fired"):
        return facts[clause] == "yes"
    kind, name, sign, value = clause.split()
    found = facts[f"{kind} {name}"]
    return {"=": found == value, "!=": found != value, ">=": found >= value}[sign]


@lru_cache(maxsize=1)
def seen() -> dict[tuple[int, str, tuple[str, ...]], tuple[Track, ...]]:
    """By turn, seat and keys: each set of tracks that a seat may see, and as seat "" that all may see."""
    found: dict[tuple[int, str, tuple[str, ...]], tuple[Track, ...]] = {}
    for turn, seat in product(TURNS, ("", *SEATS)):
        readers = {seat} if seat else set(SEATS)
        here = [track for track in pack().texts.tracks if track.turn == turn and readers <= set(track.seats)]
        for facts in _worlds(here):
            shown = [track for track in here if all(_holds(clause, facts) for clause in track.when)]
            found[turn, seat, tuple(track.key for track in shown)] = tuple(_track(track) for track in shown)
    return found


def _track(text: TrackText) -> Track:
    return Track(text.symbol, text.points, text.kind, text.label, text.sublabel, text.partners)
