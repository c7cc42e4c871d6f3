"""Bystanders: an act also affects partners, allies of the target and rival claimants."""

from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.games import moved, turn, with_cells
from tests.engine.rules import cast
from tests.engine.rules.cast import FLARES, SHOTS
from wargame.engine import Order, Setting, compile_setting, opening_world


def test_with_the_threshold_of_force_off_nothing_counts_as_force() -> None:
    off = compile_setting(invented.without("force_from"))
    result = turn(off, {"AVA": (SHOTS,)})
    assert not moved(result, "bystanders", "tension")
    assert not moved(result, "domestic", "resolve")


def test_a_partner_is_blamed_at_a_share(setting: Setting) -> None:
    result = turn(setting, {"CYL": (Order("press_on", "", "AVA", "EAS"),)})
    assert moved(result, "bystanders", "tension")["AVA", "EAS"] == 6_000


def test_allies_of_the_target_feel_a_share_by_alignment(setting: Setting) -> None:
    result = turn(setting, {"CYL": (Order("press_on", "", "AVA"),)})
    share = 12 * 307 / 1024 * 0.62  # severity, ally share, relation of Dun to Ava
    assert moved(result, "bystanders", "tension")["DUN", "CYL"] == pytest.approx(share * 1000, abs=5)


def test_an_ally_without_sympathy_stays_calm(setting: Setting) -> None:
    cool = with_cells(setting, opening_world(setting, 1), relation_DUN_AVA=-5_000)
    assert not moved(turn(setting, {"CYL": (Order("press_on", "", "AVA"),)}, world=cool), "bystanders", "tension")


def test_a_pact_out_of_force_binds_nobody(setting: Setting) -> None:
    loose = with_cells(setting, opening_world(setting, 1), in_force_pact=0)
    assert not moved(turn(setting, {"CYL": (Order("press_on", "", "AVA"),)}, world=loose), "bystanders", "tension")


def undisputed() -> Setting:
    """Return the islet with an order for every rule, and with the dial `denial` at 0."""
    return compile_setting(replace(cast.spec(), dials=(("denial", 0.0),)))


def test_force_at_a_claimed_place_divides_the_claimants_both_ways() -> None:
    result = turn(undisputed(), {"AVA": (FLARES,)})
    assert moved(result, "bystanders", "tension") == {("BOR", "AVA"): 7_500, ("AVA", "BOR"): 7_500}


def test_an_intruder_without_a_claim_divides_nobody(setting: Setting) -> None:
    result = turn(setting, {"CYL": (Order("press_on", "", "BOR"),)})
    assert ("AVA", "BOR") not in moved(result, "bystanders", "tension")


def test_partners_come_closer_the_less_the_more_often_they_did_it() -> None:
    wide = compile_setting(cast.spec())
    first = turn(wide, {"CYL": (cast.BUZZ_TOGETHER,)})
    closer = moved(first, "bystanders", "relation")
    assert (closer["CYL", "EAS"], closer["EAS", "CYL"]) == (800, 800)
    again = moved(turn(wide, {"CYL": (cast.BUZZ_TOGETHER,)}, world=first.world), "bystanders", "relation")
    assert again["CYL", "EAS"] == 123


def test_a_target_of_force_closes_ranks_with_its_allies() -> None:
    moves = moved(turn(undisputed(), {"CYL": (cast.BUZZ,)}), "bystanders", "relation")
    assert (moves["AVA", "DUN"], moves["DUN", "AVA"]) == (1_000, 1_000)


def test_force_from_outside_drives_a_wedge_between_those_who_claim_the_place() -> None:
    moves = moved(turn(undisputed(), {"CYL": (cast.BUZZ,)}), "bystanders", "relation")
    assert (moves["AVA", "BOR"], moves["BOR", "AVA"]) == (-4_000, -4_000)


def test_less_than_force_neither_closes_ranks_nor_divides(setting: Setting) -> None:
    assert not moved(turn(setting, {"CYL": (Order("press_on", "", "AVA"),)}), "bystanders", "relation")
