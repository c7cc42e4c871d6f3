"""Writes the report of a line by rules, from what its other pages of the review show: each sentence with its marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scenarios.schema.pack_teaching import TeachingTexts
from wargame.exercises import access, bridge
from wargame.exercises.assessment.selectors.aims import AimWithEvidence, aims_of
from wargame.exercises.models import Seat, Turn
from wargame.exercises.report.domain.document import Document, Kind, RecordMark, ReportSentence, Section, from_ledger
from wargame.exercises.report.selectors.turns import change_sentence, section_of
from wargame.exercises.results.selectors.ending import Ending, ending_of
from wargame.exercises.results.selectors.overview.changes import steepest
from wargame.exercises.results.selectors.overview.known import ENDING, KnownTurn, known_turns
from wargame.exercises.results.selectors.words_and_deeds import JudgedWord, finding_of, judged_words

TURNING, WORDS, END, AIMS, AWAY = "turning", "words", "ending", "aims", "away"


@dataclass(frozen=True)
class Report:
    """A report with its head: the headline, the name of the ending, and the points of seats as far as known."""

    headline: str
    ending: str
    scores: tuple[tuple[str, int], ...]
    document: Document


def report_of(reader: access.LogReader, points: Sequence[ReportSentence] = ()) -> Report:
    """Return the report of a finished line with the reader's knowledge; `points` are sentences on turning points."""
    seat, line = reader.seat, reader.line
    last = access.latest_turn_for(seat, line)
    ending = ending_of(seat, line, last, knows_all=reader.knows_all)
    turns = known_turns(seat, line, knows_all=reader.knows_all)
    sections = (
        *(section_of(turn) for turn in turns),
        Section(TURNING, "Turning points", (*_rise(turns), *points)),
        Section(WORDS, "Words and deeds", tuple(_words(reader))),
        Section(END, "Ending", tuple(_ending(ending))),
        Section(AIMS, "Aims", tuple(_aims(reader, turns))),
        Section(AWAY, "To take away", tuple(_goals(last, ending))),
    )
    scores = tuple((one.code, one.score) for one in (ending.own, *ending.others))
    in_order = sorted(scores, key=lambda score: bridge.setting_of(seat.exercise).seats.index(score[0]))
    return Report(ending.headline, ending.name, tuple(in_order), Document(sections))


def _rise(turns: Sequence[KnownTurn]) -> Iterator[ReportSentence]:
    """Yield the steepest rise of a tension, which the overview shows as well."""
    change = steepest(turns)
    turn = next((one for one in turns if change and one.number == change.turn), None)
    told = change_sentence(turn, change, "turning.rise") if change and turn else None
    if told and turn:
        yield from_ledger(told.key, f"Tension rose most in turn {turn.number}: {told.text}", told.marks)


def _words(reader: access.LogReader) -> Iterator[ReportSentence]:
    judged = judged_words(reader)
    if not judged:
        return
    marks = tuple(_word_mark(each) for each in judged)
    yield from_ledger("words", finding_of(judged), marks)
    for each in judged:
        yield from_ledger(f"word.{each.number}", _word(each), (_word_mark(each), *_deed_marks(each)))


def _word(each: JudgedWord) -> str:
    row = each.row
    to = ", ".join(row.word.to)
    verb = {"proposal": "proposed to", "accord": "agreed with", "plan": "told its plan to", "warning": "warned"}
    begins = f"In turn {row.turn} {row.word.by} {verb.get(row.kind, 'promised')} {to}: {row.text.removesuffix('.')}"
    note = f" ({each.note})" if each.note else ""
    return f"{begins}; {each.verdict}: {each.deed}{note}"


def _word_mark(each: JudgedWord) -> RecordMark:
    return RecordMark(Kind.WORD, str(each.number), f"{each.row.word.by}, turn {each.row.turn}: {each.row.text}")


def _deed_marks(each: JudgedWord) -> tuple[RecordMark, ...]:
    return (RecordMark(Kind.EVENT, each.at, each.deed),) if each.at else ()


def _ending(ending: Ending) -> Iterator[ReportSentence]:
    if ending.is_early:
        yield from_ledger("ending", ending.headline, (RecordMark(Kind.ENDING, "early", "How things stood"),))
        return
    yield from_ledger("ending", f"The game ended: {ending.name}", (RecordMark(Kind.EVENT, ENDING, ending.name),))
    if ending.record:
        beside = RecordMark(Kind.ENDING, "record", "The scenario's words on the record of the day")
        yield from_ledger("record", ending.record, (beside,))


def _aims(reader: access.LogReader, turns: Sequence[KnownTurn]) -> Iterator[ReportSentence]:
    """Yield the aims of each seat; to a reader who does not know everything, those of the own seat."""
    seats = Seat.objects.select_related("exercise__scenario_version").filter(exercise_id=reader.seat.exercise_id)
    ledger = {turn.number: turn.entries for turn in turns}
    for seat in seats.order_by("role") if reader.knows_all else (reader.seat,):
        yield from _aims_of_seat(seat, aims_of(seat, reader.line, knows_all=reader.knows_all, ledger=ledger))


def _aims_of_seat(seat: Seat, aims: Sequence[AimWithEvidence]) -> Iterator[ReportSentence]:
    if not aims:
        return
    before, after = (_total(aims, [one.before for one in aims]), _total(aims, [one.aim.score for one in aims]))
    name = bridge.setting_of(seat.exercise).state(seat.role).name
    marks = tuple(_aim_mark(seat, one) for one in aims)
    text = f"{name[0].upper()}{name[1:]} ended with {after} of 100 for its aims and had begun with {before}"
    yield from_ledger(f"aims.{seat.role}", text, marks)
    for one in aims:
        if one.entries:
            text = f"{seat.role}, \N{LEFT DOUBLE QUOTATION MARK}{one.aim.text}\N{RIGHT DOUBLE QUOTATION MARK} went"
            text = f"{text} from {round(one.before)} to {round(one.aim.score)} of 100"
            entries = (RecordMark(Kind.ENTRY, f"{each.turn}.{each.sequence}", each.text) for each in one.entries)
            yield from_ledger(f"aim.{seat.role}.{one.aim.key}", text, (_aim_mark(seat, one), *entries))


def _total(aims: Sequence[AimWithEvidence], scores: Sequence[float]) -> int:
    return round(sum(score * one.aim.weight for one, score in zip(aims, scores, strict=True)) / 100)


def _aim_mark(seat: Seat, one: AimWithEvidence) -> RecordMark:
    return RecordMark(Kind.AIM, f"{seat.role}.{one.aim.key}", f"Aim of {seat.role}: {one.aim.text}")


def _goals(last: Turn, ending: Ending) -> Iterator[ReportSentence]:
    """Yield the question of the ending and the goals of teaching, for the reader to answer."""
    if ending.question:
        yield from_ledger("question", ending.question, (RecordMark(Kind.ENDING, "question", "The ending's question"),))
    teaching: TeachingTexts = bridge.content_for(last).teaching
    for number, goal in enumerate(teaching.goals, 1):
        mark = RecordMark(Kind.GOAL, str(number), "Goal of teaching")
        can = f"{goal.can[0].lower()}{goal.can[1:].removesuffix('.')}"
        yield from_ledger(f"goal.{number}", f"Can we do this now: {can}?", (mark,))
