"""A name of a draft is renamed everywhere: nothing asks for the old one, and the scenario plays as before."""

import pytest
from django.utils import timezone

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.parts import PARTS, thing_of, things_of
from scenarios.editor.usage import uses_of
from scenarios.folders import PACKS
from scenarios.models import OwnScenario
from scenarios.pack_members import files_of
from scenarios.services import drafts, edits, renaming
from tests.scenarios.own import account
from tests.scenarios.pack_games import SLUGS

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def a_copy(slug: str) -> OwnScenario:
    return drafts.create(user=account("ada"), files=files_of(PACKS / slug), now=timezone.now())


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("part", ["incidents", "agreements", "orders", "marks"])
def test_a_renamed_thing_leaves_no_fault_and_undo_takes_all_of_it_back(slug: str, part: str) -> None:
    own = a_copy(slug)
    before = drafts.texts_in(own)
    trees = DraftTrees.of(before)
    thing = max(things_of(PARTS[part], trees), key=lambda each: len(uses_of(trees, each)))
    count = renaming.rename(own=own, thing=thing, name="renamed_thing", now=timezone.now())
    assert count == len(uses_of(trees, thing)) > 1
    assert own.faults == []
    after = DraftTrees.of(drafts.texts_in(own))
    renamed = thing_of(PARTS[part], "renamed_thing", after)
    assert renamed
    assert len(uses_of(after, renamed)) == count
    edits.undo(own=own, seen=own.changes.first().pk, now=timezone.now())
    assert drafts.texts_in(own) == before


def test_a_name_that_another_thing_has_or_that_has_no_form_is_refused() -> None:
    own = a_copy("nine-past-nine")
    first, second = things_of(PARTS["marks"], DraftTrees.of(drafts.texts_in(own)))[:2]
    for name, words in (
        (second.ref, "Another mark has the name"),
        ("Zwei Worte", "small letters"),
        ("", "small letters"),
    ):
        with pytest.raises(drafts.Refused, match=words):
            renaming.rename(own=own, thing=first, name=name, now=timezone.now())
