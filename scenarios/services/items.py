"""Adds, doubles and removes things of a draft, and items inside a thing."""

from datetime import datetime

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.new_names import name_of, with_new_name
from scenarios.editor.parts import Part, Thing, things_of
from scenarios.editor.schemas import (
    PLACEHOLDER,
    Schema,
    resolved,
    schema_of,
    schema_of_values,
    template_of,
)
from scenarios.models import OwnScenario
from scenarios.services import drafts, edits, injects
from scenarios.yaml_source import moved_up, tree_at, with_value
from scenarios.yamlsafe import Place, Tree, read_bytes


def at_place(file: str, place: Place) -> edits.Target:
    """Return the target at a place that must still have a value."""
    return edits.Target(file, lambda tree: place if tree_at(tree, place) is not None else None)


def add_thing(*, own: OwnScenario, part: Part, now: datetime) -> str:
    """Add a thing with the least that its schema asks for, and return its reference."""
    if part.key == "injects":
        return injects.add_inject(own=own, now=now)
    value = with_new_name(template_of(schema_of(part), part.schema), _taken(own, part))
    place: Place = (part.section,)
    about = f"Added a new {part.one}"
    with drafts.changing(own, about, now) as held:
        texts = drafts.texts_in(held)
        if part.file not in texts:
            drafts.write(held, {**texts, part.file: f"{part.section}: []\n"}, now)
    edits.add_item(own=own, target=edits.Target(part.file, lambda _: place), value=value, about=about, now=now)
    return things_of(part, DraftTrees.of(drafts.texts_in(own)))[-1].ref


def double_thing(*, own: OwnScenario, thing: Thing, now: datetime) -> None:
    """Add a copy of a thing behind it, under a name of its own."""
    value = tree_at(_tree(own, thing.file), thing.place)
    if not thing.part.can_grow or value is None:
        raise edits.Gone
    if thing.part.key == "injects":
        injects.double_inject(own=own, thing=thing, now=now)
        return
    copied = with_new_name(value, _taken(own, thing.part), str(name_of(value)))
    target = edits.Target(thing.file, lambda _: thing.place[:-1])
    about = f"Doubled {thing.part.one} “{thing.title}”"
    edits.add_item(own=own, target=target, value=copied, about=about, now=now, after=int(thing.place[-1]))


def remove_thing(*, own: OwnScenario, thing: Thing, now: datetime) -> None:
    """Remove a thing from its list."""
    if not thing.part.can_grow:
        raise drafts.Refused("This cannot be removed here. Remove its file from the list of files.")
    if thing.part.key == "injects":
        injects.remove_inject(own=own, thing=thing, now=now)
        return
    about = f"Removed {thing.part.one} “{thing.title}”"
    edits.remove_at(own=own, target=at_place(thing.file, thing.place), about=about, now=now)


def add_inside(*, own: OwnScenario, thing: Thing, place: Place, name: str, now: datetime) -> None:
    """Add an item to a list of a thing, a group that the thing lacks, or a key of a mapping under a name."""
    if thing.part.key == "injects" and place == ("texts",):
        injects.add_text(own=own, thing=thing, now=now)
        return
    schema = _schema_at(thing, place)
    about = f"Added to {thing.part.one} “{thing.title}”"
    if schema is None:
        raise edits.Gone
    if schema.get("type") == "array":
        value = template_of(schema["items"], thing.part.schema)
        existing = tree_at(_tree(own, thing.file), place)
        taken = {name_of(each) for each in existing} if isinstance(existing, list) else set()
        target = edits.Target(thing.file, lambda _: place)
        edits.add_item(own=own, target=target, value=with_new_name(value, taken), about=about, now=now)
        return
    if "properties" in schema:
        found, at = template_of(schema, thing.part.schema), place
    else:
        if not name:
            raise drafts.Refused("Write a name for the new entry first.")
        inner = schema_of_values(schema, thing.part.schema)
        found, at = ([PLACEHOLDER] if inner.get("type") == "array" else PLACEHOLDER), (*place, name)
    with drafts.changing(own, about, now) as held:
        texts = drafts.texts_in(held)
        source = texts.get(thing.file, "")
        drafts.write(held, {**texts, thing.file: with_value(source, at, found, name=thing.file)}, now)


def move_up(*, own: OwnScenario, thing: Thing, place: Place, now: datetime) -> None:
    """Put an item of a list of a thing before the one above it. Raises Gone, and PackError where nothing is above."""
    if place[: len(thing.place)] != thing.place:
        raise edits.Gone
    with drafts.changing(own, f"Moved a part of {thing.part.one} “{thing.title}”", now) as held:
        texts = drafts.texts_in(held)
        if thing.file not in texts:
            raise edits.Gone
        source = moved_up(texts[thing.file], place, name=thing.file)
        drafts.write(held, {**texts, thing.file: source}, now)


def _schema_at(thing: Thing, place: Place) -> Schema | None:
    """Return the schema of a value inside a thing; None for a place outside of it."""
    if place[: len(thing.place)] != thing.place:
        return None
    found: Schema = schema_of(thing.part)
    for step in place[len(thing.place) :]:
        if "anyOf" in found:
            found = next((each for each in found["anyOf"] if each.get("type") == "array"), found)
        inner = found.get("items") if isinstance(step, int) else found.get("properties", {}).get(step)
        inner = inner or schema_of_values(found, thing.part.schema) or found.get("items")
        if not inner:
            return None
        found = resolved(inner, thing.part.schema)
    return next((each for each in found["anyOf"] if each.get("type") == "array"), found) if "anyOf" in found else found


def _tree(own: OwnScenario, file: str) -> Tree:
    texts = drafts.texts_in(own)
    if file not in texts:
        raise edits.Gone
    return read_bytes(texts[file].encode(errors="replace"), name=file).tree


def _taken(own: OwnScenario, part: Part) -> set[str]:
    return {each.ref for each in things_of(part, DraftTrees.of(drafts.texts_in(own)))}
