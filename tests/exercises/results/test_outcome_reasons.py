"""A result against all reasons is explained by the dice."""

from wargame import engine
from wargame.exercises.situation.selectors.outcomes import card_of

OPTIONS = (engine.OutcomeOption("stays", "it goes on", 30), engine.OutcomeOption("leaves", "it leaves", 70))


def card(*signs: str) -> bool:
    reasons = tuple(
        engine.Reason(sign, f"Reason {number}.", reveals=False, audience=("KOR",)) for number, sign in enumerate(signs)
    )
    outcome = engine.Outcome(
        turn=1, subject="incident", result="stays", title="The A-50", text="It went on.", options=OPTIONS,
        chosen="stays", reasons=reasons, audience=("KOR",),
    )  # fmt: skip
    return card_of(outcome).came_against_reasons


def test_what_came_against_all_reasons_was_left_to_the_dice() -> None:
    assert card("-", "-")
    assert not card("-", "+")
    assert not card()
