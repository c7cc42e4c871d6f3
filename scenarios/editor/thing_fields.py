"""The fields of one thing, from the schema of its part and the tree of its file: groups, lists, single fields."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.editor.clause_chips import row_of
from scenarios.editor.draft_trees import text
from scenarios.editor.field_words import FieldWords, words_of
from scenarios.editor.names import DraftNames
from scenarios.editor.schemas import Schema, resolved, schema_of_values
from scenarios.editor.thing_shapes import NOTHING_TYPED, Refilled, ThingField, ThingGroup, ThingList, dotted
from scenarios.yamlsafe import Place, Tree

CONDITIONS = frozenset({"when", "asserts", "granted"})
CODES = frozenset({"seats", "targets", "partners", "known_to", "parties", "claimants"})
_LONG = frozenset({"help", "brief", "aims", "task", "dilemma", "summary", "text", "record", "question", "wrong"})
_LONG_FROM = 90
_EFFECT = ("variable", "who", "towards", "name", "amount")
_SIMPLE = {"boolean": "flag", "integer": "number", "number": "number"}
_LISTS = {"actor": "states", "target": "states", "partner": "states", "sender": "states", "seat": "states"}
_LISTS |= {"who": "states", "towards": "states", "agreement": "agreements", "incident": "incidents", "base": "kinds"}
_LISTS |= {"reveals": "truths", "inject": "injects", "ending": "endings", "to": "stages", "start": "stages"}


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Makes the fields of things of one file of a draft."""

    schema_file: str
    names: DraftNames
    faults: Sequence[Mapping[str, Any]] = ()
    leaves_out: tuple[str, ...] = ()
    refilled: Refilled = NOTHING_TYPED

    def group(self, schema: Schema, value: "Tree | None", place: Place, title: str = "") -> ThingGroup:
        """Return the fields of a mapping."""
        entry = value if isinstance(value, dict) else {}
        # An order takes everything that it does not say from the kind that it begins from.
        required = () if "base" in entry else schema.get("required", ())
        parts: dict[str, list[Any]] = {"fields": [], "more": [], "groups": [], "lists": [], "missing": []}
        for name, found in schema.get("properties", {}).items():
            if name in self.leaves_out and len(place) < 2:
                continue
            shelf, part = self._part(schema, name, found, entry.get(name), (*place, name))
            is_open = shelf == "fields" and name not in entry and name not in required
            parts["more" if is_open and not part.faults else shelf].append(part)
        return ThingGroup(
            place,
            title or _title(entry),
            fields=tuple(parts["fields"]),
            more=tuple(parts["more"]),
            groups=tuple(parts["groups"]),
            lists=tuple(parts["lists"]),
            missing=tuple(parts["missing"]),
            is_item=bool(place) and isinstance(place[-1], int),
        )

    def _part(self, schema: Schema, name: str, found: Schema, value: "Tree | None", place: Place) -> tuple[str, Any]:
        """Return one property with the shelf of its group on which it stands."""
        words = words_of(str(schema.get("title", "")), name)
        sub = resolved(found, self.schema_file)
        if "anyOf" in sub and any(each.get("type") == "array" for each in sub["anyOf"]):
            of_list = next(each for each in sub["anyOf"] if each.get("type") == "array")
            if isinstance(value, dict):
                return "lists", self._changed_levels(of_list, value, place, words)
            sub = of_list
        if sub.get("type") == "object":
            if "properties" not in sub:
                return "lists", self._mapping(sub, value, place, words)
            if value is None:
                return "missing", (dotted(place), words.label)
            return "groups", self.group(sub, value, place, words.label)
        if sub.get("type") == "array" and self._holds_groups(sub):
            return "lists", self._list(sub, value, place, words)
        return "fields", self.field(str(schema.get("title", "")), name, sub, value, place)

    def _holds_groups(self, schema: Schema) -> bool:
        items = schema.get("items", {})
        inner = resolved(items, self.schema_file)
        return inner.get("type") == "object" or "anyOf" in inner

    def _list(self, schema: Schema, value: "Tree | None", place: Place, words: FieldWords) -> ThingList:
        inner = self._mapping_of(schema["items"])
        items = value if isinstance(value, list) else []
        return ThingList(
            place,
            words.label,
            words.help,
            tuple(self._item(inner, each, (*place, index)) for index, each in enumerate(items)),
        )

    def _item(self, schema: Schema, value: Tree, place: Place, title: str = "") -> ThingGroup:
        if isinstance(value, dict):
            return self.group(schema, value, place, title)
        single = self.field("", "text", {"type": "string"}, value, place)
        return ThingGroup(place, title, fields=(single,), is_item=isinstance(place[-1], int))

    def _changed_levels(self, schema: Schema, value: dict[str, Tree], place: Place, words: FieldWords) -> ThingList:
        """Return the changes of the levels of the catalogue's kind, by their keys."""
        inner = resolved(schema["items"], self.schema_file)
        items = tuple(self._item(inner, each, (*place, key), key) for key, each in value.items())
        return ThingList(place, words.label, words.help, items, is_mapping=True)

    def _mapping(self, schema: Schema, value: "Tree | None", place: Place, words: FieldWords) -> ThingList:
        """Return a mapping with keys of its own, such as the words for deeds by kind of order."""
        inner = schema_of_values(schema, self.schema_file)
        entry = value if isinstance(value, dict) else {}
        items = []
        for key, each in entry.items():
            name = self.names.words("kinds", key)
            if isinstance(each, list) and self._holds_groups(inner):
                found = self._list(inner, each, (*place, key), FieldWords(name))
                items.append(ThingGroup((*place, key), name, lists=(found,)))
            else:
                single = self.field("", str(place[-1]), inner, each, (*place, key))
                items.append(ThingGroup((*place, key), name, fields=(single,)))
        return ThingList(place, words.label, words.help, tuple(items), is_mapping=True)

    def _mapping_of(self, items: Schema) -> Schema:
        inner = resolved(items, self.schema_file)
        if "anyOf" in inner:
            found = next((each for each in inner["anyOf"] if "$ref" in each), inner["anyOf"][0])
            return resolved(found, self.schema_file)
        return inner

    def field(self, entry: str, name: str, schema: Schema, value: "Tree | None", place: Place) -> ThingField:
        """Return one field."""
        words = words_of(entry, name)
        shown = self.refilled.typed.get(place, value)
        kind = self._kind(name, schema, shown)
        values = tuple(_lines(shown)) if kind in ("codes", "lines", "condition", "pair") else ()
        theirs = self.refilled.theirs.get(place)
        return ThingField(
            place=place,
            label=words.label,
            help=words.help,
            unit=words.unit,
            kind=kind,
            before=json.dumps(theirs if place in self.refilled.theirs else value, ensure_ascii=False),
            value=shown if isinstance(shown, str) else "",
            values=(*values, "", "")[:2] if kind == "pair" else values,
            options=self._options(kind, name, schema, values),
            datalist=_LISTS.get(name, "") if kind == "line" else "",
            clauses=tuple(row_of(each, self.names) for each in (*values, "")) if kind == "condition" else (),
            faults=self._faults(place),
            theirs=_show(theirs) if place in self.refilled.theirs else None,
        )

    def _kind(self, name: str, schema: Schema, value: "Tree | None") -> str:
        kind = str(schema.get("type"))
        if kind == "array":
            listed = "codes" if name in CODES else "lines"
            return "condition" if name in CONDITIONS else "pair" if "prefixItems" in schema else listed
        if "enum" in schema:
            return "choice"
        is_long = name in _LONG or (isinstance(value, str) and len(value) > _LONG_FROM)
        return _SIMPLE.get(kind) or ("long" if is_long else "line")

    def _options(self, kind: str, name: str, schema: Schema, values: Sequence[str]) -> tuple[tuple[str, str], ...]:
        if kind == "choice":
            return tuple((str(each), str(each)) for each in schema["enum"])
        if kind == "flag":
            return (("yes", "Yes"), ("no", "No"))
        if kind != "codes":
            return ()
        known = {"all": "All"} if name == "known_to" else {}
        known |= self.names.of("states")
        return tuple((known | {code: code for code in values if code not in known}).items())

    def _faults(self, place: Place) -> tuple[str, ...]:
        path = ".".join(map(str, place))
        return tuple(
            f"{each['message']} {each['remedy']}"
            for each in self.faults
            if re.fullmatch(rf"{re.escape(path)}(\.\d+)?", str(each["path"]))
        )


def _title(entry: Mapping[str, Tree]) -> str:
    if "variable" in entry and "amount" in entry:
        return " ".join(str(entry[key]) for key in _EFFECT if isinstance(entry.get(key), str))
    if "add" in entry:
        return f"{entry['add']}: {text(dict(entry), 'because')}"
    keys = ("name", "title", "label", "text", "because", "says", "message", "term", "key", "variable", "seat")
    found = next((each for key in keys if (each := text(dict(entry), key))), "")
    return found if len(found) <= 60 else found[:59] + "…"


def _lines(value: "Tree | None") -> list[str]:
    if isinstance(value, list):
        return [each for each in value if isinstance(each, str)]
    return [value] if isinstance(value, str) else []


def _show(value: "Tree | None") -> str:
    return value if isinstance(value, str) else ", ".join(_lines(value))
