"""Splits of whole games: asked for, played in chunks, and read as turning points."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.test import Client

from tests.analysis.asking import WorkerBench, ask
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.read_forecasts import forecasts_of
from wargame.analysis.selectors.results import counts_of
from wargame.analysis.selectors.split_rows import cell_of
from wargame.analysis.selectors.turning_cards import ComparedOption, by_distance
from wargame.analysis.selectors.turning_points import turning_points_of
from wargame.analysis.services import ensembles, playing
from wargame.engine.values import Moved, Split
from wargame.exercises.control.services import lifecycle

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def played(ended: Player, bench: WorkerBench, now: datetime) -> Ensemble:
    """Return the split of an ended game."""
    return bench.play_all(ask(ended, now, kind="split", games=6))


def split_of(ensemble: Ensemble) -> Split:
    counted = counts_of(ensemble)
    assert isinstance(counted, Split)
    return counted


def test_chunks_of_a_split_are_one_direct_call(played: Ensemble) -> None:
    seeds = range(played.seed, played.seed + played.games)
    assert played.aggregate == json.loads(json.dumps(bridge.encode(playing.games_of(played)(seeds))))
    assert played.futures == 2 + split_of(played).turns * (2 + 2 * len(split_of(played).seats))


def test_the_page_splits_every_turn_and_sums_in_both_directions(ended: Player, played: Ensemble) -> None:
    found = split_of(played)
    page = turning_points_of(ended.seat, played, found, "")
    assert len(page.changes) == found.turns + 1
    for number, change in enumerate(page.changes):
        assert sum(row.cells[number].mean for row in page.rows) == pytest.approx(change.move, abs=1e-9)
    for row in page.rows:
        assert sum(cell.mean for cell in row.cells) == pytest.approx(row.whole.mean, abs=1e-9)
    assert sum(change.move for change in page.changes) == pytest.approx(
        page.changes[-1].after - page.changes[0].before, abs=1e-9
    )
    assert all(point.moved.is_clear and point.orders for point in page.points)


def test_what_cannot_be_told_from_nothing_is_no_turning_point(ended: Player, played: Ensemble) -> None:
    page = turning_points_of(ended.seat, played, split_of(played), "")
    pale = [row.seat for row in page.seats for cell in row.cells if cell.mean and not cell.is_clear]
    assert len(page.points) <= 3
    assert all(cell.low <= cell.mean <= cell.high for row in page.seats for cell in row.cells)
    assert pale or page.points


def test_a_reader_asks_and_reads_on_the_page_and_over_the_api(
    client: Client, bo: User, ended: Player, played: Ensemble
) -> None:
    client.force_login(bo)
    code = ended.seat.exercise.code
    page = client.get(f"/x/{code}/turning-points/").content.decode()
    assert "What turned this game?" in page
    assert "Decisions and luck" in page
    region = client.get(f"/x/{code}/ensembles/{played.number}/", HTTP_HX_REQUEST="true").content.decode()
    assert page.count("?b=1&amp;turn=") == region.count("?b=1&amp;turn="), "a region leads to the line that was played"
    assert "?b=&amp;" not in region
    one_ending = split_of(played).endings[0]
    other = client.get(f"/x/{code}/ensembles/{played.number}/?figure=ending-{one_ending}").content.decode()
    assert "Share of games with this ending" in other
    document = client.get(f"/api/v1/exercises/{code}/ensembles/{played.number}/").json()
    assert [one["seat"] for one in document["split"]] == list(split_of(played).seats)
    first = document["split"][0]
    for before, after, moved in zip(first["values"], first["values"][1:], first["moved"], strict=False):
        assert sum(one["mean"] for one in moved) == pytest.approx(after - before, abs=1e-9)


def test_a_game_is_split_from_its_beginning(ended: Player, now: datetime) -> None:
    with pytest.raises(ensembles.IllegalTerms, match="ask for turn 1"):
        ask(ended, now, number=2, kind="split")


def test_a_class_that_ends_before_the_next_turn_opens_is_split_up_to_its_last_results(
    make_class: Callable[..., Class], bench: WorkerBench
) -> None:
    group = make_class()
    person = group.join("player", "KOR")
    group.start()
    group.submit(person, Player(group.seat("KOR")).legal(1, turn=group.turn))
    turn = group.resolve()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    terms = ensembles.Terms(kind="split", games=2)
    asked, _ = ensembles.request(branch=turn.branch, turn=turn, terms=terms, by=person.user, now=group.now)
    split = split_of(bench.play_all(asked))
    assert asked.futures == 2 + split.turns * (2 + 2 * len(split.seats))
    page = turning_points_of(group.seat("KOR"), asked, split, "")
    assert [change.label for change in page.changes] == ["Before", "Turn 1"]


def test_a_split_that_was_cancelled_after_any_chunk_is_shown_with_ranges(
    client: Client, bo: User, ended: Player, bench: WorkerBench, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ensembles, "SMALLEST_CHUNK", 1)
    asked = ask(ended, now, kind="split", games=5)
    *_, last = asked.chunks.all()
    bench.play(last.pk)
    client.force_login(bo)
    code = ended.seat.exercise.code
    client.post(f"/x/{code}/ensembles/{asked.number}/cancel/")
    asked.refresh_from_db()
    assert split_of(asked).games >= ensembles.LEAST_PAIRS
    for address in (f"x/{code}/turning-points/", f"api/v1/exercises/{code}/ensembles/{asked.number}/"):
        assert client.get(f"/{address}").status_code == 200, address


def test_the_band_holds_the_mean_and_the_page_says_how_wide_it_is(
    client: Client, bo: User, ended: Player, played: Ensemble
) -> None:
    found = split_of(played)
    page = turning_points_of(ended.seat, played, found, "")
    errors = [found.value_error(column, page.seat) for column in range(found.turns + 2)]
    assert None not in errors
    assert page.widest == pytest.approx(2 * max(error or 0 for error in errors))
    assert len(page.drawing.band.split()) == 2 * (found.turns + 2)
    client.force_login(bo)
    text = client.get(f"/x/{ended.seat.exercise.code}/turning-points/").content.decode()
    assert "waterfall-band" in text
    assert "95 times in 100" in text


def test_a_split_that_counted_no_squares_of_values_has_no_band(ended: Player, played: Ensemble) -> None:
    assert played.aggregate
    del played.aggregate["value_squares"]
    page = turning_points_of(ended.seat, played, split_of(played), "")
    assert (page.drawing.band, page.widest) == ("", None)
    assert (split_of(played) + split_of(played)).value_squares is None


def test_each_key_of_the_page_is_a_link_to_its_state(client: Client, bo: User, ended: Player, played: Ensemble) -> None:
    client.force_login(bo)
    turns = split_of(played).turns

    def keys(query: str) -> dict[str, str]:
        text = client.get(f"/x/{ended.seat.exercise.code}/ensembles/{played.number}/{query}").content.decode()
        links = re.findall(r'href="([^"]*)"[^>]*data-key="(\w+)"', text)
        return {key: unescape(address) for address, key in links}

    first = keys("?at=1")
    assert "arrowleft" not in first
    assert "at=2" in first["arrowright"]
    assert "figure=ending-" in first["e"]
    assert "arrowright" not in keys(f"?at={turns}")
    assert "figure=score-" in keys(first["e"].partition("/ensembles/")[2].partition("/")[2])["e"]
    page = turning_points_of(ended.seat, played, split_of(played), "")
    assert [mark for mark in "123" if mark in first] == [point.mark for point in page.points]
    assert "escape" not in first
    assert "shown" not in keys("?at=1&shown=1")["escape"]


def test_options_within_their_error_are_as_good_and_stand_by_distance() -> None:
    def option(mean: float, error: float) -> ComparedOption:
        cell = cell_of(Moved("own", mean, error), 10)
        return ComparedOption(f"{mean}", "", cell, cell)

    options = [option(*each) for each in ((3, 2), (-4, 1), (-1, 2), (5, 1), (-9, 1), (4, 1))]
    listed = by_distance(options)
    assert [one.name for one in listed] == ["5", "4", "-1", "3", "-4", "-9"]
    assert [one.verdict for one in listed] == [*["promised more"] * 2, *["as good"] * 2, *["promised less"] * 2]


def test_the_forecasts_that_a_seat_read_are_counted_against_what_came(ended: Player) -> None:
    line = ended.branch
    found = forecasts_of(line, "KOR")
    assert sum(band.told for band in found.bands) == len(found.rows)
    assert found.came == sum(one.odds.has_happened for one in found.rows) <= len(found.rows)
    assert {one.seat for one in found.rows} <= {"KOR"}
    assert all(band.low <= band.mean <= band.high and 0 <= band.came <= band.told for band in found.bands)
    assert forecasts_of(line, "RUS").rows == ()
