"""Advisers give opinions on an offer."""

from wargame.engine import opinions_on
from wargame.engine.spec.advisers import FavourSpec, LeaningOfAdviser
from wargame.engine.values import Offer

CABINET = (
    LeaningOfAdviser("foreign", (FavourSpec(3, towards="CYL"),)),
    LeaningOfAdviser("defence", (FavourSpec(3, deed="force"),)),
    LeaningOfAdviser("home", (FavourSpec(-6, towards="CYL"),)),
)


def answers_about(worth: float, proposer: str, *, ends: bool = False) -> list[tuple[bool, bool, int]]:
    offer = Offer("line", "The line", ("AVA", proposer), ends, 30, worth, 2)
    return [(each.is_yes, each.leans, each.gains) for each in opinions_on(offer, proposer, CABINET)]


def test_advisers_weigh_the_aims_of_the_seat_and_what_they_trust() -> None:
    assert answers_about(0, "CYL") == [(True, True, 0), (False, False, 0), (False, True, 0)]
    assert answers_about(4, "CYL") == [(True, True, 1), (True, False, 1), (False, True, 1)]
    assert answers_about(-4, "CYL") == [(False, False, -1), (False, False, -1), (False, True, -1)]


def test_the_end_of_an_agreement_is_no_friendly_deed() -> None:
    assert answers_about(0, "CYL", ends=True) == [(False, True, 0), (False, False, 0), (True, True, 0)]


def test_a_leaning_to_one_state_is_none_to_another() -> None:
    assert answers_about(2, "BOR") == [(True, False, 1)] * 3
