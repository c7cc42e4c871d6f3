"""Agreements: proposed, concluded when all propose at once, tended, suspended, and lapsed when too weak."""

import pytest

from tests.engine.games import moved, rows_of, turn, with_cells
from tests.engine.rules import cast
from wargame.engine import Adjudication, Order, SettingError, compile_setting, opening_world

SETTING = compile_setting(cast.spec())
OFFER = Order("write_line", "offer")


def strength(result: Adjudication) -> int:
    return sum(entry.delta for entry in rows_of(result, "agreements") if entry.variable == "strength")


def in_force(result: Adjudication, key: str) -> bool:
    return bool(result.world.in_force[SETTING.names.agreements[key]])


def test_an_offer_of_one_party_gains_ground_and_no_more() -> None:
    result = turn(SETTING, {"AVA": (OFFER,)})
    assert strength(result) == 2_000
    assert not in_force(result, "line")


def test_an_agreement_that_all_parties_offer_at_once_comes_into_force() -> None:
    result = turn(SETTING, {"AVA": (OFFER,), "CYL": (OFFER,)})
    assert in_force(result, "line")
    assert strength(result) == 2_000 + 2_000 + 20_000


def test_offers_of_different_turns_do_not_meet() -> None:
    first = turn(SETTING, {"AVA": (OFFER,)})
    assert not in_force(turn(SETTING, {"CYL": (OFFER,)}, world=first.world), "line")


def test_who_is_no_party_can_neither_offer_nor_conclude() -> None:
    result = turn(SETTING, {"DUN": (OFFER,), "CYL": (OFFER,)})
    assert strength(result) == 2_000
    assert not in_force(result, "line")


def test_working_an_agreement_strengthens_it_only_while_it_is_in_force() -> None:
    assert strength(turn(SETTING, {"BOR": (Order("write_bond", "work"),)})) == 3_000
    assert strength(turn(SETTING, {"AVA": (Order("write_line", "work"),)})) == 0


def test_suspending_puts_it_out_of_force_at_a_price_also_when_both_do() -> None:
    suspend = Order("write_bond", "suspend")
    for sheets in ({"BOR": (suspend,)}, {"BOR": (suspend,), "DUN": (suspend,)}):
        result = turn(SETTING, sheets)
        assert not in_force(result, "bond")
        assert strength(result) == -15_000 * len(sheets)


def test_an_agreement_that_has_become_too_weak_lapses() -> None:
    for left, holds in ((5_000, True), (4_999, False)):
        world = with_cells(SETTING, opening_world(SETTING, 1), strength_bond=left)
        assert in_force(turn(SETTING, {}, world=world), "bond") == holds


def test_what_nobody_works_returns_to_its_opening_strength() -> None:
    slow = compile_setting(cast.slow(cast.spec()))
    world = with_cells(slow, opening_world(slow, 1), strength_bond=85_000)
    result = turn(slow, {}, world=world)
    (back,) = [entry for entry in rows_of(result, "drift") if (entry.variable, entry.name) == ("strength", "bond")]
    assert -400 < back.delta < -250
    assert not moved(turn(slow, {}), "drift", "strength")


@pytest.mark.parametrize(("consent", "offering", "comes"), [(0, 2, False), (0, 3, True), (2, 1, False), (2, 2, True)])
def test_an_agreement_comes_into_force_once_as_many_offer_it_as_the_scenario_says(
    consent: int, offering: int, comes: bool
) -> None:
    sheets = dict.fromkeys(("CYL", "BOR", "AVA")[:offering], (OFFER,))
    assert in_force(turn(compile_setting(cast.line_of_three(consent)), sheets), "line") == comes


@pytest.mark.parametrize("consent", [1, 4, -1])
def test_a_number_that_says_nothing_or_cannot_be_reached_is_refused(consent: int) -> None:
    with pytest.raises(SettingError, match="Write 2 to 3") as caught:
        compile_setting(cast.line_of_three(consent))
    assert caught.value.path == f"agreements[{SETTING.names.agreements['line']}].consent"
