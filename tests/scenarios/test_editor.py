"""The editor: a frame with checks, undo and redo, and texts that are edited in place."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.folders import PACKS
from scenarios.models import OwnScenario
from scenarios.pack_members import files_of
from scenarios.services import drafts, edits
from tests.scenarios.own import account, press_step, save, text_of
from tests.scenarios.pack_games import SLUGS
from wargame.accounts.models import User

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SCRIPT = "<script>alert(1)</script>"
SEAT = "seats/JPN.yaml"


def wording(own: OwnScenario, text: str, before: str | None = None) -> dict[str, str]:
    """Return the form of the first situation of a seat."""
    return {
        "file": SEAT,
        "place": "situations/0/headline",
        "label": "Headline",
        "before": headline(own) if before is None else before,
        "text": text,
    }


def headline(own: OwnScenario) -> str:
    line = next(line for line in text_of(own, SEAT).splitlines() if "headline:" in line)
    return line.partition("headline: ")[2].partition(", text:")[0].strip('"')


@pytest.mark.parametrize("slug", SLUGS)
def test_every_shipped_pack_opens_in_the_editor_and_comes_out_byte_for_byte(slug: str, ada: Client) -> None:
    files = files_of(PACKS / slug)
    own = drafts.create(user=User.objects.get(username="ada"), files=files, now=timezone.now())
    seats = [name[6:-5] for name in files if name.startswith("seats/")]
    texts = reverse("own_texts", args=[own.key])
    for address in (reverse("own_editor", args=[own.key]), f"{texts}?seat={seats[0]}&turn=2", f"{texts}?turn=0"):
        assert ada.get(address).status_code == 200
    assert drafts.files_in(own) == files


def test_a_text_is_edited_in_place_and_nothing_else_changes(own: OwnScenario, ada: Client) -> None:
    before = drafts.texts_in(own)
    page = ada.get(f"{reverse('own_texts', args=[own.key])}?seat=JPN").text
    assert headline(own) in page
    old = headline(own)
    done = ada.post(reverse("own_save_text", args=[own.key]), wording(own, "A new headline"), follow=True)
    assert "Saved." in done.text
    after = drafts.texts_in(own)
    assert after == before | {SEAT: before[SEAT].replace(old, "A new headline", 1)}


def test_of_two_authors_of_one_text_the_later_one_sees_both_and_may_save_again(own: OwnScenario, ada: Client) -> None:
    address, read = reverse("own_save_text", args=[own.key]), headline(own)
    ada.post(address, wording(own, "Hers"))
    clash = ada.post(address, wording(own, "His", before=read))
    assert clash.status_code == 409
    assert "Hers" in clash.text
    assert "His" in clash.text
    assert headline(own) == "Hers"
    assert ada.post(address, wording(own, "His", before="Hers")).status_code == 302
    assert headline(own) == "His"


def test_fields_of_two_authors_merge(own: OwnScenario) -> None:
    target, now = edits.Target("scenario.yaml"), timezone.now()
    for place, old, new in ((("meta", "title"), "Small", "Large"), (("meta", "subtitle"), "A pack for tests", "Mine")):
        change = edits.FieldChange(place, old, new)
        saved = edits.save_fields(own=own, target=target, changes=[change], about="x", now=now)
        assert (saved.made, saved.clashes) == (1, {})
    assert own.title == "Large"


def test_an_item_that_moved_meanwhile_is_not_overwritten(own: OwnScenario) -> None:
    target = edits.Target("scenario.yaml")
    guard = edits.FieldChange(("states", 0, "code"), "ZZZ", "ZZZ")
    change = edits.FieldChange(("states", 0, "approval"), "50", "60")
    saved = edits.save_fields(own=own, target=target, changes=[change], guards=[guard], about="x", now=timezone.now())
    assert not saved.made


def test_each_change_is_undone_and_made_again(own: OwnScenario, ada: Client) -> None:
    start = drafts.texts_in(own)
    ada.post(reverse("own_save_text", args=[own.key]), wording(own, "One"))
    save(own, "scenario.yaml", "title: Small", "title: Other")
    drafts.remove_file(own=own, name=SEAT, now=timezone.now())
    end = drafts.texts_in(own)
    said = [press_step(ada, own, "undo").text for _ in range(4)]
    assert "Undone: Removed the file" in said[0]
    assert "There is nothing to undo" in said[3]
    assert drafts.texts_in(own) == start
    for _ in range(3):
        press_step(ada, own, "redo")
    assert drafts.texts_in(own) == end
    press_step(ada, own, "undo")
    save(own, "scenario.yaml", "title: Other", "title: Third")
    assert "There is nothing to make again" in press_step(ada, own, "redo").text


def test_undo_leads_back_to_the_page_and_nowhere_else(own: OwnScenario, ada: Client) -> None:
    step, texts = reverse("own_step", args=[own.key]), reverse("own_texts", args=[own.key])
    assert ada.post(step, {"act": "undo", "next": texts})["Location"] == texts
    assert ada.post(step, {"act": "undo", "next": "https://x.example/"})["Location"].endswith("/edit/")


def test_a_fault_stands_in_the_rail_and_leads_to_its_part(own: OwnScenario, ada: Client) -> None:
    save(own, "orders.yaml", "cost: 1", "cost: many")
    page = ada.get(reverse("own_editor", args=[own.key])).text
    assert "1 fault first" in page
    assert "This is not a whole number" in page
    assert reverse("own_part", args=[own.key, "orders"]) in page
    assert "1 fault" in ada.get(reverse("own_part", args=[own.key, "orders"])).text


def test_a_text_that_no_file_can_hold_is_refused_in_words(own: OwnScenario, ada: Client) -> None:
    before = drafts.texts_in(own)
    said = ada.post(reverse("own_save_text", args=[own.key]), wording(own, "a\u202eb"))
    assert said.status_code == 422
    assert "Remove invisible signs" in said.text
    gone = ada.post(reverse("own_save_text", args=[own.key]), {**wording(own, "x"), "file": "none.yaml"})
    assert "Somebody removed or renamed this" in gone.text
    assert drafts.texts_in(own) == before


@pytest.mark.parametrize("digits", ["\N{SUPERSCRIPT TWO}", "9" * 5000])
def test_digits_that_are_no_number_break_no_page(own: OwnScenario, ada: Client, digits: str) -> None:
    assert ada.get(reverse("own_texts", args=[own.key]), {"turn": digits}).status_code == 200
    save(own, "orders.yaml", "    seats: [", f"    turns: ['{digits}', '3']\n    seats: [")
    assert ada.get(reverse("own_editor", args=[own.key])).status_code == 200


def test_hostile_text_shows_as_text_in_the_editor(own: OwnScenario, ada: Client) -> None:
    save(own, "scenario.yaml", "title: Small", f"title: '{SCRIPT}'")
    ada.post(reverse("own_save_text", args=[own.key]), wording(own, f"</textarea>{SCRIPT}"))
    for address in (reverse("own_editor", args=[own.key]), f"{reverse('own_texts', args=[own.key])}?seat=JPN"):
        page = ada.get(address).text
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


def test_nobody_else_edits_a_draft(own: OwnScenario) -> None:
    eve = Client()
    eve.force_login(account("eve"))
    for name in ("own_editor", "own_texts"):
        assert eve.get(reverse(name, args=[own.key])).status_code == 404
    for name in ("own_step", "own_save_text"):
        assert eve.post(reverse(name, args=[own.key]), wording(own, "x")).status_code == 404
