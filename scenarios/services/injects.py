"""Adds, doubles and removes injects of a draft with their texts, which stand in a list of their own."""

from datetime import datetime

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.inject_grid import INJECTS, texts_of
from scenarios.editor.new_injects import EMPTY, TEXTS, empty_text
from scenarios.editor.new_names import with_new_name
from scenarios.editor.parts import Thing, things_of
from scenarios.editor.schemas import schema_of, template_of
from scenarios.models import OwnScenario
from scenarios.services import drafts, edits
from scenarios.yaml_source import added, removed, tree_at
from scenarios.yamlsafe import Place, Tree

FILE, LIST = INJECTS.file, (INJECTS.section,)


def add_inject(*, own: OwnScenario, now: datetime, turn: int = 1) -> str:
    """Add an inject of a turn with a text that no seat reads yet, and return its key."""
    with drafts.changing(own, "Added a new inject", now) as held:
        texts = drafts.texts_in(held)
        source = texts.get(FILE, EMPTY)
        trees = DraftTrees.of({**texts, FILE: source})
        value = with_new_name(template_of(schema_of(INJECTS), INJECTS.schema), _keys(trees))
        window: list[Tree] = [str(turn), str(turn)]
        entry: dict[str, Tree] = {**(value if isinstance(value, dict) else {}), "turns": window}
        key = str(entry["key"])
        source = added(source, LIST, entry, name=FILE)
        source = added(source, TEXTS, empty_text(key), name=FILE)
        drafts.write(held, {**texts, FILE: source}, now)
    return key


def add_text(*, own: OwnScenario, thing: Thing, now: datetime) -> None:
    """Add a text to an inject, which no seat reads yet."""
    about = f"Added a text to inject “{thing.title}”"
    target = edits.Target(FILE, lambda _: TEXTS)
    edits.add_item(own=own, target=target, value=empty_text(thing.ref), about=about, now=now)


def double_inject(*, own: OwnScenario, thing: Thing, now: datetime) -> None:
    """Add a copy of an inject behind it, and copies of its texts behind the last of them, under a new key."""
    with drafts.changing(own, f"Doubled inject “{thing.title}”", now) as held:
        texts, trees = _read(held)
        value = tree_at(trees.trees.get(FILE, {}), thing.place)
        if not isinstance(value, dict) or value.get("key") != thing.ref:
            raise edits.Gone
        copied = with_new_name(value, _keys(trees), thing.ref)
        source = added(texts[FILE], LIST, copied, name=FILE, after=int(thing.place[-1]))
        found = list(texts_of(trees, thing.ref))
        for count, (_, entry) in enumerate(found):
            new = {**entry, "inject": copied["key"] if isinstance(copied, dict) else ""}
            source = added(source, TEXTS, new, name=FILE, after=found[-1][0] + count)
        drafts.write(held, {**texts, FILE: source}, now)


def remove_inject(*, own: OwnScenario, thing: Thing, now: datetime) -> None:
    """Remove an inject and its texts."""
    with drafts.changing(own, f"Removed inject “{thing.title}”", now) as held:
        texts, trees = _read(held)
        places: list[Place] = [("texts", index) for index, _ in reversed(list(texts_of(trees, thing.ref)))]
        value = tree_at(trees.trees.get(FILE, {}), thing.place)
        if not isinstance(value, dict) or value.get("key") != thing.ref:
            raise edits.Gone
        source = texts[FILE]
        for place in (*places, thing.place):
            source = removed(source, place, name=FILE)
        drafts.write(held, {**texts, FILE: source}, now)


def _read(held: OwnScenario) -> tuple[dict[str, str], DraftTrees]:
    texts = drafts.texts_in(held)
    return texts, DraftTrees.of(texts)


def _keys(trees: DraftTrees) -> set[str]:
    return {each.ref for each in things_of(INJECTS, trees)}
