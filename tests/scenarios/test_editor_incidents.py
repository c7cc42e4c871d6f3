"""An incident as a picture beside a table: chances, rows, and stages that are added, moved and removed."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.incident_steps import Stage, stages_of
from scenarios.editor.parts import PARTS, things_of
from scenarios.editor.stage_uses import uses_by_stage
from scenarios.folders import PACKS
from scenarios.models import OwnScenario
from scenarios.pack_members import files_of
from scenarios.selectors.incidents import incident_picture, stages_in
from scenarios.services import drafts
from scenarios.yaml_source import moved_up, tree_at
from scenarios.yamlsafe import read_bytes
from tests.scenarios.own import text_of
from tests.scenarios.pack_games import SLUGS
from tests.scenarios.test_editor_things import form_of
from wargame.web.stage_pictures import DrawnStage

pytestmark = pytest.mark.slow
HERE = "incidents/0"


def steps(*written: tuple[str, str, str, list[str]], adds: str = "") -> tuple[Stage, ...]:
    """Return one stage with steps, each with its stage to, weight and turns, in a game of four turns."""
    transitions = [
        {"to": to, "weight": weight, "turns": turns, "modifiers": [{"add": adds}] if adds else []}
        for _, to, weight, turns in written
    ]
    return stages_of({"stages": [{"key": "here", "transitions": transitions}]}, ("incidents", 0), 4)  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("written", "adds", "chances", "never"),
    [
        ([("", "a", "30", ["1", "4"]), ("", "b", "90", ["1", "4"])], "", ["25", "75"], [False, False]),
        ([("", "a", "10", ["1", "2"]), ("", "b", "10", ["2", "3"])], "", ["50 to 100", "50 to 100"], [False, False]),
        ([("", "a", "0", ["1", "4"]), ("", "b", "8", ["5", "9"])], "", ["0", "0"], [True, True]),
        ([("", "a", "0", ["1", "4"])], "5", ["0"], [False]),
        ([("", "a", "much", ["1", "x"]), ("", "b", "1e9", [])], "", ["0", "0"], [True, True]),
    ],
)
def test_chances_come_from_the_weights_that_are_open_in_a_turn(
    written: list[tuple[str, str, str, list[str]]], adds: str, chances: list[str], never: list[bool]
) -> None:
    (stage,) = steps(*written, adds=adds)
    assert [step.chance for step in stage.steps] == chances
    assert [step.is_never for step in stage.steps] == never


def incidents() -> Iterator[tuple[str, DraftTrees]]:
    for slug in SLUGS:
        yield slug, DraftTrees.of({name: body.decode() for name, body in files_of(PACKS / slug).items()})


def test_each_incident_of_the_packs_is_drawn_inside_its_picture_without_boxes_that_overlap() -> None:
    for slug, trees in incidents():
        for known in things_of(PARTS["incidents"], trees):
            picture = incident_picture(trees, known)
            assert len(picture.boxes) == len(stages_in(trees, known)), (slug, known.ref)
            assert picture.ways, (slug, known.ref)
            for box in picture.boxes:
                assert box.x > 0
                assert box.x + box.width < picture.width
                assert box.bottom < picture.height
                assert not any(_overlap(box, other) for other in picture.boxes if other is not box)
            for way in picture.ways:
                assert way.label_left >= 0
                assert way.label_left + way.label_width <= picture.width
                assert all(-1 < number < 2000 for number in map(float, re.findall(r"-?\d+\.\d", way.line)))


def _overlap(one: DrawnStage, other: DrawnStage) -> bool:
    return one.y == other.y and one.x < other.x + other.width and other.x < one.x + one.width


def test_a_stage_knows_its_steps_conditions_and_boards() -> None:
    trees = dict(incidents())["nine-past-nine"]
    known = next(each for each in things_of(PARTS["incidents"], trees) if each.ref == "a50")
    found = uses_by_stage(trees, known.ref, known.place)
    fields = {use.place[-1] if isinstance(use.place[-1], str) else use.place[-2] for use in found["north"]}
    assert {"start", "to"} <= fields
    assert any("stage a50" in use.value for uses in found.values() for use in uses)


def test_an_item_moves_up_with_its_remarks_and_all_else_stays() -> None:
    source = (
        "list:\n  # of a\n  - a: 1\n    b: [x, y]  # beside\n\n  # of c\n  - c: 2\n  - {d: 3}\nflow: [{e: 1}, {f: 2}]\n"
    )
    assert moved_up(source, ("list", 1), name="x") == (
        "list:\n  # of a\n  # of c\n  - c: 2\n\n  - a: 1\n    b: [x, y]  # beside\n  - {d: 3}\nflow: [{e: 1}, {f: 2}]\n"
    )
    assert "  - {d: 3}\n  # of c\n  - c: 2\n" in moved_up(source, ("list", 2), name="x")
    assert "flow: [{f: 2}, {e: 1}]" in moved_up(source, ("flow", 1), name="x")
    for slug, trees in incidents():
        text = (PACKS / slug / "incidents.yaml").read_text()
        for known in things_of(PARTS["incidents"], trees)[:1]:
            place = (*known.place, "stages", 1)
            moved = moved_up(text, place, name="x")
            assert sorted(moved.splitlines()) == sorted(text.splitlines())
            assert moved_up(moved, place, name="x") == text or tree_at(
                read_bytes(moved_up(moved, place, name="x").encode(), name="x").tree, known.place
            ) == trees.at("incidents.yaml", known.place)


@pytest.mark.django_db
def test_the_page_shows_the_picture_and_follows_what_is_typed(own: OwnScenario, ada: Client) -> None:
    before = drafts.texts_in(own)
    page = ada.get(reverse("own_thing", args=[own.key, "incidents", "flight"])).text
    assert page.count('class="stages-box') == 2
    assert 'href="#w-f-incidents-0-stages-0-transitions-1"' in page
    assert 'id="w-f-incidents-0-stages-0-transitions-1"' in page
    form = form_of(own, "incidents", **{f"{HERE}/stages/0/transitions/1/weight": "150"})
    form[f"v:{HERE}/stages/1/name"] = "<script>alert(1)</script>"
    answer = ada.post(reverse("own_picture", args=[own.key, "flight"]), form)
    assert answer.status_code == 200
    assert re.findall(r"<span id=.*?>\s*(\d+)\s*</span>", answer.text) == ["25", "75"]
    assert "<script>" not in answer.text
    assert drafts.texts_in(own) == before
    assert ada.post(reverse("own_picture", args=[own.key, "nothing"]), form).status_code == 404


@pytest.mark.django_db
def test_stages_are_moved_and_one_in_use_is_removed_after_a_question(own: OwnScenario, ada: Client) -> None:
    here = reverse("own_thing", args=[own.key, "incidents", "flight"])
    start = text_of(own, "incidents.yaml")
    ada.post(here, {"act": f"up:{HERE}/stages/1"})
    assert text_of(own, "incidents.yaml").index("key: gone") < text_of(own, "incidents.yaml").index("key: here")
    ada.post(here, {"act": f"down:{HERE}/stages/0"})
    assert sorted(text_of(own, "incidents.yaml").splitlines()) == sorted(start.splitlines())
    held = text_of(own, "incidents.yaml")
    asked = ada.post(here, {"act": f"remove:{HERE}/stages/1"})
    assert asked.status_code == 409
    assert "“Gone” is in use" in asked.text
    assert "Endings: Gone" in asked.text
    assert text_of(own, "incidents.yaml") == held
    ada.post(here, {"act": f"remove-used:{HERE}/stages/1"})
    assert "key: gone" not in text_of(own, "incidents.yaml")
    assert "no such stage" in ada.get(here).text
    ada.post(here, {"act": f"add:{HERE}/stages"})
    refused = ada.post(here, {"act": f"up:{HERE}/stages/0"}, follow=True)
    assert "this place has changed" in refused.text
