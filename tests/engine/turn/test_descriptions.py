"""Ledger entries read as sentences."""

import pytest

from wargame.engine import Setting
from wargame.engine.scenario.cell_audiences import Subject, subjects
from wargame.engine.turn.descriptions import figures, happened, in_points, rose_or_fell


def sentence(setting: Setting, subject: Subject, before: int, delta: int, reason: str) -> str:
    """Return the sentence of an entry that describes a change of a cell."""
    figure = figures(setting)[subjects(setting).index(subject)]
    if figure:
        return rose_or_fell(figure, before, delta, reason)
    return happened(setting, subject, before, delta, reason)


@pytest.mark.parametrize(
    ("subject", "before", "delta", "text"),
    [
        (Subject("tension", "AVA", "CYL", ""), 30_000, 12_340, "Tension of Ava towards Cyl rose by 12.3 to 42.3: Why."),
        (Subject("approval", "BOR", "", ""), 52_000, -20, "Home confidence of Bor fell by 0.02 to 52.0: Why."),
        (Subject("points", "BOR", "", ""), 4, -2, "Order points of Bor fell by 2 to 2: Why."),
        (
            Subject("belief", "BOR", "", "astray"),
            50_000,
            10_000,
            "Bor's belief in a lost crew rose by 10.0 to 60.0: Why.",
        ),
        (
            Subject("strength", "", "", "pact"),
            60_000,
            3_000,
            "Strength of the pact of Ava and Dun rose by 3.0 to 63.0: Why.",
        ),
        (Subject("in_force", "", "", "pact"), 1, -1, "The pact of Ava and Dun lapsed: Why."),
        (Subject("in_force", "", "", "pact"), 0, 1, "The pact of Ava and Dun came into force: Why."),
        (Subject("mark", "", "", "answered"), 0, 1, "Noted: The crew answered (1): Why."),
        (Subject("mark", "", "", "answered"), 2, -2, "No longer noted: The crew answered (0): Why."),
        (Subject("stage", "", "", "islet"), 0, 1, "The flight over the islet: from near the line to inside: Why."),
        (Subject("hostility", "", "", "islet"), 1, 2, "Hostility of The flight over the islet rose by 2 to 3: Why."),
        (Subject("fired", "", "", "poll"), 0, 2, "It happened: A poll is published: Why."),
        (Subject("turn", "", "", ""), 1, 1, "Turn 1 ended."),
        (Subject("ending", "", "", ""), 0, 3, "Ending: Contained."),
    ],
)
def test_an_entry_says_what_changed_and_why(
    setting: Setting, subject: Subject, before: int, delta: int, text: str
) -> None:
    assert sentence(setting, subject, before, delta, "Why") == text


def test_a_reason_that_says_the_same_again_is_left_out(setting: Setting) -> None:
    assert sentence(setting, Subject("fired", "", "", "poll"), 0, 2, "A poll is published") == (
        "It happened: A poll is published."
    )


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0.0"), (7, "0.01"), (49, "0.05"), (-49, "-0.05"), (50, "0.1"), (99, "0.1"), (149, "0.1"), (150, "0.1"),
        (151, "0.2"), (250, "0.2"), (350, "0.3"), (42_340, "42.3"), (42_350, "42.4"), (100_000, "100.0"),
        (199_949, "199.9"), (199_951, "200.0"), (250_000, "250.0"), (-42_340, "-42.3"),
    ],
)  # fmt: skip
def test_points_are_written_with_one_decimal_or_two_where_one_would_show_none(amount: int, written: str) -> None:
    assert in_points(amount) == written


def test_looked_up_points_read_as_written_ones() -> None:
    assert all(in_points(amount) == f"{amount / 1000:.1f}" for amount in range(50, 200_100))
