"""Texts are reworded in their files, and every other byte stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.folders import PACKS
from scenarios.pack_faults import PackError
from scenarios.yaml_source import reworded, text_at
from scenarios.yamlsafe import Place, Tree, read_bytes
from tests.scenarios.pack_games import SLUGS

SOURCE = """# A comment at the top.
plain: One word   # beside it
quoted: "He said: no"
single: 'It''s his'
folded: >-
  The first line
  goes on here.

literal: |-
  One
  Two
items:
  - {text: "In braces", when: [a, b]}   # kept
last: end
"""
PLACES: tuple[Place, ...] = (("plain",), ("quoted",), ("single",), ("folded",), ("literal",), ("items", 0, "text"))


def scalars(tree: Tree, place: Place = ()) -> list[Place]:
    """Return the place of each text of a tree."""
    if isinstance(tree, dict):
        return [found for key, value in tree.items() for found in scalars(value, (*place, key))]
    if isinstance(tree, list):
        return [found for index, value in enumerate(tree) for found in scalars(value, (*place, index))]
    return [place]


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize("text", ["Short", "It's: “so” # not", "- a", "yes", "two\nlines", "{a: b}", "'", '"', "\\n"])
def test_a_text_takes_the_place_of_another_and_nothing_else_changes(place: Place, text: str) -> None:
    found = reworded(SOURCE, place, text, name="x.yaml")
    tree = read_bytes(found.encode(), name="x.yaml").tree
    assert text_at(tree, place) == text
    before = read_bytes(SOURCE.encode(), name="x.yaml").tree
    for other in scalars(before):
        assert other == place or text_at(tree, other) == text_at(before, other)
    for comment in ("# A comment at the top.", "# beside it", "# kept"):
        assert comment in found


def test_a_plain_text_stays_plain_and_a_folded_one_folded() -> None:
    assert "plain: Two words   # beside it" in reworded(SOURCE, ("plain",), "Two words", name="x")
    long = " ".join(["words"] * 20)
    found = reworded(SOURCE, ("folded",), long, name="x")
    assert "folded: >-\n  words words" in found
    assert "\n\nliteral: |-\n" in found
    assert max(map(len, found.splitlines())) < 60


@given(st.sampled_from(PLACES), st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_is_written_whole_or_refused(place: Place, text: str) -> None:
    try:
        found = reworded(SOURCE, place, text, name="x.yaml")
    except PackError:
        return
    assert text_at(read_bytes(found.encode(), name="x.yaml").tree, place) == text


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_every_text_of_a_shipped_pack_reworded_with_itself_leaves_its_value(slug: str) -> None:
    source = next((PACKS / slug / "seats").glob("*.yaml")).read_text(encoding="utf-8")
    tree = read_bytes(source.encode(), name="x").tree
    for place in scalars(tree)[:: max(1, len(scalars(tree)) // 8)]:
        text = text_at(tree, place)
        assert text is not None
        found = reworded(source, place, f"{text} anew", name="x")
        assert len(found.splitlines()) - len(source.splitlines()) in (-1, 0, 1)
        back = reworded(found, place, text, name="x")
        assert read_bytes(back.encode(), name="x").tree == tree


def test_a_text_that_is_gone_is_refused_in_words() -> None:
    with pytest.raises(PackError, match="Load the page again"):
        reworded(SOURCE, ("items", 3, "text"), "x", name="x.yaml")
