"""The report of a finished game: every number of a sentence stands in the record to which the sentence's marks lead."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.analysis.asking import WorkerBench, ask
from tests.cast import at_the_table
from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.report_points import points_of
from wargame.analysis.selectors.reports import report_for
from wargame.analysis.selectors.results import counts_of
from wargame.engine.values import PARTS_OF_SPLIT, KnownThen, Moved, OrderWorth, Split
from wargame.exercises import access, bridge, perspectives
from wargame.exercises.models import LedgerEntry, Turn
from wargame.exercises.report.domain.document import Kind, RecordMark, ReportSentence
from wargame.exercises.report.selectors.written import report_of
from wargame.exercises.results.selectors.words_and_deeds import judged_words

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r"(?<![\w.-])\N{MINUS SIGN}?\d+(?:\.\d+)?")


def reader_of(player: Player, *, as_seat: bool = False) -> access.LogReader:
    person = player.seat.people.select_related("exercise__scenario_version__scenario", "seat").get()
    return access.reading(access.participant_for(person.user, person.exercise.code), as_seat=as_seat)


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a text; "in 100" and "of 100" are its unit."""
    return NUMBER.findall(re.sub(r"\b(in|of) 100\b", "", text))


def record_of(mark: RecordMark, reader: access.LogReader) -> Iterator[str]:
    """Yield everything that the record says at the place of a mark, read from stored rows and not from the report."""
    turns = list(Turn.objects.with_exercise().in_line(reader.line))
    if mark.kind == Kind.ENTRY:
        turn, sequence = map(int, mark.ref.split("."))
        # Pages number the entries of full truth: accounts of seats that took something else for true are left out.
        told = LedgerEntry.objects.filter(turn__in=turns, turn__number=turn, as_told=False).order_by("sequence")
        entry = told[sequence - 1]
        yield entry.text
        unit = bridge.display_amount(entry.variable, 1) or 1
        yield from (str(round(amount * unit)) for amount in (entry.before, entry.after))
    elif mark.kind == Kind.EVENT:
        yield from _event(mark.ref, turns)
    elif mark.kind == Kind.AIM:
        role, key = mark.ref.split(".")
        yield from _score_by_the_ledger(role, key, turns)
    elif mark.kind == Kind.WORD:
        word = judged_words(reader)[int(mark.ref) - 1]
        yield f"{word.row.turn} {word.row.text} {word.deed} {word.note} {word.due}"
    elif mark.kind == Kind.RUN:
        yield from _measured(Ensemble.objects.get(number=int(mark.ref), exercise=reader.seat.exercise))
    else:
        content = bridge.content_for(turns[-1])
        texts = content.texts
        yield from (f"{each.record} {each.question}" for each in texts.endings)
        yield from (goal.can for goal in content.teaching.goals)
        yield str(turns[-1].number)


def _event(ref: str, turns: list[Turn]) -> Iterator[str]:
    number, *rest = ref.split(".")
    for turn in turns:
        for row in turn.outcomes:
            names = [row["actor"], str(row["slot"] + 1)] if row["subject"] == "order" else [row["name"], row["actor"]]
            if ref == "ending" or (str(turn.number) == number and set(rest[1:]) <= set(names)):
                yield f"{turn.number} {row['title']} {row['text']}"
                yield from (str(option["in_100"]) for option in row["options"])


def _score_by_the_ledger(role: str, key: str, turns: list[Turn]) -> Iterator[str]:
    """Yield the score at the opening, and the one to which all entries of the ledger lead, one after the other."""
    scores, whole = [], []
    objectives = bridge.setting_for(turns[0]).spec.objectives
    weights = {each.key: each.weight for each in objectives if each.seat == role}
    for turn in turns:
        entries = bridge.entries_of(turn)
        steps = perspectives.scores_along(
            perspectives.truth_of(turn), ((), *((each,) for each in entries if not each.as_told)), role
        )
        for step in steps:
            scores.append(step[key])
            whole.append(sum(step[aim] * weight for aim, weight in weights.items()) / 100)
    yield f"{round(scores[0])} {round(scores[-1])} {round(whole[0])} {round(whole[-1])} 100"


def _measured(ensemble: Ensemble) -> Iterator[str]:
    found = counts_of(ensemble)
    cells: list[tuple[int, Moved | OrderWorth]] = []
    if isinstance(found, Split):
        own = PARTS_OF_SPLIT.index("own")
        cells = [(turn, found.moved(turn, seat, 0)[own]) for turn in range(1, found.turns + 1) for seat in found.seats]
    elif isinstance(found, KnownThen):
        cells = [(turn, found.worth(turn, seat)) for turn in range(1, found.turns + 1) for seat in found.seats]
    for turn, moved in cells:
        ends = (moved.mean, moved.mean - 2 * moved.error, moved.mean + 2 * moved.error)
        yield f"{turn} 0 {' '.join(f'{abs(each):.0f} {-abs(each):.0f}' for each in ends)}".replace(
            "-", "\N{MINUS SIGN}"
        )


def missing_in(sentence: ReportSentence, reader: access.LogReader) -> list[str]:
    there = {number for mark in sentence.marks for text in record_of(mark, reader) for number in numbers_in(text)}
    there |= {mark.ref.partition(".")[0] for mark in sentence.marks if mark.kind in (Kind.EVENT, Kind.ENTRY)}
    if sentence.key == "words":
        there |= {str(count) for count in range(len(sentence.marks) + 1)}
    return [number for number in numbers_in(sentence.text) if number not in there]


@pytest.fixture
def played(version: ScenarioVersion, bo: User) -> Player:
    """Bo, after a game in which he gave orders."""
    player = at_the_table(version, bo)
    player.play_turn(player.legal(3))
    player.play_turn(player.legal(2))
    player.play_to_the_end()
    return player


def test_every_number_of_a_report_stands_in_the_ledger(played: Player) -> None:
    reader = reader_of(played)
    document = report_of(reader).document
    assert len(numbers_in(" ".join(each.text for each in document.sentences))) > 50, "too little was tested"
    assert not [each for each in document.sentences if each.is_own], "a sentence of the ledger has no mark"
    assert {each.text: lost for each in document.sentences if (lost := missing_in(each, reader))} == {}


@pytest.mark.slow
def test_so_do_the_numbers_of_the_turning_points(ended: Player, bench: WorkerBench, now: datetime) -> None:
    assert points_of(ended.branch) == (), "nothing is measured yet"
    bench.play_all(ask(ended, now, kind="split", games=20))
    reader = reader_of(ended)
    points = points_of(ended.branch)
    assert points, "no orders moved an aim by more than chance, so nothing was tested"
    assert {each.text: lost for each in points if (lost := missing_in(each, reader))} == {}


def test_a_changed_number_is_noticed(played: Player) -> None:
    reader = reader_of(played)
    sentence = next(each for each in report_of(reader).document.sentences if " rose from " in each.text)
    (number, *_) = numbers_in(sentence.text)
    wrong = sentence.text.replace(number, "987")
    assert missing_in(ReportSentence(sentence.key, wrong, sentence.marks), reader) == ["987"]


def test_each_key_names_one_sentence(played: Player) -> None:
    keys = [each.key for each in report_of(reader_of(played)).document.sentences]
    assert len(keys) == len(set(keys))


def test_as_a_seat_saw_it_the_report_rests_on_what_the_seat_knew(played: Player) -> None:
    reader = reader_of(played, as_seat=True)
    known = {
        f"{turn.number}.{each.sequence}"
        for turn in Turn.objects.with_exercise().in_line(reader.line)
        for each in perspectives.known_entries(turn, reader.seat, may_know_all=False)
    }
    report = report_of(reader)
    marks = [mark for each in report.document.sentences for mark in each.marks]
    assert {mark.ref for mark in marks if mark.kind == Kind.ENTRY} <= known
    assert {mark.ref.partition(".")[0] for mark in marks if mark.kind == Kind.AIM} == {"KOR"}
    assert [code for code, _ in report.scores] == ["KOR"]


def test_while_somebody_plays_there_is_no_report_for_anybody(make_class: Callable[..., Class], ada: User) -> None:
    group = make_class()
    bo = group.join("Bo", "KOR")
    group.start()
    for client in (as_user(ada), as_user(bo.user)):
        answer = client.get(reverse("report", args=[group.exercise.code]))
        assert answer.status_code == 404
        assert "once nobody plays the exercise any more" in answer.text
    assert "once nobody plays" not in Client().get(reverse("report", args=[group.exercise.code])).text


def test_every_mark_leads_to_a_page_that_shows_the_place(played: Player) -> None:
    bo = as_user(played.seat.people.get().user)
    page = bo.get(reverse("report", args=[played.seat.exercise.code])).text
    addresses = sorted(
        set(re.findall(r'<li>\s*<a href="([^"#]+)(#[^"]+)?"', page.partition('class="panel document-marks"')[2]))
    )
    assert len(addresses) > 30
    kinds: dict[tuple[str, bool], tuple[str, str]] = {}
    for address, place in addresses:
        kinds.setdefault((address.partition("?")[0], bool(place)), (address.replace("&amp;", "&"), place))
    for address, place in kinds.values():
        answer = bo.get(address)
        assert answer.status_code == 200, address
        assert not place or f'id="{place[1:]}"' in answer.text, f"{address} has no {place}"


def test_the_turns_of_a_report_follow_each_other(played: Player) -> None:
    titles = [each.key for each in report_of(reader_of(played)).document.sections if each.key.startswith("turn-")]
    assert all(int(a.split("-")[1]) + 1 == int(b.split("-")[1]) for a, b in pairwise(titles))


PAGES = ("report", "print_report", "report_compared")
MOST_QUERIES, MOST_BYTES = 18, 200_000


def test_a_report_that_somebody_has_opened_costs_little(played: Player) -> None:
    bo, code = as_user(played.seat.people.get().user), played.seat.exercise.code
    first = bo.get(reverse("report", args=[code]))
    for name in PAGES:
        with CaptureQueriesContext(connection) as queries:
            answer = bo.get(reverse(name, args=[code]))
        statements = [each["sql"] for each in queries]
        assert not [each for each in statements if "exercises_ledgerentry" in each], f"{name} writes the report anew"
        assert len(statements) <= MOST_QUERIES, statements
        assert len(answer.content) < MOST_BYTES, name
    again = bo.get(reverse("report", args=[code]))
    assert again.context["report"] == first.context["report"]


def test_a_kept_report_takes_in_what_is_measured_later(
    ended: Player, bench: WorkerBench, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(ended)
    assert report_for(reader).document.sentence("turning.1.KOR") is None
    bench.play_all(ask(ended, now, kind="split", games=20))
    point = ReportSentence("turning.1.KOR", "In turn 1 something moved.")
    monkeypatch.setattr("wargame.analysis.selectors.reports.points_of", lambda line: (point,))
    assert report_for(reader).document.sentence("turning.1.KOR") == point


def test_full_truth_and_what_a_seat_saw_are_kept_apart(played: Player) -> None:
    whole, seen = (report_for(reader_of(played, as_seat=as_seat)) for as_seat in (False, True))
    assert len(whole.scores) > len(seen.scores)
    assert report_for(reader_of(played)) == whole
