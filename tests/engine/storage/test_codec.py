"""Stored worlds are read back exactly, old ones are upgraded, and anything else is refused in words."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.engine.games import cells
from wargame.engine import ENGINE_VERSION, SCHEMA_VERSION, CodecError, Setting, decode, encode, opening_world
from wargame.engine.storage import codec

STORED = Path(__file__).parents[1] / "stored"


@pytest.mark.parametrize("schema", range(1, SCHEMA_VERSION + 1))
def test_a_world_stored_under_every_schema_can_still_be_read(setting: Setting, schema: int) -> None:
    data = json.loads((STORED / f"world-{schema}.json").read_text())
    assert data["schema"] == schema
    assert cells(decode(data, setting)) == cells(opening_world(setting, 2019))


def test_json_names_schema_and_engine(setting: Setting) -> None:
    data = json.loads(json.dumps(encode(opening_world(setting, 1))))
    assert (data["schema"], data["engine"]) == (SCHEMA_VERSION, ENGINE_VERSION)


def test_older_worlds_pass_through_every_upgrade_after_theirs(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(fields: dict[str, Any]) -> dict[str, Any]:
        return {("mark" if name == "counter" else name): value for name, value in fields.items()}

    def add(fields: dict[str, Any]) -> dict[str, Any]:
        return {**fields, "mark": [value + 1 for value in fields["mark"]]}

    monkeypatch.setattr(codec, "UPGRADES", (rename, add))
    monkeypatch.setattr(codec, "SCHEMA_VERSION", 3)
    data = encode(opening_world(setting, 1))
    data["world"]["counter"] = data["world"].pop("mark")
    assert decode({**data, "schema": 1}, setting).mark.tolist() == [1, 1]


def changed(setting: Setting, **fields: Any) -> dict[str, Any]:
    data = encode(opening_world(setting, 1))
    data["world"] |= fields
    return data


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"mark": [0]}, "mark has shape"),
        ({"mark": [0, 0.5]}, "mark holds something other"),
        ({"mark": [0, "1"]}, "mark holds something other"),
        ({"mark": [0, 2**31]}, "mark holds something other"),
        ({"mark": [[0], [0, 1]]}, "mark is ragged"),
        ({"mood": [1]}, "do not match this scenario: mood"),
    ],
)
def test_what_is_no_world_of_this_scenario_is_refused(setting: Setting, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(CodecError, match=message):
        decode(changed(setting, **fields), setting)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "no stored world"),
        ({"schema": "1", "world": {}}, "no stored world"),
        ({"schema": 99, "world": {}}, "newer version"),
        ({"schema": 0, "world": {}}, "unknown here"),
    ],
)
def test_what_is_no_stored_world_is_refused(setting: Setting, data: dict[str, Any], message: str) -> None:
    with pytest.raises(CodecError, match=message):
        decode(data, setting)
