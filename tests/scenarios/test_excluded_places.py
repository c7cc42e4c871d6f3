"""Packs take obligations and exclusions of treaties from the library, so that they are written once."""

from pathlib import Path

import pytest

from scenarios.benchmark_scenario import theatre
from scenarios.pack_faults import PackError
from scenarios.schema.pack_reading import read_pack
from tests.scenarios.editing import change
from tests.scenarios.nine_past_nine import pack, setting
from wargame.engine import AgreementSpec

ROCKS = ("liancourt-rocks", "liancourt-airspace")


def agreement_with(folder: Path, entry: str) -> AgreementSpec:
    """Add this agreement to the small pack and return it as read."""
    change(folder / "small" / "scenario.yaml", "marks:\n", f"agreements:\n  - {entry}\nmarks:\n")
    (pact,) = read_pack(folder / "small").rules.agreements
    return pact


def test_the_treaty_with_japan_does_not_reach_the_rocks_that_japan_does_not_administer() -> None:
    names, tables = setting().names, setting().tables
    rocks = tables.incidents[names.incidents["a50"]].site
    assert tables.agreements[names.agreements["us_jpn"]].excludes & rocks
    assert not tables.agreements[names.agreements["us_rok"]].excludes & rocks
    assert {one.place for one in pack().rules.incidents if one.claimants} <= set(ROCKS)


def test_a_pact_takes_its_terms_from_the_library(folder: Path) -> None:
    pact = agreement_with(folder, "{key: pact, base: us-japan-treaty, name: The treaty, parties: [KOR, JPN]}")
    assert (pact.defence, pact.consultation, pact.excluded_places) == (True, True, ROCKS)


def test_a_pact_without_defence_in_the_library_has_none_here(folder: Path) -> None:
    pact = agreement_with(folder, "{key: pact, base: sco, name: The organisation, parties: [KOR, JPN]}")
    assert (pact.defence, pact.consultation, pact.excluded_places) == (False, True, ())


def test_the_author_has_the_last_word(folder: Path) -> None:
    entry = "{key: pact, base: us-japan-treaty, name: X, parties: [KOR, JPN], consultation: no, excluded_places: []}"
    pact = agreement_with(folder, entry)
    assert (pact.defence, pact.consultation, pact.excluded_places) == (True, False, ())


def test_what_the_library_says_anew_holds_in_the_pack(folder: Path) -> None:
    change(folder / "_shared" / "alliances.yaml", "[liancourt-rocks, liancourt-airspace]", "[liancourt-rocks]")
    pact = agreement_with(folder, "{key: pact, base: us-japan-treaty, name: The treaty, parties: [KOR, JPN]}")
    assert pact.excluded_places == ("liancourt-rocks",)


def test_an_alliance_that_does_not_exist_is_refused_with_the_file_to_look_in(folder: Path) -> None:
    with pytest.raises(PackError) as refused:
        agreement_with(folder, "{key: pact, base: nato, name: X, parties: [KOR, JPN]}")
    (fault,) = refused.value.faults
    assert (fault.file, fault.path) == ("small/scenario.yaml", "agreements.0.base")
    assert "no alliance 'nato'" in fault.message
    assert "_shared/alliances.yaml" in fault.remedy


def test_the_theatre_leaves_out_what_the_library_does() -> None:
    by_key = {pact.key: pact for pact in theatre().agreements}
    assert by_key["us-japan-treaty"].excluded_places == ROCKS
    assert by_key["us-rok-treaty"].excluded_places == ()
