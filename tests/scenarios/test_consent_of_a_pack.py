"""A pack says how many parties of an agreement must agree; a number that cannot be is refused."""

from pathlib import Path

import pytest

from scenarios.pack_faults import PackError
from scenarios.schema.pack import Pack
from scenarios.schema.pack_reading import read_pack
from tests.scenarios.editing import change, without_map


def with_agreement(folder: Path, more: str) -> Path:
    pact = f"  - {{key: rules, name: rules of the air, parties: [KOR, JPN], in_force: no, strength: 0{more}}}\n"
    change(folder / "small" / "scenario.yaml", "marks:\n", f"agreements:\n{pact}marks:\n")
    return folder / "small"


def test_a_pack_says_how_many_parties_must_agree(folder: Path) -> None:
    pack = read_pack(with_agreement(folder, ", consent: 2"))
    assert pack.rules.agreements[0].consent == 2
    stored = pack.model_dump(mode="json")
    assert stored["rules"]["agreements"][0]["consent"] == 2
    assert Pack.model_validate(stored) == without_map(pack)


def test_one_that_does_not_is_stored_as_before_and_needs_all(folder: Path) -> None:
    pack = read_pack(with_agreement(folder, ""))
    assert pack.rules.agreements[0].consent == 0
    stored = pack.model_dump(mode="json")
    assert "consent" not in stored["rules"]["agreements"][0]
    assert Pack.model_validate(stored) == without_map(pack)


@pytest.mark.parametrize("consent", [1, 3])
def test_a_number_that_cannot_be_is_refused(folder: Path, consent: int) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(with_agreement(folder, f", consent: {consent}"))
    fault = caught.value.faults[0]
    assert (fault.file, fault.path) == ("small/scenario.yaml", "agreements.0.consent")
    assert fault.message == f"{consent} cannot be how many agree: 2 of its parties are seats."
    assert "Write 2, or leave it out" in fault.remedy
