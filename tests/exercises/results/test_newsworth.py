"""A page of results begins with the reader's own story, in recorded games of the shipped packs."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

import pytest

from tests.cast import SEED
from tests.exercises.playing import Player
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.engine.values import LedgerEntry, Outcome, OutcomeKey, OutcomeOption, Reason
from wargame.exercises import perspectives
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import OrderSheet
from wargame.exercises.results.selectors.added_up import parts_of
from wargame.exercises.results.selectors.newsworth import Newsworth, newsworth_of
from wargame.exercises.results.selectors.results import Results, results_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TURNS = 3


def played(slug: str, role: str, bo: User, now: datetime) -> list[tuple[Newsworth, Results]]:
    exercise = start_solo(version=version_of(slug), role=role, user=bo, now=now, secret=secret_of(SEED))
    player = Player(exercise.seats.get(role=role))
    found = []
    for _ in range(TURNS):
        turn = player.play_turn(player.legal(2))
        at = seat_view_of(player.seat, player.branch, turn)
        known = perspectives.known_outcomes(turn, player.seat, may_know_all=False)
        sheet = OrderSheet.objects.get(turn=turn, seat=player.seat)
        found.append((newsworth_of(at, known), results_of(at, sheet)))
    return found


@pytest.mark.parametrize(("slug", "role"), [("list-four", "CHN"), ("nine-past-nine", "KOR"), ("the-invitation", "RUS")])
def test_the_news_of_a_seat_puts_its_own_story_first(slug: str, role: str, bo: User, now: datetime) -> None:
    turns = played(slug, role, bo, now)
    for worth, found in turns:
        told = " ".join((found.headline + ".", *(news.text for news in found.others)))
        assert all(blow.text in told for blow in worth.blows), "no blow against the reader is left out"
        assert all(found.headline not in news.text for news in found.others), "the headline is news once"
        first = [news.code for news in found.others if any(one.actor == news.code for one in worth.blows)]
        assert [news.code for news in found.others][: len(first)] == first
        lead = next((one for one in worth.known if found.headline.endswith(one.text.rstrip(".") or one.title)), None)
        if worth.blows:
            assert lead is not None
            assert worth.concerns(lead), f"{found.headline} leads, and it is about others"
        own = [gamble for gamble in found.gambles.all if gamble.told is None and gamble.outcome]
        titles = {one.title for one in worth.known if one.subject != "incident" or worth.is_own(one)}
        assert all(gamble.outcome is None or gamble.outcome.title in titles for gamble in own)
        causes = {entry.cause for entry in parts_of(worth)[2]}
        made = [one.name for one in worth.known if worth.was_made_by_own_orders(one)]
        assert not any(f"transition:{name}" in causes for name in made), "own effects are no events"
    if slug == "list-four":
        assert any(worth.blows for worth, _ in turns), "the game has a list or a tariff"


def test_an_event_weighs_by_the_points_of_a_figure_in_whatever_unit(bo: User, now: datetime) -> None:
    exercise = start_solo(version=version_of("list-four"), role="CHN", user=bo, now=now, secret=secret_of(SEED))
    player = Player(exercise.seats.get(role="CHN"))
    move = Outcome(turn=1, subject="incident", result="apart", title="", text="", name="talks")
    source = (OutcomeKey.of(move).cause, "", "", "", "", ("CHN",))
    entry = LedgerEntry(1, 1, "tariffs", "duty", "USA", "CHN", "", 50, 50, 100, *source)
    worth = Newsworth(seat_view_of(player.seat, player.branch, player.turn), [move], [entry])
    aim = next(one for one in worth.at.view.setting.spec.objectives if one.variable == "duty USA CHN")
    once = pytest.approx(5 * aim.weight / abs(aim.high - aim.low))
    assert worth.rank(move)[1] == once, "50 tenths are 5 per cent"
    view = worth.at.view
    spec = replace(view.setting.spec, objectives=(*view.setting.spec.objectives, replace(aim, key="again")))
    both = replace(worth, at=replace(worth.at, view=replace(view, setting=replace(view.setting, spec=spec))))
    assert both.rank(move)[1] == pytest.approx(2 * worth.rank(move)[1]), "two aims may be about one figure"


@pytest.fixture
def quarrel(bo: User, now: datetime) -> Callable[..., Newsworth]:
    """Return a function that weighs a move of the quarrel of the neighbours, from its start, for South Korea."""
    exercise = start_solo(version=version_of("nine-past-nine"), role="KOR", user=bo, now=now, secret=secret_of(SEED))
    player = Player(exercise.seats.get(role="KOR"))
    at = seat_view_of(player.seat, player.branch, player.turn)

    def weigh(to: str, orders: Iterable[tuple[str, str, str]], *because: str) -> Newsworth:
        way = next(one for one in at.view.setting.incident("quarrel_neighbours").stages[0].transitions if one.to == to)
        given = (
            Outcome(1, "order", "worked", "", "", actor=seat, kind=kind, level=level, slot=place)
            for place, (seat, kind, level) in enumerate(orders, start=1)
        )
        move = Outcome(
            turn=1,
            subject="incident",
            result=to,
            title="",
            text="",
            name="quarrel_neighbours",
            options=(OutcomeOption(to, way.label, 60),),
            chosen=to,
            reasons=tuple(Reason("+", each) for each in because),
        )
        return Newsworth(at, [*given, move], [])

    return weigh


BROKE_OUT = ("open", "Seoul protested to Tokyo.", "Tokyo protested to Seoul.", "Tokyo protested in public.")
QUIET_WORD = ("latent", "Seoul or Tokyo sent the other a quiet word.")


@pytest.mark.parametrize(
    ("orders", "move", "is_by_own_orders"),
    [
        ([("KOR", "protest_tokyo", "note")], BROKE_OUT[:2], True),
        ([("KOR", "protest_tokyo", "note"), ("JPN", "jpn_protest_seoul", "public")], BROKE_OUT, False),
        ([("JPN", "jpn_protest_seoul", "public")], (BROKE_OUT[0], *BROKE_OUT[2:]), False),
        ([("KOR", "kor_quiet", "word")], QUIET_WORD, False),
        ([("KOR", "kor_quiet", "word"), ("JPN", "jpn_quiet", "word")], QUIET_WORD, False),
    ],
    ids=["own protest", "own protest beside a louder one", "protest of the other", "it rested anyway", "joint word"],
)
def test_a_move_is_own_only_where_own_orders_gave_half_its_weight(
    quarrel: Callable[..., Newsworth],
    orders: list[tuple[str, str, str]],
    move: tuple[str, ...],
    is_by_own_orders: bool,
) -> None:
    worth = quarrel(move[0], orders, *move[1:])
    (incident,) = (one for one in worth.known if one.subject == "incident")
    assert worth.was_made_by_own_orders(incident) is is_by_own_orders
    assert bool(worth.own_causes()) is is_by_own_orders
