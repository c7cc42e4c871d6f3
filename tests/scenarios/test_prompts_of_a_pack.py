"""A pack says what the projector asks the room in a part of a turn; one with a fault there is refused."""

from pathlib import Path

import pytest

from scenarios.opening import prompt_of
from scenarios.pack_faults import PackError
from scenarios.schema.pack_reading import read_pack
from tests.scenarios.editing import change


def with_prompts(folder: Path, prompts: str) -> Path:
    pack = folder / "small"
    change(pack / "wire.yaml", "reports: []", f"prompts: {prompts}")
    return pack


def test_the_question_of_a_turn_comes_before_that_of_all_turns(folder: Path) -> None:
    prompts = "[{phase: orders, text: Why so?}, {turn: 2, phase: orders, text: Why now?}]"
    pack = read_pack(with_prompts(folder, prompts))
    assert [prompt_of(pack, turn, "orders") for turn in (1, 2)] == ["Why so?", "Why now?"]
    assert prompt_of(pack, 1, "brief") == ""


def test_a_pack_needs_none(folder: Path) -> None:
    assert read_pack(folder / "small").texts.prompts == ()


@pytest.mark.parametrize(
    ("prompts", "place", "message", "remedy"),
    [
        ("[{turn: 9, phase: orders, text: Why?}]", "prompts.0.turn", "no turn 9", "1 to"),
        ("[{phase: brief, text: Why?}, {phase: brief, text: How?}]", "prompts.1.phase", "stands above", "Keep one"),
        ("[{phase: lunch, text: Why?}]", "prompts.0.phase", "'lunch'", "'brief'"),
    ],
)
def test_prompts_that_cannot_be_asked_are_refused(
    folder: Path, prompts: str, place: str, message: str, remedy: str
) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(with_prompts(folder, prompts))
    fault = caught.value.faults[0]
    assert (fault.file, fault.path) == ("small/wire.yaml", place)
    assert message in fault.message
    assert remedy in fault.remedy
