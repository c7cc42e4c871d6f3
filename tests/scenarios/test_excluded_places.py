"""What a treaty leaves out in the library, it leaves out in the packs that play it."""

from tests.scenarios.nine_past_nine import pack, setting
from wargame.engine.tables import EXCLUDES, SITE


def test_the_treaty_with_japan_does_not_reach_the_rocks_that_japan_does_not_administer() -> None:
    names, tables = setting().names, setting().tables
    rocks = tables.incidents[names.incidents["a50"]][SITE]
    assert tables.agreements[names.agreements["us_jpn"]][EXCLUDES] & rocks
    assert not tables.agreements[names.agreements["us_rok"]][EXCLUDES] & rocks


def test_the_pack_leaves_out_what_the_library_says() -> None:
    import yaml

    from scenarios.loader import PACKS

    alliances = yaml.safe_load((PACKS / "_shared" / "alliances.yaml").read_text())
    treaty = next(entry for entry in alliances if entry["slug"] == "us-japan-treaty")
    left_out = {place for duty in treaty["obligations"] for place in duty.get("excluded_places", ())}
    (pact,) = (one for one in pack().rules.agreements if one.key == "us_jpn")
    assert left_out == set(pact.excluded_places)
    assert {one.place for one in pack().rules.incidents if one.claimants} <= left_out
