"""The page of words and deeds: the table, who gave whom a word, and what the reader has chosen."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wargame.exercises import access, bridge
from wargame.exercises.results.selectors.words_and_deeds.judged import VERDICTS, JudgedWord, judged_words
from wargame.exercises.situation.selectors.frame import hours

KINDS = (
    ("", "All"),
    ("assurance", "Assurances"),
    ("promise", "Promises"),
    ("plan", "Plans told"),
    ("warning", "Warnings"),
    ("accord", "Accords"),
    ("proposal", "Proposals"),
)
COUNTED = ("kept", "not_kept", "never_due", "taken_back", "due")
EARLY, LATE = 0.25, 0.75
"""Where in the column of a turn a word is given, and where the turn's results settle it."""


@dataclass(frozen=True)
class Track:
    """The places of a word on the axis of turns, in per cent of its width: ring, bar (None: none) and mark (None)."""

    ring: float
    bar: tuple[float, float] | None
    mark: float | None


@dataclass(frozen=True)
class WordLine:
    """One row of the table. `label` is the time that the turn covers; `is_chosen` marks words of the chosen pair."""

    judged: JudgedWord
    label: str
    track: Track
    is_chosen: bool


@dataclass(frozen=True)
class PairCell:
    """The words of one seat to another: their verdicts in order; `says` puts them into words."""

    by: str
    to: str
    verdicts: tuple[str, ...]
    says: str
    is_chosen: bool


@dataclass(frozen=True)
class WordsOfSeat:
    """The words of one seat; `kept` counts those that it kept, of those that came due and were settled."""

    code: str
    cells: tuple[PairCell | None, ...]
    kept: str


@dataclass(frozen=True)
class ChosenPair:
    """The chosen pair with its words in one sentence; `turn` is the first one that was not kept, or the first."""

    by: str
    to: str
    says: str
    notes: tuple[str, ...]
    turn: int


@dataclass(frozen=True)
class WordsAndDeeds:
    """The page. `title` is the finding; `kinds` are key, label and whether it is chosen."""

    title: str
    turns: tuple[int, ...]
    lines: tuple[WordLine, ...]
    seats: tuple[str, ...]
    rows: tuple[WordsOfSeat, ...]
    kinds: tuple[tuple[str, str, bool], ...]
    verdicts: tuple[str, ...]
    pair: ChosenPair | None
    kind: str


def words_and_deeds_of(reader: access.LogReader, *, kind: str = "", pair: str = "") -> WordsAndDeeds:
    """Return the page for a reader; `kind` keeps one kind of word, `pair` marks those of one seat to another
    ("RUS-KOR")."""
    spec = bridge.setting_of(reader.seat.exercise).spec
    seats = bridge.setting_of(reader.seat.exercise).seats
    judged = judged_words(reader)
    present = {each.row.kind for each in judged}
    kind = kind if kind in present else ""
    shown = [each for each in judged if kind in ("", each.row.kind)]
    by, _, to = pair.partition("-")
    chosen = [each for each in shown if (by, to) in _pairs(each)]
    return WordsAndDeeds(
        title=finding_of(shown),
        turns=tuple(range(1, len(spec.turns) + 1)),
        lines=tuple(
            WordLine(each, hours(spec.turns[each.row.turn - 1]), _track(each, len(spec.turns)), each in chosen)
            for each in shown
        ),
        seats=seats,
        rows=tuple(_row(code, seats, shown, (by, to)) for code in seats),
        kinds=tuple((key, label, key == kind) for key, label in KINDS if not key or key in present),
        verdicts=tuple(key for key in COUNTED if any(each.fate.verdict == key for each in shown)),
        pair=_chosen(by, to, chosen) if chosen else None,
        kind=kind,
    )


def _pairs(judged: JudgedWord) -> set[tuple[str, str]]:
    """Return from whom to whom a word was given: an accord counts for all of its sides."""
    word = judged.row.word
    if not judged.row.is_mutual:
        return {(word.by, to) for to in word.to}
    sides = (word.by, *word.to)
    return {(one, other) for one in sides for other in sides if one != other}


def finding_of(judged: Sequence[JudgedWord]) -> str:
    """Return the number of words that were given, and of those with each verdict."""
    if not judged:
        return "No word was given"
    counts = Counter(each.fate.verdict for each in judged)
    parts = ", ".join(f"{counts[key]} {VERDICTS[key]}" for key in COUNTED if counts[key])
    return f"{len(judged)} word{'s' * (len(judged) > 1)} given: {parts}"


def _track(judged: JudgedWord, count: int) -> Track:
    word, fate = judged.row.word, judged.fate
    last = min(word.last, count)
    is_early = word.since == judged.row.turn
    bar = (_place(word.since, EARLY if is_early else 0, count), _place(last, LATE, count))
    has_bar = judged.row.kind != "proposal" and bar[0] < bar[1]
    mark = _place(min(max(fate.turn, judged.row.turn), count), LATE, count) if fate.turn else None
    return Track(_place(judged.row.turn, EARLY, count), bar if has_bar else None, mark)


def _place(turn: int, share: float, count: int) -> float:
    return round(100 * (turn - 1 + share) / count, 2)


def _row(code: str, seats: Sequence[str], judged: Sequence[JudgedWord], chosen: tuple[str, str]) -> WordsOfSeat:
    cells = tuple(_cell(code, to, judged, chosen) if to != code else None for to in seats)
    # An accord of several sides stands in several cells, and counts once for its seat.
    own = Counter(each.verdict_of(code) for each in judged if any(by == code for by, _ in _pairs(each)))
    settled = own["kept"] + own["not_kept"]
    return WordsOfSeat(code, cells, f"{own['kept']} of {settled}" if settled else "\N{EN DASH}")


def _cell(by: str, to: str, judged: Iterable[JudgedWord], chosen: tuple[str, str]) -> PairCell:
    verdicts = tuple(each.verdict_of(by) for each in judged if (by, to) in _pairs(each))
    says = ", ".join(f"{count} {VERDICTS[key]}" for key, count in Counter(verdicts).items())
    return PairCell(by, to, verdicts, says, (by, to) == chosen)


def _chosen(by: str, to: str, judged: Sequence[JudgedWord]) -> ChosenPair:
    counts = Counter(each.verdict_of(by) for each in judged)
    parts = ", ".join(f"{counts[key]} {VERDICTS[key]}" for key in COUNTED if counts[key])
    broken = [each for each in judged if each.verdict_of(by) == "not_kept"]
    notes = tuple(f"Turn {each.fate.turn}: {each.deed}." for each in broken)
    turn = broken[0].fate.turn if broken else judged[0].row.turn
    return ChosenPair(by, to, f"{len(judged)} word{'s' * (len(judged) > 1)}: {parts}.", notes, turn)
