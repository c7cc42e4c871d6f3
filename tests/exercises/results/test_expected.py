"""Results show the earlier forecast beside them, in the same words and shares."""

from dataclasses import replace

import pytest
from django.test import Client

from tests.exercises.playing import Player
from tests.exercises.telling import FORCE, NOTHING, keep_made_up, read_forecasts, show_figures
from tests.scenarios.pack_games import setting_of
from wargame import engine
from wargame.accounts.models import User
from wargame.engine.values import Outcome, OutcomeOption
from wargame.exercises import bridge, compiled_rules, forecasts
from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.results.selectors.expected import OddsReview
from wargame.exercises.results.selectors.results import Results, results_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = [pytest.mark.django_db]


def results(player: Player, turn: Turn) -> Results:
    sheet = OrderSheet.objects.get(turn=turn, seat=player.seat)
    return results_of(seat_view_of(player.seat, player.branch, turn), sheet)


@pytest.fixture
def played(player: Player) -> list[tuple[Turn, Results]]:
    """Play three turns with three orders each, all with forecasts, and return their results."""
    turns = []
    for _ in range(3):
        rows = player.legal(3)
        read_forecasts(player, rows)
        turns.append(player.play_turn(rows))
    return [(turn, results(player, turn)) for turn in turns]


@pytest.mark.slow
def test_the_shares_that_count_are_named(played: list[tuple[Turn, Results]]) -> None:
    for turn, found in played:
        bars = {outcome.title: outcome for group in found.groups for outcome in group.outcomes}
        bars |= {gamble.outcome.title: gamble.outcome for gamble in found.gambles.all if gamble.outcome}
        bars |= {outcome.title: outcome for outcome in found.background}
        for odds in found.forecasts.odds:
            if odds.bar:
                assert odds.bar in bars, (turn.number, odds.bar)
                assert 0 <= odds.final_in_100 <= 100
                assert odds.has_happened == (odds.came in {option.label for option in odds.counted})


def test_a_chance_that_the_others_changed_is_said_to_be_another() -> None:
    told = OddsReview(1, "Call", 80, 70, 90, "away", has_happened=True)
    assert not told.is_other, "without a bar nothing is compared"
    assert told.difference == ""
    found = replace(told, bar="The A-50", counted=(OutcomeOption("left", "It left", 58, False),))
    assert found.difference == "With everybody's orders it was 58 in 100."


def test_the_event_that_was_told_is_answered_with_yes_or_no() -> None:
    text = OddsReview(1, "Offer a text", 24, 20, 30, "a text is written", has_happened=False, came="A truce is agreed")
    assert text.verdict == "A text is written: no. What came: A truce is agreed."
    assert replace(text, has_happened=True, came="A text is written").verdict == "A text is written: yes."
    either = tuple(OutcomeOption(key, key, 12, False) for key in ("draft", "signed"))
    assert replace(text, has_happened=True, came="signed", counted=either).verdict.endswith("What came: signed.")


@pytest.mark.slow
def test_a_figures_meaning_is_one_tap_away(player: Player, bo: User, client: Client) -> None:
    player.play_turn(player.legal(2))
    client.force_login(bo)
    page = client.get(f"/x/{player.seat.exercise.code}/t/1/results/").content.decode()
    assert "What do these figures mean?" in page
    assert "In each pair the first state feels it towards the second" in page


def test_results_show_what_was_told_and_imagine_nothing(
    player: Player, bo: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_figures(player)
    rows = player.legal(2)
    keep_made_up(player.draft(rows))
    player.play_turn(rows)
    for name in ("forecast_sheet", "outlook", "preview"):
        monkeypatch.setattr(forecasts, name, None)
    client.force_login(bo)
    page = client.get(f"/x/{player.seat.exercise.code}/t/1/results/").content.decode()
    assert page.count("Your forecast said <b>61 in 100</b>") == 2
    assert "Your forecast said <b>aims 65</b>" in page
    assert "were not kept" not in page


def test_results_say_what_was_not_kept(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_rules, "are_ready", lambda: False)
    found = results(player, player.play_turn(player.legal(2))).forecasts
    assert not found.is_kept
    assert not found.odds
    assert not found.effects


def test_who_gave_no_orders_was_told_nothing(player: Player) -> None:
    found = results(player, player.play_turn([])).forecasts
    assert found.is_kept
    assert not found.odds


def noticed(player: Player, turn: Turn) -> list[Outcome]:
    """Return China's acts of a turn that concern South Korea and that its seat noticed."""
    told = bridge.outcomes_of(turn)
    own = (one for one in told if one.subject == "order" and one.actor == "CHN")
    return [one for one in own if "KOR" in (one.target, one.partner) and "KOR" in one.audience]


@pytest.mark.slow
def test_an_answer_that_was_told_stands_beside_what_came(player: Player, bo: User, client: Client) -> None:
    """China answers in the turn after the order, so its answer stands with the results of that turn."""
    rows = player.legal(1)
    keep_made_up(player.draft(rows))
    first = player.play_turn(rows)
    assert results(player, first).forecasts.answers == ()
    second = player.play_turn([])
    (answer,) = results(player, second).forecasts.answers
    name = bridge.setting_for(first).order(rows[0]["kind"]).name
    assert (answer.order, answer.seat) == (name, "CHN")
    assert [(share.label, share.in_100) for share in answer.shares] == [(FORCE, 70), (NOTHING, 30)]
    assert len(answer.deeds) == len(noticed(player, second))
    client.force_login(bo)
    page = client.get(f"/x/{player.seat.exercise.code}/t/2/results/").content.decode()
    assert "the turn before" in page
    assert answer.came in page


@pytest.mark.parametrize(
    ("kind", "level", "came"),
    [
        ("", "", NOTHING),
        ("chn_reassure", "", "makes a friendly move"),
        ("protest_moscow", "note", "presses"),
        ("warn", "flares", "threatens"),
        ("warn", "fire", FORCE),
    ],
)
def test_what_came_is_said_in_the_words_in_which_it_was_told(player: Player, kind: str, level: str, came: str) -> None:
    view = seat_view_of(player.seat, player.branch, player.turn).view
    given = [outcome(kind=kind, level=level, actor="CHN", target="KOR")] if kind else []
    assert forecasts.answer_in(view, given) == came


def test_what_an_incident_does_to_a_seat_counts_as_an_answer(player: Player) -> None:
    """The aircraft comes to the line although its state orders nothing: it does not leave the seat alone."""
    view = seat_view_of(player.seat, player.branch, player.turn).view
    moved = outcome(subject="incident", name="a50", result="at_line", actor="RUS", target="KOR")
    gone = outcome(subject="incident", name="a50", result="left", actor="RUS", target="KOR")
    assert forecasts.answer_in(view, [moved]) == "threatens"
    assert forecasts.answer_in(view, [gone]) == NOTHING


def test_training_with_a_partner_is_no_force_against_it() -> None:
    setting = setting_of("list-four")
    drill = outcome(kind="drill_with", level="large", actor="RUS", target="CHN")
    assert engine.deed_towards(setting, drill, "CHN") == "friendly"


def outcome(**rest: str) -> Outcome:
    return Outcome(**{"turn": 1, "subject": "order", "result": "done", "title": "", "text": "", **rest})
