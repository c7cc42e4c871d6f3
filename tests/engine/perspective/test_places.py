"""Orders of others have numbers without gaps, so that no number betrays an order that a seat did not notice."""

from wargame.engine import LedgerEntry, Outcome, known_entries, known_outcomes, places_of

ALL = ("AVA", "BOR", "CYL")


def order(slot: int, *audience: str, actor: str = "BOR", turn: int = 2) -> Outcome:
    return Outcome(
        turn=turn, subject="order", result="done", title="", text="", actor=actor, slot=slot, audience=audience
    )


def entry(cause: str) -> LedgerEntry:
    return LedgerEntry(9, 2, "", "tension", "", "", "", 0, 1, 1, cause, "BOR", "", "", "", ALL)


def test_a_hidden_order_leaves_no_gap_and_own_orders_keep_their_slots() -> None:
    outcomes = [order(0, "BOR"), order(1, *ALL), order(2, "BOR"), order(3, *ALL), order(1, "AVA", actor="AVA")]
    assert [(one.actor, one.slot) for one in known_outcomes(outcomes, "AVA")] == [("BOR", 0), ("BOR", 1), ("AVA", 1)]
    assert [one.slot for one in known_outcomes(outcomes, "BOR")] == [0, 1, 2, 3]


def test_a_call_has_the_number_of_the_order_that_it_answers() -> None:
    call = Outcome(
        turn=2,
        subject="call",
        result="kept",
        title="",
        text="",
        actor="CYL",
        target="AVA",
        partner="BOR",
        slot=3,
        audience=ALL,
    )
    known = known_outcomes([order(0, "BOR"), order(3, *ALL), call], "AVA")
    assert [one.slot for one in known] == [0, 0]


def test_changes_name_orders_by_the_same_numbers_those_of_earlier_turns_too() -> None:
    outcomes = [order(0, "BOR"), order(1, *ALL), order(0, "BOR", turn=1), order(2, *ALL, turn=1)]
    entries = [entry("order:BOR:2"), entry("order:BOR:3:turn 1"), entry("order:AVA:2"), entry("clock")]
    known = known_entries(entries, "AVA", places_of(outcomes, "AVA"))
    assert [one.cause for one in known] == ["order:BOR:1", "order:BOR:1:turn 1", "order:AVA:2", "clock"]
    assert [one.sequence for one in known] == [1, 2, 3, 4]
    own = known_entries(entries, "BOR", places_of(outcomes, "BOR"))
    assert [one.cause for one in own] == [one.cause for one in entries]
