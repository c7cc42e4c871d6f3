"""The sentences of a report on turning points, from the games that were played on from every turn of a line."""

from collections.abc import Iterator

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.results import counts_of
from wargame.analysis.selectors.split_rows import MovedCell
from wargame.analysis.selectors.turning_cards import TurningPoint, cards_of
from wargame.analysis.selectors.turning_points import reading_of
from wargame.engine.values import KnownThen, Split
from wargame.exercises import bridge
from wargame.exercises.models import Branch, Turn
from wargame.exercises.report.domain.document import Kind, RecordMark, ReportSentence, from_ledger


def points_of(line: Branch) -> tuple[ReportSentence, ...]:
    """Return a sentence or two for each turning point of a line; none before its split is played."""
    split = split_of(line)
    if split is None:
        return ()
    played = reading_of(split)
    return tuple(sentence for card in cards_of_split(split, played) for sentence in _sentences(card, split, played))


def split_of(line: Branch) -> Ensemble | None:
    """Return the newest split of a line that is played, None before there is one."""
    done = Ensemble.objects.filter(branch=line, kind=Ensemble.Kind.SPLIT, status=Ensemble.Status.DONE)
    return done.select_related("exercise__scenario_version", "branch__parent_turn__branch").order_by("-number").first()


def cards_of_split(split: Ensemble, played: Ensemble | None) -> tuple[TurningPoint, ...]:
    """Return the turning points of a split; `played` is its reading as known then, None without it."""
    found = counts_of(split)
    if not isinstance(found, Split):
        return ()
    sheets = bridge.sheets_in(list(Turn.objects.with_exercise().in_line(split.line)))
    known = counts_of(played) if played else None
    known = known if isinstance(known, KnownThen) else None
    return cards_of(split, found.turning_points(sheets), sheets, played, known)


def _sentences(card: TurningPoint, split: Ensemble, played: Ensemble | None) -> Iterator[ReportSentence]:
    orders = tuple(RecordMark(Kind.EVENT, one.key, f"{card.seat}: {one.line.name}") for one in card.orders)
    names = "; ".join(one.line.name for one in card.orders)
    verb = "took" if card.moved.mean < 0 else "brought"
    key = f"turning.{card.turn}.{card.seat}"
    text = f"In turn {card.turn} the orders of {card.seat} ({names}) {verb} {points_with_range(card.moved)} of its aims"
    yield from_ledger(key, f"{text}, with hindsight", (_run(split), *orders))
    if card.known and played:
        yield from_ledger(f"{key}.known", _by_what_it_knew(card, card.known), (_run(played), *orders))


def _by_what_it_knew(card: TurningPoint, known: MovedCell) -> str:
    begins = f"By what {card.seat} knew then, these orders"
    if not known.is_clear:
        return f"{begins} could not be told from 0: {points_with_range(known)}"
    return f"{begins} {'cost' if known.mean < 0 else 'promised'} {points_with_range(known)}"


def points_with_range(cell: MovedCell) -> str:
    """Return the points of a part with their range, without the sign that the verb says."""
    low, high = sorted((cell.low, cell.high)) if cell.mean >= 0 else sorted((-cell.low, -cell.high))
    return f"{_rounded(abs(cell.mean))} points ({_rounded(low)} to {_rounded(high)})"


def _rounded(value: float) -> str:
    return f"{value:.0f}".replace("-0", "0").replace("-", "\N{MINUS SIGN}")


def _run(ensemble: Ensemble) -> RecordMark:
    return RecordMark(Kind.RUN, str(ensemble.number), "Measured afterwards, by games played on from each turn")
