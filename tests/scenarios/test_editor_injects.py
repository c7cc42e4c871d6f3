"""The grid of injects: one row is saved, added, doubled or removed, and nothing else changes."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.inject_grid import SECTIONS, GridInject, InjectGrid, inject_grid
from scenarios.editor.names import names_of
from scenarios.editor.posted import posted_values
from scenarios.folders import PACKS
from scenarios.models import OwnScenario
from scenarios.pack_members import files_of
from scenarios.services import drafts, edits, injects
from tests.scenarios.own import account, press_step, save, text_of
from tests.scenarios.pack_games import SLUGS

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SCRIPT = "<script>alert(1)</script>"


def grid_of(files: dict[str, str]) -> InjectGrid:
    trees = DraftTrees.of(files)
    return inject_grid(trees, names_of(trees), ())


def form_of(inject: GridInject, grid: InjectGrid, **typed: object) -> QueryDict:
    """Return the form of a row as a browser sends it: boxes in the order of the columns."""
    form = QueryDict(mutable=True)
    form["ref"] = inject.thing.ref
    for field in inject.fields:
        form[f"b:{field.dotted}"] = field.before
        if field.kind in ("codes", "condition", "pair"):
            form[f"l:{field.dotted}"] = "1"
            values = [code for code in grid.seats if code in field.values] if field.kind == "codes" else field.values
            form.setlist(f"v:{field.dotted}", [*values, ""])
        else:
            form[f"v:{field.dotted}"] = field.value.replace("\n", "\r\n")
    for place, value in typed.items():
        form.setlist(f"v:{place}", value if isinstance(value, list) else [str(value)])
    return form


def first(own: OwnScenario) -> tuple[GridInject, InjectGrid]:
    grid = grid_of(drafts.texts_in(own))
    return grid.turns[0].injects[0], grid


def address(own: OwnScenario) -> str:
    return reverse("own_injects", args=[own.key])


@pytest.mark.parametrize("slug", SLUGS)
def test_no_row_of_a_shipped_pack_changes_anything_by_itself(slug: str) -> None:
    grid = grid_of({name: body.decode() for name, body in files_of(PACKS / slug).items()})
    assert grid.count >= 10
    assert not grid.strangers
    for turn in grid.turns:
        for inject in turn.injects:
            assert inject.texts
            assert [each for each in posted_values(form_of(inject, grid)) if each.is_changed] == []


def test_cells_are_saved_in_one_step_and_nothing_else_changes(own: OwnScenario, ada: Client) -> None:
    inject, grid = first(own)
    before, text = text_of(own, "msel.yaml"), inject.texts[0]
    left = text.seats.values[1:]
    typed = {
        text.title.dotted: "A new title",
        inject.chance.dotted: "35",
        text.seats.dotted: [*left][::-1],
    }
    page = ada.post(address(own), form_of(inject, grid, **typed), follow=True).text
    assert "Saved." in page
    assert "35 times in 100" in unescape(page)
    after = text_of(own, "msel.yaml")
    assert len(after.splitlines()) == len(before.splitlines())
    assert f"[{', '.join(left)}]" in after
    press_step(ada, own, "undo")
    assert text_of(own, "msel.yaml") == before


def test_with_htmx_the_foot_of_a_row_answers_and_says_what_its_author_has_read_now(
    own: OwnScenario, ada: Client
) -> None:
    inject, grid = first(own)
    title = inject.texts[0].title.dotted
    said = ada.post(address(own), form_of(inject, grid, **{title: "Hers"}), headers={"HX-Request": "true"}).text
    assert "<html" not in said
    assert 'hx-swap-oob="true"' in said
    assert "Undo: Changed inject" in said
    assert re.search(rf'name="b:{title}" value="&quot;Hers&quot;"', said)
    clash = ada.post(address(own), form_of(inject, grid, **{title: "His"}), headers={"HX-Request": "true"}).text
    assert "Somebody changed title to “Hers”" in unescape(clash)
    assert "His" not in text_of(own, "msel.yaml")
    assert ada.post(address(own), form_of(inject, grid, **{title: "His"})).status_code == 409


def test_a_row_that_moved_meanwhile_is_not_written_into_another_one(own: OwnScenario, ada: Client) -> None:
    inject, grid = first(own)
    form = form_of(inject, grid, **{inject.title.dotted: "Lost"})
    text = text_of(own, "msel.yaml")
    save(own, "msel.yaml", "injects:\n", "injects:\n  - {key: above, title: Above, turns: [1, 1]}\n")
    said = ada.post(address(own), form, headers={"HX-Request": "true"}).text
    assert "load the page again" in said
    assert "Lost" not in text_of(own, "msel.yaml")
    assert text != text_of(own, "msel.yaml")


def test_an_inject_is_added_doubled_and_removed_with_its_texts(own: OwnScenario, ada: Client) -> None:
    start = text_of(own, "msel.yaml")
    inject, _ = first(own)
    count = len(inject.texts)
    for act, grown_by, texts in (("add", 1, 1), ("double", 2, 1 + count), ("text", 2, 2 + count)):
        ada.post(address(own), {"act": act, "ref": inject.thing.ref, "turn": "2"})
        trees, old = DraftTrees.of(drafts.texts_in(own)), DraftTrees.of({"msel.yaml": start})
        grown = [len(trees.entries("msel.yaml", each)) - len(old.entries("msel.yaml", each)) for each in SECTIONS]
        assert grown == [grown_by, texts], act
    assert "key: new" in text_of(own, "msel.yaml")
    assert f"{inject.thing.ref}_2" in text_of(own, "msel.yaml")
    ada.post(address(own), {"act": "remove", "ref": f"{inject.thing.ref}_2"})
    assert f"{inject.thing.ref}_2" not in text_of(own, "msel.yaml")
    for _ in range(4):
        press_step(ada, own, "undo")
    assert text_of(own, "msel.yaml") == start


def test_a_draft_without_injects_gets_its_first_one(own: OwnScenario, ada: Client) -> None:
    drafts.remove_file(own=own, name="msel.yaml", now=timezone.now())
    assert "has no injects" in ada.get(address(own)).text
    assert "There is a new inject" in ada.post(address(own), {"act": "add", "turn": "1"}, follow=True).text


def test_hostile_and_wrong_values_stand_in_their_cells_as_text(own: OwnScenario, ada: Client) -> None:
    inject, grid = first(own)
    text = inject.texts[0]
    typed = {text.title.dotted: SCRIPT, text.seats.dotted: ["ZZZ"], inject.chance.dotted: "often"}
    page = ada.post(address(own), form_of(inject, grid, **typed), follow=True).text
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    assert "no seat" in page
    assert "fault" in page
    refused = ada.post(address(own), form_of(*first(own), **{text.title.dotted: "a\u202eb"}))
    assert refused.status_code == 422
    assert "Not saved" in refused.text


def test_nobody_else_sees_or_changes_the_grid(own: OwnScenario) -> None:
    eve = Client()
    eve.force_login(account("eve"))
    assert eve.get(address(own)).status_code == 404
    assert eve.post(address(own), {"act": "add"}).status_code == 404


def test_an_inject_whose_place_another_one_took_is_not_removed(own: OwnScenario, ada: Client) -> None:
    inject, _ = first(own)
    save(own, "msel.yaml", f"key: {inject.thing.ref},", "key: another,")
    before = drafts.texts_in(own)
    with pytest.raises(edits.Gone):
        injects.remove_inject(own=own, thing=inject.thing, now=timezone.now())
    assert drafts.texts_in(own) == before
