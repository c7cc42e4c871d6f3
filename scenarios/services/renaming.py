"""Renames a thing of a draft and everything that uses its name, in one step."""

import re
from datetime import datetime

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.parts import Thing, things_of
from scenarios.editor.usage import KINDS, Use, uses_of
from scenarios.models import OwnScenario
from scenarios.services import drafts, edits
from scenarios.yaml_source import removed, tree_at, with_value
from scenarios.yamlsafe import Tree, read_bytes

_KEY = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
LONGEST = 60


def rename(*, own: OwnScenario, thing: Thing, name: str, now: datetime) -> int:
    """Give a thing another name in all files, and return the number of uses that followed. Raises Refused."""
    if thing.part.key not in KINDS or thing.ref.endswith("-"):
        raise drafts.Refused("The name of this thing stands in the names of files: change it there.")
    if not _KEY.fullmatch(name) or len(name) > LONGEST:
        raise drafts.Refused("Use small letters, digits, single hyphens or underscores, such as kor_fire.")
    with drafts.changing(own, f"Renamed {thing.ref} to {name}", now) as held:
        texts = drafts.texts_in(held)
        trees = DraftTrees.of(texts)
        if any(each.ref == name for each in things_of(thing.part, trees)):
            raise drafts.Refused(f"Another {thing.part.one} has the name {name}. Choose a different one.")
        uses = uses_of(trees, thing)
        for use in uses:
            texts[use.file] = _renamed(texts[use.file], use, thing.ref, name)
        texts[thing.file] = _with_own_name(texts[thing.file], thing, name)
        drafts.write(held, texts, now)
    return len(uses)


def _renamed(source: str, use: Use, old: str, new: str) -> str:
    if not use.is_key:
        return with_value(source, use.place, use.renamed(old, new), name=use.file)
    value = tree_at(_tree(source, use.file), use.place)
    if value is None:
        raise edits.Gone
    return with_value(removed(source, use.place, name=use.file), (*use.place[:-1], new), value, name=use.file)


def _with_own_name(source: str, thing: Thing, name: str) -> str:
    """Return the file of a thing with its new name. An order of the catalogue gets a kind beside its base."""
    entry = tree_at(_tree(source, thing.file), thing.place)
    field = "key" if isinstance(entry, dict) and "key" in entry else "kind"
    return with_value(source, (*thing.place, field), name, name=thing.file)


def _tree(source: str, file: str) -> Tree:
    return read_bytes(source.encode(errors="replace"), name=file).tree
