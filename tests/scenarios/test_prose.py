"""Texts with condition syntax are refused with file, line, path and remedy; sentences are accepted."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from scenarios.loader import check
from scenarios.pack_faults import PackError
from scenarios.schema.prose import condition_faults
from scenarios.yamlsafe import Document, Tree
from tests.scenarios.editing import change

SPOILED = {
    # name -> file, text, its replacement, path, the piece that the message names
    "stage in a situation": ("seats/JPN", "text: It flies.", "text: The stage here = gone.", "situations.0.text", "="),
    "stage in a headline": (
        "seats/KOR",
        "headline: It is here",
        "headline: It != here",
        "situations.1.headline",
        "It !=",
    ),
    "aims of a seat": ("seats/KOR", "aims: ", "aims: Keep tension KOR JPN <= 30. ", "brief.aims", "KOR JPN <="),
    "a message": ("seats/JPN", "text: We called.", "text: If mark calls >= 1.", "messages.0.text", "mark calls >="),
    "an inject": ("msel", "title: ", "title: After ordered KOR hail ", "injects.0.title", "ordered KOR hail"),
    "the key of a mark": ("record", "text: ", "text: The kor_up of it. ", "endings.0.text", "kor_up"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SPOILED)
def test_a_condition_in_prose_is_refused(name: str, folder: Path) -> None:
    file, old, new, place, piece = SPOILED[name]
    change(folder / "small" / f"{file}.yaml", old, new)
    with pytest.raises(PackError) as caught:
        check(folder)
    (fault,) = caught.value.faults
    assert fault.file == f"small/{file}.yaml"
    assert fault.path.startswith(place)
    assert piece in fault.message
    assert "plain words" in fault.remedy
    assert fault.line is not None


def test_the_command_says_where(folder: Path) -> None:
    change(folder / "small" / "seats" / "JPN.yaml", "text: It flies.", "text: The stage here = gone.")
    with pytest.raises(CommandError, match=r"small/seats/JPN\.yaml, line \d+, situations\.0\.text: .*'stage here ='"):
        call_command("check_scenarios", str(folder))


@pytest.mark.parametrize(
    "text",
    [
        "Not a stage but a patrol: is it over by turn 3?",
        "The minister ordered the aircraft home, it worked.",
        "Grades A1 to F6, 12 nautical miles, 121.5 MHz; 40 to 60 per cent",
    ],
)
def test_sentences_are_left_alone(text: str) -> None:
    assert list(condition_faults(Document("x", {"text": text}, {}))) == []


def test_conditions_in_their_place_are_left_alone() -> None:
    tree: Tree = {"key": "kor_up", "when": ["stage patrol = over"], "effects": [{"variable": "mark kor_up"}]}
    assert list(condition_faults(Document("x", tree, {}))) == []
