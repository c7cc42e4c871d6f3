"""A pack may do without the files that would hold nothing."""

from pathlib import Path

import pytest

from scenarios.pack_faults import PackError
from scenarios.schema.pack_reading import OPTIONAL, read_pack
from tests.scenarios.editing import change


@pytest.mark.parametrize("name", ["msel", "tracks", "leanings"])
def test_a_pack_without_a_file_is_as_one_with_an_empty_file(folder: Path, name: str) -> None:
    path = folder / "small" / f"{name}.yaml"
    section = {"msel": "injects: []\ntexts", "tracks": "tracks", "leanings": "leanings"}[name]
    path.write_text(f"{section}: []\n", encoding="utf-8")
    empty = read_pack(folder / "small")
    path.unlink()
    assert read_pack(folder / "small") == empty


def test_a_fault_elsewhere_still_names_its_file_and_place(folder: Path) -> None:
    for name in ("tracks", "leanings"):
        (folder / "small" / f"{name}.yaml").unlink()
    change(folder / "small" / "orders.yaml", "name: calls", "name: cals")
    with pytest.raises(PackError) as caught:
        read_pack(folder / "small")
    fault = caught.value.faults[0]
    assert (fault.file, fault.path.partition(".levels")[0]) == ("small/orders.yaml", "orders.1")
    assert "calls" in fault.remedy


@pytest.mark.parametrize("name", ["scenario", "orders", "record"])
def test_what_every_game_needs_is_missed_by_its_file(folder: Path, name: str) -> None:
    assert name not in OPTIONAL
    (folder / "small" / f"{name}.yaml").unlink()
    with pytest.raises(PackError) as caught:
        read_pack(folder / "small")
    assert caught.value.faults[0].file == f"small/{name}.yaml"
