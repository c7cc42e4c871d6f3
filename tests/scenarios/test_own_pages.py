"""Pages of own scenarios: a copy is reworded, checked, published and played; nobody else sees it."""

import io
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from scenarios.folders import PACKS
from scenarios.models import OwnScenario
from scenarios.pack_members import files_of, files_of_zip, pack_zip
from scenarios.services import sharing
from scenarios.wizard import TEMPLATES, propose
from tests.scenarios.own import browser_of, text_of
from tests.scenarios.zipped_packs import zipped
from wargame.exercises.models import Exercise

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SCRIPT = "<script>alert(1)</script>"


def zip_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("pack.zip", content, "application/zip")


def text_after(own: OwnScenario, name: str, old: str, new: str) -> dict[str, str]:
    """Return the form of a file with one thing changed."""
    file = own.files.get(name=name)
    assert old in file.text
    return {"text": file.text.replace(old, new, 1), "revision": str(file.revision)}


def test_a_shipped_scenario_is_copied_reworded_published_and_played() -> None:
    ada = browser_of("ada")
    page = ada.post(reverse("copy_scenario", args=["nine-past-nine"]), follow=True)
    assert "The copy is yours" in page.text
    own = OwnScenario.objects.get()
    exported = ada.get(reverse("export_scenario", args=[own.key]))
    assert files_of_zip(io.BytesIO(exported.content)) == files_of(PACKS / "nine-past-nine")
    address = reverse("own_file", args=[own.key, "scenario.yaml"])
    title = next(line for line in text_of(own, "scenario.yaml").splitlines() if line.startswith("  title:"))
    said = ada.post(address, text_after(own, "scenario.yaml", title, "  title: Ten Past Nine"), follow=True)
    assert "scenario.yaml is saved" in said.text
    said = ada.post(reverse("publish_scenario", args=[own.key]), {"name": "Reworded"}, follow=True)
    assert "“Reworded” is published" in said.text
    own.refresh_from_db()
    assert own.scenario
    slug = own.scenario.slug
    assert "Ten Past Nine" in ada.get(reverse("landing")).text
    assert "Ten Past Nine" not in Client().get(reverse("landing")).text
    assert Client().get(reverse("scenario", args=[slug])).status_code == 404
    assert browser_of("eve").post(reverse("solo"), {"scenario": slug}).status_code == 404
    assert ada.post(reverse("solo"), {"scenario": slug}).status_code == 302
    assert Exercise.objects.get().scenario_version == own.scenario.current
    assert "Used by 1 exercise" in ada.get(reverse("own_scenario", args=[own.key])).text


def test_a_file_is_brought_in_and_comes_out_byte_for_byte(small: Path, ada: Client) -> None:
    files = files_of(small / "small")
    said = ada.post(reverse("import_scenario"), {"file": zip_file(pack_zip("small", files))}, follow=True)
    assert "“Small” is here" in said.text
    exported = ada.get(reverse("export_scenario", args=[OwnScenario.objects.get().key]))
    assert exported.content == pack_zip("small", files)
    assert exported["Content-Disposition"] == 'attachment; filename="small.zip"'


def test_a_hostile_file_is_refused_in_words_and_nothing_is_kept(small: Path, ada: Client) -> None:
    hostile = zipped({**files_of(small / "small"), "../../etc/passwd": b"x"})
    said = ada.post(reverse("import_scenario"), {"file": zip_file(hostile)})
    assert said.status_code == 422
    assert "no pack has a file of this name" in said.text
    assert not OwnScenario.objects.exists()


def test_a_pack_with_faults_is_kept_as_a_draft_that_cannot_be_published(small: Path, ada: Client) -> None:
    files = files_of(small / "small")
    files["scenario.yaml"] = files["scenario.yaml"].replace(b"focus: liancourt-rocks", b"focus: nowhere")
    page = ada.post(reverse("import_scenario"), {"file": zip_file(pack_zip("small", files))}, follow=True)
    assert "Mend this before you publish" in page.text
    refused = ada.post(reverse("publish_scenario", args=[OwnScenario.objects.get().key]))
    assert refused.status_code == 422
    assert "Mend the faults first" in refused.text


def test_the_check_as_one_types_says_what_is_wrong_and_saves_nothing(own: OwnScenario, ada: Client) -> None:
    before = text_of(own, "scenario.yaml")
    form = text_after(own, "scenario.yaml", "focus: liancourt-rocks", "focus: nowhere")
    said = ada.post(reverse("check_own_file", args=[own.key, "scenario.yaml"]), form).text
    assert "1 fault in this file" in said
    assert "meta.focus" in said
    assert "Not saved yet" in said
    assert text_of(own, "scenario.yaml") == before


def test_of_two_windows_the_later_one_sees_both_texts_and_may_save_its_own(own: OwnScenario, ada: Client) -> None:
    address = reverse("own_file", args=[own.key, "scenario.yaml"])
    first = text_after(own, "scenario.yaml", "title: Small", "title: Hers")
    second = text_after(own, "scenario.yaml", "title: Small", "title: His")
    assert ada.post(address, first).status_code == 302
    clash = ada.post(address, second)
    assert clash.status_code == 409
    assert "title: Hers" in clash.text
    assert "title: His" in clash.text
    assert "title: Hers" in text_of(own, "scenario.yaml")
    assert 'name="revision" value="2"' in clash.text
    assert ada.post(address, {**second, "revision": "2"}).status_code == 302
    assert "title: His" in text_of(own, "scenario.yaml")


def test_hostile_text_shows_as_text_on_every_page(small: Path, ada: Client) -> None:
    files = files_of(small / "small")
    cover = files["scenario.yaml"].decode().replace("title: Small", f"title: {json.dumps(SCRIPT)}")
    cover = cover.replace("subtitle: A pack for tests", f"subtitle: {json.dumps(SCRIPT)}")
    files["scenario.yaml"] = f"authors: [{json.dumps(SCRIPT)}]\nlicence: {json.dumps(SCRIPT)}\n{cover}".encode()
    files["README.md"] = f"</textarea></pre>{SCRIPT}".encode()
    ada.post(reverse("import_scenario"), {"file": zip_file(pack_zip("small", files))})
    own = OwnScenario.objects.get()
    ada.post(reverse("publish_scenario", args=[own.key]), {"name": SCRIPT})
    own.refresh_from_db()
    assert own.scenario
    token, offer, slug = sharing.share(own=own), sharing.offer(own=own), own.scenario.slug
    addresses = [
        reverse("own_scenarios"),
        reverse("own_scenario", args=[own.key]),
        reverse("own_file", args=[own.key, "README.md"]),
        reverse("own_file", args=[own.key, "scenario.yaml"]),
        reverse("delete_scenario", args=[own.key]),
        reverse("shared_scenario", args=[token]),
        reverse("offered_scenario", args=[offer]),
        reverse("landing"),
        reverse("scenario", args=[slug]),
        reverse("sources", args=[slug]),
        reverse("teaching", args=[slug]),
        f"{reverse('new_exercise')}?scenario={slug}",
    ]
    for address in addresses:
        page = ada.get(address)
        assert page.status_code == 200, address
        assert SCRIPT not in page.text, address
        assert "</textarea></pre>" not in page.text, address
    assert "&lt;script&gt;" in ada.get(addresses[1]).text


def test_somebody_with_the_link_copies_and_their_copy_is_another_scenario(own: OwnScenario) -> None:
    eve, token = browser_of("eve"), sharing.share(own=own)
    address = reverse("shared_scenario", args=[token])
    assert "Copy it" in eve.get(address).text
    assert Client().get(address).status_code == 302
    assert "The copy is yours" in eve.post(address, follow=True).text
    copied = OwnScenario.objects.exclude(pk=own.pk).get()
    assert copied.origin == "Small, by Ada"
    assert eve.get(reverse("own_scenario", args=[own.key])).status_code == 404
    for name in ("own_file", "remove_own_file", "check_own_file"):
        assert eve.post(reverse(name, args=[own.key, "scenario.yaml"])).status_code == 404
    for name in ("publish_scenario", "own_act", "delete_scenario", "add_own_file"):
        assert eve.post(reverse(name, args=[own.key])).status_code == 404


def test_a_scenario_is_handed_over_put_away_and_deleted_by_pages(own: OwnScenario, ada: Client) -> None:
    act = reverse("own_act", args=[own.key])
    assert "/offered-scenarios/" in ada.post(act, {"act": "offer"}, follow=True).text
    own.refresh_from_db()
    eve = browser_of("eve")
    assert "is yours now" in eve.post(reverse("offered_scenario", args=[own.hand_over_token]), follow=True).text
    assert ada.get(reverse("own_scenario", args=[own.key])).status_code == 404
    assert "put away" in eve.post(act, {"act": "put-away"}, follow=True).text
    assert "Put away (1)" in eve.get(reverse("own_scenarios")).text
    delete = reverse("delete_scenario", args=[own.key])
    assert eve.post(delete, {"title": "Another"}).status_code == 422
    assert "is deleted" in eve.post(delete, {"title": "small"}, follow=True).text
    assert not OwnScenario.objects.exists()


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_scenario_begins_with_a_template_and_can_be_published_at_once(template: str) -> None:
    ada = browser_of("ada")
    page = ada.post(reverse("begin_scenario"), {"template": template}, follow=True)
    assert "Change what you like" in page.text
    own = OwnScenario.objects.get()
    assert (own.title, own.faults) == (propose(template).title, [])
    assert "is published" in ada.post(reverse("publish_scenario", args=[own.key]), {"name": "One"}, follow=True).text


def test_a_template_that_does_not_exist_begins_nothing(ada: Client) -> None:
    assert ada.post(reverse("begin_scenario"), {"template": "../x"}).headers["Location"] == reverse("own_scenarios")
    assert not OwnScenario.objects.exists()
