"""The order of the news that everybody reads, whatever their seat."""

import pytest

from tests.scenarios.pack_games import setting_of
from wargame.engine.values import Outcome
from wargame.exercises.situation.selectors.common_knowledge import by_weight


def moved(name: str, result: str) -> Outcome:
    return Outcome(turn=3, subject="incident", name=name, result=result, title=name, text="", audience=("CHN",))


TARIFF = Outcome(turn=3, subject="order", result="done", title="duty", text="", audience=("CHN",), kind="tax_us_one")


@pytest.mark.parametrize(
    ("slug", "news", "expected"),
    [
        (
            "list-four",
            (moved("third", "closer"), moved("ear", "deal"), TARIFF, moved("talks", "truce")),
            ["talks", "duty", "ear", "third"],
        ),
        (
            "nine-past-nine",
            (moved("quarrel_moscow", "protest"), moved("patrol", "southbound"), moved("a50", "inside")),
            ["a50", "patrol", "quarrel_moscow"],
        ),
        ("the-invitation", (moved("steppe", "units"), moved("guest", "agreed")), ["guest", "steppe"]),
    ],
)
def test_a_drift_between_two_comes_last(slug: str, news: tuple[Outcome, ...], expected: list[str]) -> None:
    assert [one.title for one in by_weight(setting_of(slug), news)] == expected
