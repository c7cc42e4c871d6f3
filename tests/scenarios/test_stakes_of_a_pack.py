"""A pack sets the thresholds of high stakes; thresholds that it leaves out have defaults."""

from pathlib import Path

import pytest

from scenarios.pack_faults import PackError
from scenarios.schema.pack_reading import read_pack
from scenarios.schema.stakes import StakesEntry
from tests.scenarios.editing import change


def with_stakes(folder: Path, stakes: str) -> Path:
    pack = folder / "small"
    change(pack / "scenario.yaml", "map_window:", f"stakes: {stakes}\nmap_window:")
    return pack


def test_a_pack_sets_some_figures_and_keeps_the_others(folder: Path) -> None:
    told = read_pack(with_stakes(folder, "{severity: 4.5, never: [hail]}")).stakes
    assert (told.severity, told.never) == (4.5, ("hail",))
    assert told.model_copy(update={"severity": 10, "never": ()}) == StakesEntry()


def test_a_pack_that_says_nothing_is_judged_by_the_figures_of_all(folder: Path) -> None:
    assert read_pack(folder / "small").stakes == StakesEntry()


@pytest.mark.parametrize(
    ("stakes", "place", "message", "remedy"),
    [
        ("{severity: much}", "stakes.severity", "plain number", "0.5"),
        ("{hostility: 7}", "stakes.hostility", "too large", "at most 6"),
        ("{mood: 7}", "stakes.mood", "'mood' is not known", "spelling"),
        ("{always: [flight, shout]}", "stakes.always.1", "is called 'shout'", "flight, hail, wait"),
        ("{always: [hail], never: [hail]}", "stakes.never", "'hail' is listed under both", "one of the two"),
    ],
)
def test_stakes_that_cannot_be_judged_are_refused(
    folder: Path, stakes: str, place: str, message: str, remedy: str
) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(with_stakes(folder, stakes))
    fault = caught.value.faults[0]
    assert (fault.file, fault.path) == ("small/scenario.yaml", place)
    assert message in fault.message
    assert remedy in fault.remedy
    assert fault.line is not None
