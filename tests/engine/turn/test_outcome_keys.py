"""One key names an outcome in the ledger, in the review and on pages, and counts slots from 1."""

import pytest

from wargame.engine.values import Outcome, OutcomeKey


@pytest.mark.parametrize(
    ("key", "text", "cause", "about"),
    [
        (OutcomeKey("order", "KOR", 1), "order:KOR:1", "order:KOR:1", "order:KOR:0"),
        (OutcomeKey("notice", "KOR", 4), "notice:KOR:4", "notice:KOR:4", "notice:KOR:3"),
        (OutcomeKey("call", "KOR", name="pact"), "call:KOR:pact", "call:KOR:pact", "call:KOR:pact"),
        (OutcomeKey("incident", name="islet"), "incident:islet", "transition:islet", "incident:islet"),
        (OutcomeKey("inject", name="storm"), "inject:storm", "inject:storm", "inject:storm"),
        (OutcomeKey("clock"), "clock", "clock", "clock"),
    ],
)
def test_a_key_is_read_as_it_was_written(key: OutcomeKey, text: str, cause: str, about: str) -> None:
    assert (str(key), key.cause, key.about) == (text, cause, about)
    assert OutcomeKey.parse(text) == OutcomeKey.parse(cause) == OutcomeKey.parse_about(about) == key


def test_an_order_of_an_earlier_turn_names_its_turn() -> None:
    key = OutcomeKey("order", "KOR", 1, turn=2)
    assert str(key) == key.cause == "order:KOR:1:turn 2"
    assert OutcomeKey.parse("order:KOR:1:turn 2") == key


def test_the_first_order_of_a_sheet_has_the_slot_1() -> None:
    first = Outcome(3, "order", "done", "Hail", "KOR hailed.", actor="KOR", kind="hail", level="call", slot=0)
    assert OutcomeKey.of(first) == OutcomeKey("order", "KOR", 1)
