"""What turns on the orders by which somebody decides on a thing that the article names: a turn with them and without.

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

FOUR, INVITATION = "list-four", "the-invitation"
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
    """Sentence 5."""
    calm = {"CHN": "no_third_party formula", "USA": "calm_words words"}
    alarm = {"CHN": "show_ties words USA", "USA": "alarm_words words RUS"}
    said = [_after(INVITATION, [{}, given], {"west": "waiting"}) for given in (alarm, {}, calm)]
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
    """Sentence 7."""
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
    """Return how many of 100 rolls move the incident to a stage in a turn with these orders."""
    outcomes = _turn(slug, world, given).outcomes
    (move,) = (one for one in outcomes if (one.subject, one.name) == ("incident", incident))
    return sum(option.in_100 for option in move.options if option.key == stage)


def _figure(world: World, subject: str, slug: str = FOUR) -> float:
    """Return a figure in points, or a count."""
    return gauge(setting_of(slug), world, *subject.split())
