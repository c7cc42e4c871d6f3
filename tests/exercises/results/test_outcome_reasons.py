"""A result against all reasons is explained by the dice."""

from dataclasses import replace

from wargame import engine
from wargame.exercises.situation.selectors.outcomes import card_of


def card(*signs: str, chance: int = 30) -> bool:
    reasons = tuple(
        engine.Reason(sign, f"Reason {number}.", reveals=False, audience=("KOR",)) for number, sign in enumerate(signs)
    )
    options = (
        engine.OutcomeOption("stays", "it goes on", chance),
        engine.OutcomeOption("leaves", "it leaves", 100 - chance),
    )
    outcome = engine.Outcome(
        turn=1, subject="incident", result="stays", title="The A-50", text="It went on.", options=options,
        chosen="stays", reasons=reasons, audience=("KOR",),
    )  # fmt: skip
    return card_of(outcome).came_against_reasons


def test_what_came_against_all_reasons_was_left_to_the_dice() -> None:
    assert card("-", "-")
    assert not card("-", "+")
    assert not card()


def test_what_was_likely_all_the_same_is_no_surprise() -> None:
    assert not card("-", chance=69)


def test_the_reasons_of_an_order_are_about_whether_it_works_and_those_of_an_incident_about_what_came() -> None:
    reason = engine.Reason("-", "Nobody had called.", reveals=False, audience=("KOR",))
    ways = (engine.OutcomeOption("worked", "works", 60), engine.OutcomeOption("failed", "fails", 40))
    order = engine.Outcome(
        turn=1, subject="order", result="failed", title="Call", text="", options=ways, chosen="failed",
        reasons=(reason,), audience=("KOR",), actor="KOR", kind="call",
    )  # fmt: skip
    failed = card_of(order)
    assert failed.event == "works"
    assert not failed.came_against_reasons, "what weighed against success made the failure likelier"
    assert card_of(replace(order, reasons=(replace(reason, sign="+"),))).came_against_reasons
