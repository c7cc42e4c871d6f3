"""Orders about a thing that the article names change a turn: each turn is played with them and without.

Other seats wait, so that the difference is theirs alone. Odds are those that the dice of the turn were rolled for.
"""

from collections.abc import Mapping

import pytest

from tests.playthroughs.goldens import stages_of
from tests.scenarios.pack_games import setting_of
from wargame.engine import (
    Adjudication,
    Order,
    World,
    adjudicate,
    gauge,
    opening_world,
    perspective,
    play_game,
    problems,
    with_dials,
)

FOUR, INVITATION, NINE = "list-four", "the-invitation", "nine-past-nine"
Given = Mapping[str, str]
"""The orders of a turn by seat, each as kind, level and target, with commas between them."""


@pytest.mark.slow
def test_what_the_two_do_for_each_other_brings_them_closer_and_a_line_to_washington_holds_them_apart() -> None:
    """Sentence 1."""
    beside, filling = _opening(FOUR), _after(FOUR, [{}, {}], {"third": "filling"})
    offered = {"RUS": "offer_soya fields CHN"}
    assert _odds(FOUR, beside, offered, "third", "filling") > _odds(FOUR, beside, {}, "third", "filling") + 10
    money = {"RUS": "own_money step CHN", "CHN": "own_money step RUS"}
    drills = {"RUS": "drill_with large CHN, deliver schedule CHN", "CHN": "train_along troops RUS"}
    alone = _odds(FOUR, filling, {}, "third", "closer")
    assert all(_odds(FOUR, filling, given, "third", "closer") > alone for given in (money, drills))
    met = _after(FOUR, [{}, {"RUS": "line_usa agenda USA"}], {"third": "filling"})
    assert _odds(FOUR, met, {}, "third", "closer") < alone / 2


@pytest.mark.slow
def test_words_and_shown_ties_decide_whether_the_west_reads_an_alliance() -> None:
    """Sentence 2."""
    calm = {"CHN": "no_third_party formula", "USA": "calm_words words"}
    alarm = {"CHN": "show_ties words USA", "USA": "alarm_words words RUS"}
    said = [_after(INVITATION, [{}, {}, {}, given], {"west": "waiting"}) for given in (alarm, {}, calm)]
    alarmed, plain, calmed = ([_odds(INVITATION, one, {}, "west", to) for to in ("calm", "alarm")] for one in said)
    assert calmed[0] > plain[0] + 10 > alarmed[0] + 20
    assert calmed[1] <= plain[1] < alarmed[1] - 10


def test_arms_are_paid_for_a_better_price_costs_favour_and_a_sanction_ties_buyer_and_seller() -> None:
    """Sentence 6."""
    opening = _after(FOUR, [{}])
    plain, paid, bargained, punished = (
        _turn(FOUR, opening, given).world
        for given in (
            {},
            {"RUS": "deliver schedule CHN"},
            {"RUS": "hard_price price CHN"},
            {"USA": "sanction_buyer department CHN"},
        )
    )
    assert _figure(punished, "economy RUS") < _figure(plain, "economy RUS")
    assert all(_figure(world, "economy RUS") > _figure(plain, "economy RUS") for world in (paid, bargained))
    favour = [_figure(world, "relation CHN RUS") for world in (bargained, plain, paid)]
    assert favour == sorted(set(favour))
    assert _figure(punished, "strength rus_chn") > _figure(plain, "strength rus_chn")


def test_a_letter_and_its_answer_bring_a_brigade_beside_which_officers_learn() -> None:
    """Sentences 3 and 7."""
    letter, answer = {"RUS": "invite_china brigade CHN"}, {"CHN": "accept brigade RUS"}
    asked = _after(INVITATION, [letter], {"guest": "asked"})
    fewer = {"CHN": "accept observers RUS"}
    more, less = (_odds(INVITATION, asked, given, "guest", "agreed") for given in (answer, fewer))
    assert more > less + 50
    agreed = _after(INVITATION, [letter, answer, {}], {"guest": "agreed"})
    kept = {"CHN": "name_part figures, study staff RUS", "RUS": "regular_drills words CHN"}
    plain, played = (_turn(INVITATION, agreed, given).world for given in ({}, kept))
    for subject in ("mark learned", "mark part_named", "strength rus_chn"):
        assert _figure(played, subject, INVITATION) > _figure(plain, subject, INVITATION)


@pytest.mark.slow
def test_with_the_dial_a_tariff_war_moves_beijing_towards_moscow_and_without_it_does_not() -> None:
    """Sentence 9: whole games of the record under the same dice, the dial on against off."""
    off = setting_of(FOUR)
    on = with_dials(off, {"third_power": 1.5})
    ended = [play_game(one, 1, dict.fromkeys(one.seats, "historical"))[0] for one in (off, on)]
    without, driven = (_figure(world, "relation CHN RUS") for world in ended)
    assert driven > without + 1


def test_an_estimate_of_ones_own_puts_the_large_number_in_doubt() -> None:
    """Sentence 10: Moscow invites, names three hundred thousand and admits guests; Washington counts and publishes."""
    named = _after(
        INVITATION,
        [
            {"RUS": "invite_china brigade CHN, invite_mongolia units MNG"},
            {"RUS": "name_size large"},
            {"RUS": "open_observers free", "USA": "usa_count count"},
        ],
        {"number": "large"},
    )
    published = {"USA": "publish_estimate range RUS, send_attaches seats RUS"}
    assert _odds(INVITATION, named, published, "number", "doubted") > 50
    assert _odds(INVITATION, named, {}, "number", "doubted") < 20


@pytest.mark.slow
def test_bombers_that_turn_home_end_the_patrol_and_one_that_both_announce_weighs_more() -> None:
    """Sentence 12."""
    opening = _opening(NINE)
    flown = {"RUS": "hold_course track", "CHN": "keep_formation close", "JPN": "scramble along RUS"}
    home = {"CHN": "break_off home"}
    assert _odds(NINE, opening, home, "patrol", "cut_short") > 90
    assert _odds(NINE, opening, flown, "patrol", "cut_short") < 10
    calmer, harder = (_figure(_turn(NINE, opening, given).world, "tension KOR CHN", NINE) for given in (home, flown))
    assert calmer < harder
    ended = _after(NINE, [{}] * 4, {"patrol": "ended"})
    yearly = [{}, {"RUS": "rus_yearly announce"}, {"CHN": "chn_yearly announce"}]
    after = [_turn(NINE, ended, given).world for given in (*yearly, {**yearly[1], **yearly[2]})]
    plain, moscow, beijing, both = (_figure(world, "strength rus_chn", NINE) for world in after)
    assert both - plain > (moscow - plain) + (beijing - plain)
    published = _turn(NINE, ended, {"RUS": "publish_bombers map"}).world
    assert _figure(published, "standing RUS", NINE) > _figure(after[0], "standing RUS", NINE)


@pytest.mark.slow
def test_who_forces_the_a50_away_and_who_lets_it_pass_again_decides_where_it_goes() -> None:
    """Sentence 13."""
    at_line = _after(NINE, [{}, {"KOR": "hail call RUS"}], {"a50": "at_line"})
    held = _odds(NINE, at_line, {"RUS": "hold_course track"}, "a50", "inside")
    assert held > _odds(NINE, at_line, {}, "a50", "inside")
    inside = _after(NINE, [{}, {"KOR": "shadow close RUS"}, {}], {"a50": "inside"})
    plain, warned, forced, again = (
        _odds(NINE, inside, given, "a50", "departed")
        for given in (
            {},
            {"KOR": "warn flares RUS"},
            {"KOR": "force_away block RUS"},
            {"RUS": "another_pass pass KOR"},
        )
    )
    assert forced > warned > plain > again
    quiet = _after(NINE, [{}] * 4, {"quarrel_neighbours": "latent"})
    alone = _odds(NINE, quiet, {}, "quarrel_neighbours", "open")
    for given in ({"KOR": "patrol_rocks flight"}, {"JPN": "state_claim sentence"}):
        assert _odds(NINE, quiet, given, "quarrel_neighbours", "open") > alone


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "subject"),
    [
        ({"KOR": "state_airspace sentence"}, "tension JPN KOR"),
        ({"CHN": "state_zone sentence"}, "tension KOR CHN"),
        ({"KOR": "blame_both words"}, "tension CHN KOR"),
        ({"KOR": "protest_moscow summon RUS"}, "tension RUS KOR"),
        ({"KOR": "protest_beijing summon CHN"}, "tension CHN KOR"),
        ({"JPN": "jpn_protest_seoul public KOR"}, "tension KOR JPN"),
    ],
)
def test_whoever_says_whose_air_was_entered_angers_another(given: Given, subject: str) -> None:
    """Sentence 14, after an entry."""
    entered = _after(NINE, [{}, {}, {}], {"a50": "inside"})
    said, unsaid = (_figure(_turn(NINE, entered, orders).world, subject, NINE) for orders in (given, {}))
    assert said > unsaid


def _opening(slug: str, seed: int = 0) -> World:
    return opening_world(setting_of(slug), seed)


def _after(slug: str, turns: list[Given], stages: Mapping[str, str] = {}) -> World:
    """Return the world of the first seed in which incidents stand so after these turns."""
    for seed in range(40):
        world = _opening(slug, seed)
        for given in turns:
            world = _turn(slug, world, given, seed).world
        if stages.items() <= stages_of(setting_of(slug), world).items():
            return world
    raise LookupError(stages)


def _turn(slug: str, world: World, given: Given, seed: int = 0) -> Adjudication:
    """Adjudicate a turn with these orders alone; each must be one that can be given."""
    setting = setting_of(slug)
    sheets = {seat: tuple(Order(*order.split()) for order in text.split(",")) for seat, text in given.items()}
    refused = {seat: problems(perspective(setting, world, seat), sheet) for seat, sheet in sheets.items()}
    assert not any(refused.values()), refused
    return adjudicate(setting, world, sheets, seed)


def _odds(slug: str, world: World, given: Given, incident: str, stage: str) -> int:
    """Return the number of 100 rolls that move the incident to a stage in a turn with these orders."""
    outcomes = _turn(slug, world, given).outcomes
    (move,) = (one for one in outcomes if (one.subject, one.name) == ("incident", incident))
    return sum(option.in_100 for option in move.options if option.key == stage)


def _figure(world: World, subject: str, slug: str = FOUR) -> float:
    """Return a figure in points, or a count."""
    return gauge(setting_of(slug), world, *subject.split())
