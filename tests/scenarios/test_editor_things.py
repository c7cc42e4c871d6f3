"""Things of a draft as forms: fields have words, an unchanged form changes nothing, a change is one place."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.field_words import OF_ENTRY, WORDS
from scenarios.editor.names import names_of
from scenarios.editor.parts import PARTS, things_of
from scenarios.editor.posted import posted_values
from scenarios.editor.schemas import all_schemas, schema_of
from scenarios.editor.thing_fields import FieldReader
from scenarios.editor.thing_shapes import ThingField, ThingGroup, all_fields
from scenarios.folders import PACKS
from scenarios.models import OwnScenario
from scenarios.pack_members import files_of
from scenarios.services import drafts
from scenarios.yaml_source import tree_at
from tests.scenarios.own import browser_of, save, text_of
from tests.scenarios.pack_games import SLUGS
from wargame.accounts.models import User

SCRIPT = "<script>alert(1)</script>"
WITH_WORDS = ("OrderEntry", "LevelSpec", "IncidentSpec", "StageSpec", "TransitionSpec", "InjectSpec", "SeatEntry")
RARE = {"codes", "deed", "mid_action", "provokes", "accident", "lists", "on_list", "after", "rate", "place", "state"}
RARE |= {"several_targets", "several_partners"}
"""Fields that stand under *More* with the name that the file gives them."""


def forms_of(trees: DraftTrees) -> Iterator[ThingGroup]:
    """Yield the form of each thing of a draft."""
    names = names_of(trees)
    for part in PARTS.values():
        for thing in things_of(part, trees):
            reader = FieldReader(part.schema, names, leaves_out=part.leaves_out)
            value = tree_at(trees.trees[thing.file], thing.place)
            yield reader.group(schema_of(part), value, thing.place, thing.title)


def sent(fields: Iterator[ThingField], **typed: object) -> QueryDict:
    """Return the form as a browser sends it, with a few values typed, by place."""
    form = QueryDict(mutable=True)
    for field in fields:
        form[f"b:{field.dotted}"] = field.before
        if field.kind in ("codes", "condition", "lines", "pair"):
            form[f"l:{field.dotted}"] = "1"
            form.setlist(f"v:{field.dotted}", [*field.values, ""])
        else:
            form[f"v:{field.dotted}"] = field.value.replace("\n", "\r\n")
    for place, value in typed.items():
        form.setlist(f"v:{place}", value if isinstance(value, list) else [str(value)])
    return form


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_every_form_of_a_shipped_pack_that_nobody_changes_changes_nothing(slug: str) -> None:
    trees = DraftTrees.of({name: body.decode() for name, body in files_of(PACKS / slug).items()})
    forms = list(forms_of(trees))
    assert len(forms) > 100
    for form in forms:
        changed = [value for value in posted_values(sent(all_fields(form))) if value.is_changed]
        assert changed == [], form.title


def test_the_fields_of_seats_orders_incidents_and_injects_have_words() -> None:
    for file in ("orders", "incidents", "msel", "seat"):
        for entry, schema in all_schemas()[file]["$defs"].items():
            if entry in WITH_WORDS:
                fields = set(schema["properties"]) - RARE
                assert {each for each in fields if each not in WORDS and (entry, each) not in OF_ENTRY} == set(), entry


def form_of(own: OwnScenario, part: str, place: int | None = 0, **typed: object) -> QueryDict:
    """Return the form of a thing of a part as a browser sends it."""
    trees = DraftTrees.of(drafts.texts_in(own))
    thing = things_of(PARTS[part], trees)[place or 0]
    reader = FieldReader(PARTS[part].schema, names_of(trees), leaves_out=PARTS[part].leaves_out)
    value = tree_at(trees.trees[thing.file], thing.place)
    return sent(all_fields(reader.group(schema_of(PARTS[part]), value, thing.place)), **typed)


def address(own: OwnScenario, part: str, number: int = 0) -> str:
    """Return the address of a thing of a part."""
    thing = things_of(PARTS[part], DraftTrees.of(drafts.texts_in(own)))[number]
    return reverse("own_thing", args=[own.key, part, thing.ref])


@pytest.mark.django_db
@pytest.mark.slow
def test_each_part_has_a_page_and_each_kind_of_thing_a_form(own: OwnScenario, ada: Client) -> None:
    trees = DraftTrees.of(drafts.texts_in(own))
    for part in PARTS.values():
        page = ada.get(reverse("own_part", args=[own.key, part.key]), follow=True)
        assert page.status_code == 200, part.key
        if things_of(part, trees):
            assert ada.get(address(own, part.key)).status_code == 200, part.key
    assert ada.get(reverse("own_part", args=[own.key, "nothing"])).status_code == 404
    assert ada.get(reverse("own_thing", args=[own.key, "orders", "nothing"])).status_code == 404


@pytest.mark.django_db
@pytest.mark.slow
def test_a_field_is_changed_and_nothing_else(own: OwnScenario, ada: Client) -> None:
    before = drafts.texts_in(own)
    form = form_of(own, "states", **{"states/0/name": "Elsewhere"})
    assert "Saved." in ada.post(address(own, "states"), form, follow=True).text
    after = drafts.texts_in(own)
    assert {name for name in before if before[name] != after[name]} == {"scenario.yaml"}
    assert "name: Elsewhere" in after["scenario.yaml"]
    assert len(after["scenario.yaml"].splitlines()) == len(before["scenario.yaml"].splitlines())


@pytest.mark.django_db
@pytest.mark.slow
def test_the_longest_forms_of_a_shipped_pack_are_saved() -> None:
    ada = browser_of("ada")
    own = drafts.create(user=User.objects.get(), files=files_of(PACKS / "list-four"), now=timezone.now())
    for part, field, file in (("incidents", "name", "incidents.yaml"), ("seats", "brief/task", "seats/USA.yaml")):
        before = drafts.texts_in(own)
        place = things_of(PARTS[part], DraftTrees.of(before))[0].place
        form = form_of(own, part, **{"/".join(map(str, (*place, field))): "Changed here."})
        assert sum(len(values) for _, values in form.lists()) > 600
        assert "Saved." in ada.post(address(own, part), form, follow=True).text
        after = drafts.texts_in(own)
        assert [name for name in before if before[name] != after[name]] == [file]
        assert "Changed here." in after[file]


@pytest.mark.django_db
@pytest.mark.slow
def test_two_authors_of_one_thing_merge_and_a_clash_shows_both(own: OwnScenario, ada: Client) -> None:
    first = form_of(own, "states", **{"states/0/name": "Hers"})
    second = form_of(own, "states", **{"states/0/approval": "61"})
    third = form_of(own, "states", **{"states/0/name": "His"})
    here = address(own, "states")
    ada.post(here, first)
    ada.post(here, second)
    assert "name: Hers" in text_of(own, "scenario.yaml")
    assert "approval: 61" in text_of(own, "scenario.yaml")
    clash = ada.post(here, third)
    assert clash.status_code == 409
    assert "Theirs, which is saved: Hers" in clash.text
    assert 'value="His"' in clash.text


@pytest.mark.django_db
@pytest.mark.slow
def test_things_and_items_are_added_doubled_and_removed(own: OwnScenario, ada: Client) -> None:
    start = drafts.texts_in(own)
    marks = reverse("own_part", args=[own.key, "marks"])
    page = ada.post(marks, follow=True)
    assert "There is a new mark" in page.text
    assert "key: new" in text_of(own, "scenario.yaml")
    number = len(things_of(PARTS["marks"], DraftTrees.of(drafts.texts_in(own)))) - 1
    ada.post(address(own, "marks", number), {"act": "double:"})
    assert "key: new_2" in text_of(own, "scenario.yaml")
    for _ in range(2):
        ada.post(address(own, "marks", number), {"act": "delete:"})
    assert drafts.texts_in(own)["scenario.yaml"].count("new") == start["scenario.yaml"].count("new")
    place = f"{things_of(PARTS['incidents'], DraftTrees.of(drafts.texts_in(own)))[0].place[1]}/stages"
    stages = f"incidents/{place}"
    ada.post(address(own, "incidents"), {"act": f"add:{stages}"})
    assert "key: new" in text_of(own, "incidents.yaml")
    assert "no such" not in ada.get(address(own, "incidents")).text


@pytest.mark.django_db
@pytest.mark.slow
def test_a_fault_stands_at_its_field_with_a_link_to_it(own: OwnScenario, ada: Client) -> None:
    save(own, "scenario.yaml", "approval: ", "approval: x")
    page = ada.get(address(own, "states")).text
    assert 'href="#f-states-0-approval"' in page
    assert 'id="f-states-0-approval"' in page
    assert "f-states-0-approval" in ada.get(reverse("own_editor", args=[own.key])).text


@pytest.mark.django_db
@pytest.mark.slow
def test_hostile_values_show_as_text_in_forms(own: OwnScenario, ada: Client) -> None:
    form = form_of(own, "states", **{"states/0/name": f'">{SCRIPT}'})
    ada.post(address(own, "states"), form)
    page = ada.get(address(own, "states")).text
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    said = ada.get(reverse("own_sentence", args=[own.key]), {"v:x": SCRIPT})
    assert said["Content-Type"].startswith("text/plain")


@pytest.mark.django_db
@pytest.mark.slow
def test_a_clause_is_said_as_somebody_types_it(own: OwnScenario, ada: Client) -> None:
    said = ada.get(reverse("own_sentence", args=[own.key]), {"v:when": "tension KOR JPN >= 50"}).text
    assert said == "tension of Korea towards Japan is at least 50" or said.startswith("tension of ")
    assert "knows no such condition" in ada.get(reverse("own_sentence", args=[own.key]), {"v:when": "mood KOR"}).text


@pytest.mark.django_db
@pytest.mark.parametrize("read", ["[1", '{"a": 1}', "[1, 2]", ""])
def test_a_value_that_cannot_be_read_is_refused_in_words_and_what_was_typed_stays(
    own: OwnScenario, ada: Client, read: str
) -> None:
    before = drafts.texts_in(own)
    form = {
        "b:meta/title": read,
        "v:meta/title": "Typed in vain",
        "b:meta/summary": "null",
        "v:meta/summary": "And this",
    }
    refused = ada.post(reverse("own_thing", args=[own.key, "card", "it"]), form)
    assert refused.status_code == 422
    assert "did not come whole" in refused.text
    assert drafts.texts_in(own) == before
    assert "Typed in vain" in refused.text
