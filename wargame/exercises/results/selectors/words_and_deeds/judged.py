"""Each word with its fate and the deed that decided it, in words of the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wargame.engine.values import Outcome, Setting, TurnRead, WordFate
from wargame.exercises import access, bridge, perspectives
from wargame.exercises.diplomacy.selectors.given_words import WordRow, words_of_line
from wargame.exercises.models import Turn
from wargame.exercises.results.selectors.overview.known import key_of

VERDICTS = {
    "kept": "kept",
    "not_kept": "not kept",
    "never_due": "never due",
    "taken_back": "taken back",
    "due": "still due",
}


@dataclass(frozen=True)
class JudgedWord:
    """A word and its fate. `due` are the turns in which it binds; `deed` and `note` say what was done.

    `number` counts the words of the page from 1. `at` is the event of the overview that shows the deed, "" for none.
    `unnoticed` tells readers of the full truth which of the others did not notice that the word was not kept, "" for
    none.
    """

    number: int
    row: WordRow
    fate: WordFate
    due: str
    deed: str
    note: str
    at: str = ""
    unnoticed: str = ""

    @property
    def verdict(self) -> str:
        return VERDICTS[self.fate.verdict]

    def verdict_of(self, side: str) -> str:
        """Return the verdict on one side: an accord that one side broke is kept by the others."""
        is_others = self.row.is_mutual and self.fate.verdict == "not_kept"
        return "kept" if is_others and side not in {one.actor for one in self.fate.deeds} else self.fate.verdict


def judged_words(reader: access.LogReader) -> tuple[JudgedWord, ...]:
    """Return the words that the reader may read, each judged by the turns as the reader knows them."""
    given = words_of_line(reader.seat, reader.line, reader.person, knows_all=reader.knows_all)
    if not given:
        return ()
    setting = bridge.setting_of(reader.seat.exercise)
    turns = _turns(reader, has_accords=any(each.is_mutual for each in given))
    is_over = access.is_over(reader.seat.exercise, reader.line)
    return tuple(
        _judged(setting, number, row, perspectives.fate_of(setting, row.word, turns, is_over=is_over), reader)
        for number, row in enumerate(given, 1)
    )


def _turns(reader: access.LogReader, *, has_accords: bool) -> list[TurnRead]:
    """Return the turns that have results; the ledger is read where accords are judged, and not otherwise."""
    seat, may_know_all = reader.seat, reader.knows_all
    closed = Turn.objects.played_in(reader.line).with_exercise()
    return [
        TurnRead(
            turn.number,
            perspectives.known_outcomes(turn, seat, may_know_all=may_know_all),
            perspectives.known_entries(turn, seat, may_know_all=may_know_all) if has_accords else (),
        )
        for turn in closed
    ]


def _judged(setting: Setting, number: int, row: WordRow, fate: WordFate, reader: access.LogReader) -> JudgedWord:
    deed, note = _deed(setting, row, fate)
    shown = fate.deeds or fate.causes
    unnoticed = _unnoticed(row, fate.deeds) if reader.knows_all and fate.verdict == "not_kept" else ""
    due = _due(row, len(setting.spec.turns))
    return JudgedWord(number, row, fate, due, deed, note, key_of(shown[0]) if shown else "", unnoticed)


def _due(row: WordRow, count: int) -> str:
    """Return the turns in which a word binds, of so many turns of the game."""
    word = row.word
    last = min(word.last, count)
    if row.kind == "proposal":
        return ""
    if word.since > count:
        return "due after the end"
    return f"due turn {word.since}" if last <= word.since else f"due turns {word.since}\N{EN DASH}{last}"


def _deed(setting: Setting, row: WordRow, fate: WordFate) -> tuple[str, str]:
    """Return the name of the deed, and a note on its turn or its reason."""
    if fate.verdict == "due":
        return "Not settled yet", row.note if row.kind == "proposal" else ""
    if row.kind == "proposal":
        return "No agreement", row.note
    if row.kind == "warning":
        return _deed_after_warning(fate)
    if fate.verdict == "never_due":
        return "The game ended first", ""
    return _deed_of_plan(setting, row, fate) if row.kind == "plan" else _deed_after_promise(fate)


def _deed_after_promise(fate: WordFate) -> tuple[str, str]:
    if fate.verdict == "taken_back":
        return "Taken back", f"as turn {fate.turn} began"
    if fate.verdict == "not_kept":
        return _titles(fate.deeds), f"turn {fate.turn}"
    until = f"to the end of turn {fate.turn}"
    return (_titles(fate.deeds), f"nothing against it {until}") if fate.deeds else ("No order against it", until)


def _deed_after_warning(fate: WordFate) -> tuple[str, str]:
    after = f"after: {_titles(fate.causes)}" if fate.causes else ""
    if fate.verdict == "never_due":
        return ("The game ended first", after) if after else ("What it warned of did not come", "")
    return (_titles(fate.deeds), after) if fate.deeds else ("No answer", after)


def _deed_of_plan(setting: Setting, row: WordRow, fate: WordFate) -> tuple[str, str]:
    given = {one.kind for one in fate.deeds}
    missing = [setting.order(kind).name for kind in row.word.about if kind not in given]
    if missing:
        return (f"Not ordered: {'; '.join(missing)}", f"turn {fate.turn}")
    return ("All of it was ordered" if len(given) > 1 else "It was ordered", f"turn {fate.turn}")


def _titles(outcomes: Sequence[Outcome]) -> str:
    titles = list(dict.fromkeys(one.title for one in outcomes))
    more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
    return f"{titles[0]}{more}"


def _unnoticed(row: WordRow, deeds: Iterable[Outcome]) -> str:
    """Return those of the others who did not notice that a word was not kept; "" where all did."""
    unseen = {to for one in deeds for to in row.word.to if to not in one.audience and to != one.actor}
    return f"{', '.join(sorted(unseen))} did not notice" if unseen else ""
