"""Values are set, added and removed in the source of a file, and every other byte stays."""

import random
from collections.abc import Iterator

import pytest

from scenarios.folders import PACKS
from scenarios.yaml_source import added, removed, tree_at, with_tree, with_value
from scenarios.yamlsafe import Place, Tree, read_bytes
from tests.scenarios.pack_games import SLUGS

SOURCE = """# Above
orders:
  - kind: draw          # beside
    seats: [UPL, MDL]
    # over the levels
    levels:
      - {key: plan, cost: 1}   # the plan
      - key: more
        cost: 2

  # the second one
  - kind: talk
    help: >-
      A long text
      goes on.
flat: {a: 1, b: [x, y]}
"""


def read(source: str) -> Tree:
    return read_bytes(source.encode(), name="x.yaml").tree


def places(tree: Tree, place: Place = ()) -> Iterator[Place]:
    """Yield the place of each value of a tree but its root."""
    if place:
        yield place
    for step, child in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from places(child, (*place, step))


@pytest.mark.parametrize(
    ("place", "value", "line"),
    [
        (("orders", 0, "seats"), ["UPL"], "    seats: [UPL]\n"),
        (("orders", 0, "name"), "Draw: now", '        cost: 2\n    name: "Draw: now"\n'),
        (("orders", 0, "levels", 0, "name"), "Plan", "{key: plan, cost: 1, name: Plan}   # the plan"),
        (("orders", 1, "when"), ["mark drawn >= 1"], '      goes on.\n    when: ["mark drawn >= 1"]\nflat'),
        (("flat", "b"), ["x"], "flat: {a: 1, b: [x]}"),
        (("orders", 0, "chance"), {"base": "5", "modifiers": [{"add": "3"}]}, "    chance:\n      base: 5\n"),
    ],
)
def test_a_value_is_set_and_all_else_stays(place: Place, value: Tree, line: str) -> None:
    found = with_value(SOURCE, place, value, name="x")
    assert line in found
    assert read(found) == with_tree(read(SOURCE), place, value)
    for comment in ("# Above", "# beside", "# over the levels", "# the plan", "# the second one"):
        assert comment in found


def test_items_are_added_in_the_form_of_their_neighbours() -> None:
    found = added(SOURCE, ("orders", 0, "levels"), {"key": "most", "cost": "3"}, name="x", after=0)
    assert "# the plan\n      - {key: most, cost: 3}\n      - key: more" in found
    found = added(found, ("orders",), {"kind": "wait", "seats": ["UPL"]}, name="x")
    assert "      goes on.\n  - kind: wait\n    seats: [UPL]\nflat" in found
    assert "b: [x, y, z]" in added(SOURCE, ("flat", "b"), "z", name="x")
    assert "needs: [a]" in added(SOURCE, ("orders", 0, "needs"), "a", name="x")


def test_items_and_keys_are_cut_out_with_their_line() -> None:
    found = removed(SOURCE, ("orders", 0, "levels", 0), name="x")
    assert "the plan" not in found
    found = removed(found, ("orders", 0, "levels", 0), name="x")
    assert "    levels: []\n" in found
    assert "# over the levels\n    levels:\n" in removed(SOURCE, ("orders", 0, "seats"), name="x")
    assert "  - seats: [UPL, MDL]" in removed(SOURCE, ("orders", 0, "kind"), name="x")
    assert "flat: {b: [x, y]}" in removed(SOURCE, ("flat", "a"), name="x")
    assert "flat: {a: 1}" in removed(SOURCE, ("flat", "b"), name="x")


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_values_of_shipped_packs_are_cut_out_and_set_again(slug: str) -> None:
    chance = random.Random(slug)
    for path in sorted((PACKS / slug).glob("**/*.yaml")):
        source = path.read_text(encoding="utf-8")
        tree = read(source)
        for place in chance.choices(list(places(tree)), k=3):
            value, parent = tree_at(tree, place), tree_at(tree, place[:-1])
            assert value is not None
            assert with_value(source, place, value, name="x") == source
            if isinstance(parent, dict) and len(parent) > 1:
                cut = removed(source, place, name="x")
                assert tree_at(read(cut), place) is None
                assert read(with_value(cut, place, value, name="x")) == tree
            elif isinstance(parent, list):
                more = added(source, place[:-1], value, name="x", after=int(place[-1]))
                assert read(removed(more, place, name="x")) == tree
