"""A pack's map is read, checked and kept with its version: no hostile file passes, and each page has its own map."""

import json
from collections.abc import Callable
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from scenarios.loader import load
from scenarios.models import Scenario, ScenarioMap, ScenarioVersion
from scenarios.opening import OutdatedContent
from scenarios.pack_faults import PackError
from scenarios.schema.map_reading import read_map
from scenarios.stored_maps import map_of
from tests.packs import nine_past_nine, take_away
from tests.scenarios.small_pack import FILES, write_small_pack
from wargame.web import geography, maps

GOOD = FILES["map.geojson"]
TRACK = {
    "type": "Feature",
    "properties": {"layer": "track", "seat": "XYZ", "kind": "recent", "label": "a", "sublabel": ""},
    "geometry": {"type": "LineString", "coordinates": [[160, 30], [161, 31]]},
}


def with_feature(feature: dict[str, object]) -> str:
    """Return the good map with one more feature."""
    document = json.loads(GOOD)
    return json.dumps(document | {"features": [*document["features"], feature]})


HOSTILE: dict[str, tuple[bytes | str, str, str]] = {
    "random bytes": (bytes(range(128, 256)) * 40, "", "this is not JSON"),
    "empty": ("", "", "this is not JSON"),
    "an empty object": ("{}", "type", "the key 'type' is missing"),
    "a list": ("[]", "", "this should be a mapping"),
    "nothing": ("null", "", "this should be a mapping"),
    "garbage": ("garbage", "", "this is not JSON"),
    "30 MB": (b" " * 30_000_000, "", "larger than 1024 kB"),
    "100,000 brackets": ("[" * 100_000, "", "recursion limit"),
    "nested objects": ('{"a":' * 100_000, "", "recursion limit"),
    "cut short": (GOOD[:-30], "", "this is not JSON"),
    "1e400": (GOOD.replace("165", "1e400", 1), "views.play.centre.0", "not finite"),
    "400 digits": (GOOD.replace("165", "1" + "0" * 400, 1), "views.play.centre.0", "not a number"),
    "NaN": (GOOD.replace("165", "NaN", 1), "", "this is not JSON"),
    "a word for a number": (GOOD.replace("165", '"165"', 1), "views.play.centre.0", "not a number"),
    "off the earth": (GOOD.replace("161.5", "1000"), "features.0.geometry.coordinates.0", "too large"),
    "no window for the board": (GOOD.replace('"play":', '"ply":', 1), "", "the window 'play' is missing"),
    "a window without size": (GOOD.replace("[590, 440]", "[0, 0]", 1), "views.play.size.0", "too small"),
    "no scale": (GOOD.replace("0.42", "0"), "views.play.pixels_per_km", "too small"),
    "another layer": (GOOD.replace('"layer": "place"', '"layer": "plce"', 1), "features.0", "no layer"),
    "an unknown key": (GOOD.replace('"town"', '"town", "x": 1', 1), "features.0.properties.x", "not known"),
    "a place without a name": (GOOD.replace('["The dam"]', "[]"), "features.0.properties.names", "too few"),
    "an unknown window of a place": (GOOD.replace('["play",', '["plan",', 1), "", "a place names the window 'plan'"),
    "land of another shape": (GOOD.replace('"MultiPolygon"', '"Point"', 1), "features.1.geometry.type", "not one of"),
    "no feature": (json.dumps(json.loads(GOOD) | {"features": []}), "", "there is no place"),
    "a track of a stranger": (with_feature(TRACK), "features", "a track names 'XYZ'"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_map_is_refused_with_file_path_and_remedy(name: str, tmp_path: Path) -> None:
    content, path, message = HOSTILE[name]
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "map.geojson").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(PackError) as caught:
        read_map(folder, ["KOR", "JPN"])
    fault = caught.value.faults[0]
    assert (fault.file, fault.path) == ("small/map.geojson", path)
    assert message in fault.message
    assert fault.remedy


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["check_scenarios", "load_scenarios"])
def test_commands_name_the_fault_of_a_map_and_load_nothing(command: str, tmp_path: Path) -> None:
    write_small_pack(tmp_path)
    (tmp_path / "small" / "map.geojson").write_text("garbage")
    with pytest.raises(CommandError, match=r"small/map\.geojson: this is not JSON .* Remedy: "):
        call_command(command, tmp_path, stdout=StringIO())
    assert not Scenario.objects.filter(slug="small").exists()


def test_what_a_map_may_hold_can_be_drawn(tmp_path: Path) -> None:
    """At the bounds of the schema: the far side of the earth, a pole, the smallest and the largest scale."""
    document = json.loads(GOOD)
    for scale in (0.02, 2):
        for centre in ([0, 90], [180, -90], [-15, -33]):
            for view in document["views"].values():
                view |= {"centre": centre, "pixels_per_km": scale, "size": [150, 75]}
            (tmp_path / "map.geojson").write_text(json.dumps(document))
            world = geography.read(read_map(tmp_path, []))
            for window in world.windows:
                assert maps.draw(maps.MapView(world, window, "A sentence.")).width == 150


@pytest.mark.django_db
@pytest.mark.slow
def test_a_map_of_another_folder_is_kept_with_each_version(tmp_path: Path) -> None:
    take_away()
    pack = write_small_pack(tmp_path)
    load(tmp_path)
    old = ScenarioVersion.objects.get(scenario__slug="small")
    assert map_of(old).centre.names == ("The dam",)
    (pack / "map.geojson").write_text(GOOD.replace("The dam", "The lock"))
    assert load(tmp_path).added == ("small",)
    new = Scenario.objects.select_related("current").get(slug="small").current
    assert new is not None
    assert (new.number, map_of(new).centre.names) == (2, ("The lock",))
    old.refresh_from_db()
    assert map_of(old).centre.names == ("The dam",), "an exercise that goes on has another map"
    (pack / "map.geojson").write_text(GOOD)
    assert load(tmp_path).added == ()
    assert Scenario.objects.get(slug="small").current_id == old.pk


@pytest.mark.django_db
@pytest.mark.slow
def test_a_version_without_its_map_gets_it_with_the_next_load(tmp_path: Path) -> None:
    take_away()
    write_small_pack(tmp_path)
    load(tmp_path)
    ScenarioVersion.objects.update(map=None)
    version = ScenarioVersion.objects.get()
    with pytest.raises(OutdatedContent):
        map_of(version)
    assert load(tmp_path).added == ()
    version.refresh_from_db()
    assert map_of(version).centre.names == ("The dam",)


@pytest.mark.django_db
def test_a_migration_gives_the_versions_of_parley_s_packs_their_map() -> None:
    version = nine_past_nine()
    before = dict(ScenarioVersion.objects.values_list("scenario__slug", "map"))
    ScenarioVersion.objects.update(map=None)
    ScenarioMap.objects.all().delete()
    fill: Callable[..., None] = import_module("scenarios.migrations.0008_fill_maps_of_versions").fill
    fill(apps, None)
    assert dict(ScenarioVersion.objects.values_list("scenario__slug", "map")) == before, "a load would add versions"
    version.refresh_from_db()
    assert map_of(version).centre.names[0] == "Liancourt Rocks"
