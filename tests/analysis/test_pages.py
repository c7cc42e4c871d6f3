"""The pages of an ensemble: asking, waiting, reading, cancelling."""

import pytest
from django.test import Client

from tests.analysis.asking import WorkerBench
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis.models import Ensemble

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(client: Client, bo: User, ended: Player, bench: WorkerBench) -> Client:
    """Return Bo's browser, after the exercise has ended."""
    client.force_login(bo)
    return client


@pytest.fixture
def root(ended: Player) -> str:
    return f"/x/{ended.seat.exercise.code}/ensembles/"


@pytest.fixture
def asking(ended: Player) -> str:
    return f"/x/{ended.seat.exercise.code}/what-if/games/"


def ask_for(browser: Client, root: str, **posted: str) -> Ensemble:
    answer = browser.post(root.replace("ensembles", "what-if/games"), {"turn": "2", "games": "20", **posted})
    ensemble = Ensemble.objects.latest("pk")
    assert answer.headers["Location"] == f"{root}{ensemble.number}/"
    return ensemble


@pytest.mark.slow
def test_the_ending_offers_the_control_once_everything_may_be_known(browser: Client, root: str, asking: str) -> None:
    page = browser.get(root.replace("ensembles", "ending")).content.decode()
    assert "How else could it have gone?" in page
    assert f'action="{asking}?b=1"' in page


def test_while_a_line_is_played_no_page_offers_the_control(client: Client, bo: User, player: Player) -> None:
    client.force_login(bo)
    code = player.seat.exercise.code
    for path in ("play", "log"):
        assert "what-if/" not in client.get(f"/x/{code}/{path}/").content.decode()


@pytest.mark.slow
def test_the_short_form_asks_for_a_thousand_games_as_ordered(browser: Client, asking: str) -> None:
    browser.post(f"{asking}?b=1", {"turn": "3"})
    ensemble = Ensemble.objects.get()
    assert (ensemble.turn.number, ensemble.games, ensemble.seed, ensemble.keeps_orders) == (3, 1000, 1, True)


def test_the_long_form_chooses_orders_games_policies_and_dice(browser: Client, root: str) -> None:
    ensemble = ask_for(browser, root, orders="free", seed="0", **{"policy-RUS": "dove"})
    assert (ensemble.keeps_orders, ensemble.games, ensemble.seed) == (False, 20, 0)
    assert ensemble.policies["RUS"] == "dove"


@pytest.mark.parametrize("games", ["0", "100001", "many"])
def test_a_senseless_number_of_games_is_refused_beside_its_field(browser: Client, asking: str, games: str) -> None:
    answer = browser.post(asking, {"turn": "2", "games": games})
    assert answer.status_code == 422
    assert 'id="ask-games-error"' in answer.content.decode()
    assert not Ensemble.objects.exists()


def test_a_turn_that_was_not_played_is_not_found(browser: Client, asking: str) -> None:
    assert browser.post(asking, {"turn": "99"}).status_code == 404


@pytest.mark.slow
def test_without_script_a_reload_shows_progress_until_the_result_is_there(
    browser: Client, root: str, bench: WorkerBench
) -> None:
    ensemble = ask_for(browser, root)
    bench.play(ensemble.chunks.all()[0].pk)
    waiting = browser.get(f"{root}1/").content.decode()
    assert 'http-equiv="refresh"' in waiting
    assert "4 of 20 games are played" in waiting
    bench.play_all(ensemble)
    done = browser.get(f"{root}1/").content.decode()
    assert 'http-equiv="refresh"' not in done
    assert "Where games end, in 100" in done
    assert 'class="series-band series-band--alt"' in done


@pytest.mark.slow
def test_the_region_is_the_same_alone_and_is_not_sent_when_it_was_seen(
    browser: Client, root: str, bench: WorkerBench
) -> None:
    ensemble = ask_for(browser, root)
    alone = browser.get(f"{root}1/", headers=HTMX).content.decode()
    assert 'id="ensemble"' in alone
    assert "<html" not in alone
    assert browser.get(f"{root}1/", {"seen": "running-0"}, headers=HTMX).status_code == 204
    bench.play(ensemble.chunks.all()[0].pk)
    assert browser.get(f"{root}1/", {"seen": "running-0"}, headers=HTMX).status_code == 200


@pytest.mark.slow
def test_the_result_is_read_aloud_when_it_comes(browser: Client, root: str, bench: WorkerBench) -> None:
    bench.play_all(ask_for(browser, root))
    answer = browser.get(f"{root}1/", {"seen": "running-16"}, headers=HTMX)
    assert "20 games are played. It mostly ends" in answer.headers["HX-Trigger"]


@pytest.mark.slow
def test_games_are_stopped_and_what_was_played_is_shown(browser: Client, root: str, bench: WorkerBench) -> None:
    ensemble = ask_for(browser, root)
    bench.play(ensemble.chunks.all()[0].pk)
    browser.post(f"{root}1/cancel/")
    page = browser.get(f"{root}1/").content.decode()
    assert "4 of 20 games" in page
    assert "they were stopped" in page


@pytest.mark.slow
def test_asking_while_another_is_played_leads_to_that_one(browser: Client, root: str, asking: str) -> None:
    ask_for(browser, root)
    answer = browser.post(asking, {"turn": "3"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{root}1/"
    assert "Ensemble 1 of this exercise is still being played" in answer.content.decode()


def test_games_that_could_not_be_played_say_so(browser: Client, root: str) -> None:
    ask_for(browser, root)
    Ensemble.objects.update(status="failed", error="Traceback: secret path")
    page = browser.get(f"{root}1/").content.decode()
    assert "could not be played" in page
    assert "secret path" not in page


@pytest.mark.slow
def test_an_address_that_asks_for_nonsense_is_answered(
    browser: Client, root: str, asking: str, bench: WorkerBench
) -> None:
    bench.play_all(ask_for(browser, root))
    for query in ("?figure=nonsense", "?turn=nonsense", "?b=nonsense", "?turn=99999"):
        assert browser.get(f"{asking}{query}").status_code == 200
        assert browser.get(f"{root}1/{query}").status_code == 200


def test_nothing_is_asked_by_looking(browser: Client, root: str, asking: str) -> None:
    assert browser.get(f"{asking}?turn=2").status_code == 200
    assert browser.get(f"{root}1/cancel/").status_code == 405
    assert not Ensemble.objects.exists()
