"""Loading: everything or nothing, unchanged content only once, and no version is ever changed."""

from pathlib import Path
from time import process_time
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import CommandError, call_command

from scenarios.loader import PACKS, check, load
from scenarios.loader.canonical import content_hash
from scenarios.models import Claim, Fact, Incident, Objective, Scenario, ScenarioVersion, Source
from scenarios.pack_faults import PackError
from tests import packs
from tests.scenarios.editing import change
from tests.scenarios.small_pack import write_small_pack

pytestmark = pytest.mark.django_db


def _rows() -> dict[str, str]:
    """Return every row of the app, so that a comparison shows any change."""
    return {
        model.__name__: serializers.serialize("json", model._default_manager.order_by("pk"))
        for model in apps.get_app_config("scenarios").get_models()
    }


def test_loading_writes_the_pack_and_what_it_uses(small: Path) -> None:
    version = Scenario.objects.get(slug="small").current
    assert version is not None
    assert (version.number, version.title, version.turns) == (1, "Small", 3)
    assert list(version.roles.values_list("code", "is_solo_default")) == [("KOR", True), ("JPN", False)]
    assert list(Objective.objects.values_list("key", "weight", "is_public")) == [
        ("leave", 60, True),
        ("line", 40, False),
        ("claim", 100, False),
    ]
    assert version.injects.get().is_conditional
    used = set(version.facts.values_list("slug", flat=True))
    assert {"japan", "south-korea", "relation-jpn-kor", "a-50-first-entry", "liancourt-airspace", "sco"} <= used
    assert "russia" not in used
    assert "russia-on-violation-2019" in used


@pytest.mark.slow
def test_all_packs_load_within_five_seconds() -> None:
    """Of the processor, because a machine with other work takes longer."""
    packs.take_away()
    begun = process_time()
    loaded = load()
    assert process_time() - begun <= 5
    assert len(loaded.packs) >= 3


def test_content_is_pinned_with_its_hash(small: Path) -> None:
    version = ScenarioVersion.objects.get()
    assert version.content_hash == content_hash(version.content)
    assert version.content["pack"]["meta"]["slug"] == "small"
    assert [entry["r0"] for entry in version.content["library"]["relations"]] == [-10]


@pytest.mark.slow
def test_loading_twice_changes_nothing(small: Path) -> None:
    before = _rows()
    loaded = load(small)
    assert (loaded.library_changed, loaded.added) == (False, ())
    assert _rows() == before


@pytest.mark.slow
def test_writing_an_unchanged_library_again_keeps_every_fact_under_its_key(small: Path) -> None:
    before = dict(Fact.objects.values_list("slug", "pk"))
    change(small / "_shared" / "sources.yaml", "outlet: KBS World", "outlet: KBS World Radio")
    loaded = load(small)
    assert loaded.library_changed
    assert dict(Fact.objects.values_list("slug", "pk")) == before
    assert Source.objects.get(slug="kbs-2019").outlet == "KBS World Radio"


@pytest.mark.slow
def test_a_changed_pack_becomes_a_new_version_beside_the_old(small: Path) -> None:
    old = ScenarioVersion.objects.get()
    before = serializers.serialize("json", [old, *old.roles.all(), *old.notes.all(), *old.fact_links.all()])
    change(small / "small" / "seats" / "KOR.yaml", "Guard the airspace.", "Guard the islets.")
    assert load(small).added == ("small",)
    new = Scenario.objects.get(slug="small").current
    assert new is not None
    assert (new.number, new.roles.get(code="KOR").task) == (2, "Guard the islets.")
    old.refresh_from_db()
    again = serializers.serialize("json", [old, *old.roles.all(), *old.notes.all(), *old.fact_links.all()])
    assert again == before


@pytest.mark.slow
def test_a_changed_figure_between_the_seats_becomes_a_new_version(small: Path) -> None:
    change(small / "_shared" / "relations.yaml", "partnership: 0, r0: -10}", "partnership: 5, r0: -5}")
    assert load(small).added == ("small",)
    assert ScenarioVersion.objects.get(number=1).content["library"]["relations"][0]["r0"] == -10
    assert ScenarioVersion.objects.get(number=2).content["library"]["relations"][0]["r0"] == -5


@pytest.mark.slow
def test_going_back_to_an_old_content_goes_back_to_its_version(small: Path) -> None:
    pack = small / "small" / "seats" / "KOR.yaml"
    change(pack, "Guard the airspace.", "Guard the islets.")
    load(small)
    change(pack, "Guard the islets.", "Guard the airspace.")
    assert load(small).added == ()
    current = Scenario.objects.get(slug="small").current
    assert current is not None
    assert current.number == 1
    assert ScenarioVersion.objects.count() == 2


@pytest.mark.slow
def test_a_fact_that_is_gone_is_dropped_unless_a_version_shows_it(small: Path) -> None:
    claims = small / "_shared" / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text[: text.index("# --- later ---")], encoding="utf-8")
    change(small / "_shared" / "manoeuvres.yaml", "- slug: joint-sea-2012", "- slug: joint-sea-2012-again")
    change(small / "_shared" / "article.yaml", " joint-sea-2012,", " joint-sea-2012-again,")
    change(small / "_shared" / "article.yaml", "[joint-sea-2012,", "[joint-sea-2012-again,")
    load(small)
    assert not Claim.objects.filter(slug="japan-on-fourth-patrol").exists()
    assert not Fact.objects.filter(slug="joint-sea-2012").exists()
    assert Fact.objects.filter(slug="joint-sea-2012-again").exists()
    assert Claim.objects.filter(slug="russia-on-violation-2019").exists()


@pytest.mark.slow
def test_steps_of_an_incident_can_change_places(small: Path) -> None:
    incidents = small / "_shared" / "incidents.yaml"
    change(incidents, "step: 1\n", "step: 99\n")
    change(incidents, "step: 2\n", "step: 1\n")
    change(incidents, "step: 99\n", "step: 2\n")
    load(small)
    assert Incident.objects.get(slug="h-6-near-ieodo").step == 2


@pytest.mark.slow
def test_a_bad_pack_takes_the_good_ones_with_it(small: Path) -> None:
    before = _rows()
    write_small_pack(small, "a-good-one")
    (small / "z-bad-one").mkdir()
    (small / "z-bad-one" / "scenario.yaml").write_text("meta: []\n")
    with pytest.raises(PackError):
        load(small)
    assert _rows() == before


@pytest.mark.slow
def test_a_failure_while_writing_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> bool:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("scenarios.loader.loading.write_pack", fail)
    with pytest.raises(RuntimeError):
        load(folder)
    assert not Fact.objects.exists()
    assert not Source.objects.exists()


def test_all_faults_of_the_library_are_shown_at_once(folder: Path) -> None:
    change(folder / "_shared" / "states.yaml", "cow_number: 365", "cow_number: x")
    change(folder / "_shared" / "places.yaml", "latitude: 37.2417", "latitude: x")
    with pytest.raises(PackError) as caught:
        check(folder)
    assert {fault.file for fault in caught.value.faults} == {"_shared/states.yaml", "_shared/places.yaml"}


@pytest.mark.slow
def test_the_commands_say_what_they_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_scenarios", folder)
    assert not Fact.objects.exists()
    call_command("load_scenarios", folder)
    call_command("load_scenarios", folder)
    out = capsys.readouterr().out
    assert "small: no fault found." in out
    assert f"{Fact.objects.count()} facts from {Source.objects.count()} sources, loaded." in out
    assert "small: new version loaded." in out
    assert out.endswith(" sources, unchanged.\nsmall: unchanged.\n")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check_scenarios", "load_scenarios"])
def test_the_commands_fail_with_status_2_and_the_faults(folder: Path, command: str) -> None:
    change(folder / "small" / "seats" / "KOR.yaml", "state: KOR", "state: KOP")
    with pytest.raises(CommandError, match=r"small/seats/KOR\.yaml, line \d+, brief\.state: .* Remedy: ") as caught:
        call_command(command, folder)
    assert caught.value.returncode == 2
    assert not Fact.objects.exists()


@pytest.mark.slow
def test_the_packs_of_the_house_have_no_fault() -> None:
    assert len(check(PACKS).library.incidents) > 30
