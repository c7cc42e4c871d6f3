"""The names of a draft: what each is called in its files and on pages, by what conditions call it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scenarios.editor.draft_trees import DraftTrees, Entry, lines, named_orders, nested, text

Pairs = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DraftNames:
    """The names by kind: each key with the words for it. The kinds are those of `ClauseForm.of`."""

    by_kind: Mapping[str, Mapping[str, str]]

    def of(self, kind: str) -> Mapping[str, str]:
        """Return the names of one kind."""
        return self.by_kind.get(kind, {})

    def words(self, kind: str, key: str) -> str:
        """Return the words for a key; the key itself where the draft has none."""
        return self.of(kind).get(key) or key


def names_of(trees: DraftTrees) -> DraftNames:
    """Return all names of a draft."""
    cover = "scenario.yaml"
    incidents = trees.entries("incidents.yaml", "incidents")
    return DraftNames(
        {
            "turns": {str(number): title for number, title in trees.turns},
            "states": dict(_named(trees.entries(cover, "states"), "code", "name")),
            "marks": dict(_named(trees.entries(cover, "marks"), "key", "meaning")),
            "truths": dict(_named(trees.entries(cover, "truths"), "key", "true_name")),
            "agreements": dict(_named(trees.entries(cover, "agreements"), "key", "name")),
            "endings": dict(_named(trees.entries(cover, "endings"), "key", "name")),
            "injects": dict(_named(trees.entries("msel.yaml", "injects"), "key", "title")),
            "lists": dict(_named(trees.entries("lists.yaml", "lists"), "key", "title")),
            "incidents": dict(_named(incidents, "key", "name")),
            "stages": dict(_stages(incidents)),
            "kinds": dict(_kinds(trees)),
            "levels": dict(_levels(trees)),
            "tags": dict(_tags(trees)),
        }
    )


def _named(entries: list[Entry], key: str, name: str) -> Pairs:
    yield from ((text(entry, key), text(entry, name) or text(entry, key)) for entry in entries if text(entry, key))


def _stages(incidents: list[Entry]) -> Pairs:
    for incident in incidents:
        for key, name in _named(nested(incident, "stages"), "key", "name"):
            yield f"{text(incident, 'key')} {key}", name


def kind_of(order: Entry) -> str:
    """Return the key of an order: its own kind, or that of the catalogue."""
    return text(order, "kind") or text(order, "base")


def _kinds(trees: DraftTrees) -> Pairs:
    for order, shared in named_orders(trees):
        name = text(order, "name") or text(shared, "name")
        yield kind_of(order), name
        for each in _lists_of(order, trees):
            yield f"{kind_of(order)}_{text(each, 'key')}", name.replace("{list}", text(each, "title"))


def _lists_of(order: Entry, trees: DraftTrees) -> list[Entry]:
    """Return the lists of goods for which an order is written once: each makes an order of its own."""
    how = order.get("lists")
    if not isinstance(how, dict):
        return []
    wanted, seats = lines(how, "of"), lines(order, "seats")
    found = trees.entries("lists.yaml", "lists")
    return [each for each in found if (text(each, "key") in wanted if wanted else text(each, "owner") in seats)]


def _rates_of(order: Entry, one: Entry) -> list[str]:
    """Return the rates that an order sets on a list, which are its levels."""
    how, rates = order.get("lists"), lines(one, "rates")
    act = text(how, "act") if isinstance(how, dict) else ""
    return {"impose": rates, "raise": rates[1:], "cut": rates[:-1], "lift": ["0"]}.get(act, [])


def _levels(trees: DraftTrees) -> Pairs:
    for order, shared in named_orders(trees):
        for levels in (nested(shared, "levels"), nested(order, "levels")):
            yield from ((f"{kind_of(order)} {key}", name) for key, name in _named(levels, "key", "name"))
        for each in _lists_of(order, trees):
            kind = f"{kind_of(order)}_{text(each, 'key')}"
            yield from ((f"{kind} at-{rate.replace('.', '-')}", f"{rate} %") for rate in _rates_of(order, each))


def _tags(trees: DraftTrees) -> Pairs:
    for order, shared in named_orders(trees):
        for level in (*nested(shared, "levels"), *nested(order, "levels")):
            tags = level.get("tags")
            yield from ((tag, tag) for tag in (tags if isinstance(tags, list) else ()) if isinstance(tag, str))
