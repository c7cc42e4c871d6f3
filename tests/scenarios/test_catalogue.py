"""The shared catalogue of order kinds: complete, coded on published scales, and shown by the API."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from scenarios.loader import PACKS, load
from scenarios.models import OrderKind
from scenarios.pack_faults import PackError
from scenarios.schema.shared_reading import read_catalogue
from tests.scenarios.editing import change

KINDS = {entry.kind: entry for entry in read_catalogue(PACKS)[1].kinds}


def test_there_are_48_kinds_each_with_levels_and_somebody_who_notices() -> None:
    assert len(KINDS) == 48
    assert all(entry.levels and entry.notice and entry.says for entry in KINDS.values())


def test_every_kind_but_waiting_changes_something() -> None:
    idle = {
        entry.kind
        for entry in KINDS.values()
        if not any(level.severity or level.effects or level.later for level in entry.levels)
    }
    assert idle == {"wait"}


def test_what_comes_later_has_a_delay_and_only_that() -> None:
    for entry in KINDS.values():
        assert bool(entry.delay) == any(level.later for level in entry.levels), entry.kind


def test_covert_kinds_can_be_traced_and_no_other() -> None:
    covert = {entry.kind for entry in KINDS.values() if entry.visibility == "covert"}
    assert covert == {"cyber", "disinfo"}
    assert covert == {entry.kind for entry in KINDS.values() if entry.detection}
    assert {entry.kind for entry in KINDS.values() if entry.visibility == "contested"} == {"border_violation"}


def test_a_joint_exercise_writes_several_pairs() -> None:
    patrol = next(level for level in KINDS["mil_coop"].levels if level.key == "patrol")
    pairs = {(effect.who, effect.towards) for effect in patrol.effects if effect.towards}
    assert pairs >= {("allies of target", "partner")}
    assert patrol.severity > 0, "the state it faces feels it too"
    closer = {
        level.key for level in KINDS["mil_coop"].levels for effect in level.effects if effect.variable == "relation"
    }
    assert closer == {"manoeuvre"}, "what two gain by a patrol is the dial's"


def test_what_is_lifted_is_as_long_as_what_was_imposed() -> None:
    taken = {level.covers for level in KINDS["tariff"].levels if "coerce" in level.tags}
    given_back = {level.covers for level in KINDS["ease_sanctions"].levels if "ease" in level.tags}
    assert given_back == {min(taken), max(taken)}


@pytest.mark.slow
@pytest.mark.django_db
def test_the_api_tells_a_kind_with_its_codes_levels_and_needs(client: Client, small: Path) -> None:
    kind: dict[str, Any] = client.get("/api/v1/order-kinds/tariff/").json()
    assert (kind["cameo"], kind["goldstein"], kind["plover"], kind["kahn_rung"]) == ("163", -8.0, "COERCE:Restrict", 7)
    assert kind["delay_days"] == 30
    assert [level["key"] for level in kind["levels"]] == ["narrow", "broad", "all"]
    assert kind["levels"][0]["later"][0]["variable"] == "approval"
    assert [level["covers"] for level in kind["levels"]] == [6, 20, 60]
    assert client.get("/api/v1/order-kinds/", {"visibility": "covert"}).json()["count"] == 2
    assert client.get("/api/v1/order-kinds/shout/").status_code == 404


@pytest.mark.slow
@pytest.mark.django_db
def test_loading_again_replaces_the_kinds(small: Path) -> None:
    change(small / "_shared" / "catalogue.yaml", "name: 'Use hotline'", "name: Telephone")
    load(small)
    assert OrderKind.objects.count() == 48
    assert OrderKind.objects.get(kind="hotline").name == "Telephone"


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("visibility: covert", "visibility: hidden", ".visibility", "'hidden' is not one of the words"),
        ("detection: 35", "detection: 350", ".detection", "too large"),
        ("delay: 60", "delay: -60", ".delay", "too small"),
        ("severity: 100", "severity: 1000", ".severity", "too large"),
    ],
)
def test_a_spoiled_catalogue_is_refused_whole(folder: Path, old: str, new: str, place: str, message: str) -> None:
    change(folder / "_shared" / "catalogue.yaml", old, new)
    with pytest.raises(PackError) as caught:
        load(folder)
    fault = caught.value.faults[0]
    assert fault.file == "_shared/catalogue.yaml"
    assert fault.path.endswith(place)
    assert message in fault.message
    assert fault.remedy
    assert not OrderKind.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_method_page_lists_every_kind_with_its_codes(client: Client, small: Path) -> None:
    page = client.get("/method/").content.decode()
    assert page.count('<th scope="row">') >= 48
    assert "COERCE:Restrict" in page
    assert "1312" in page
