"""Conditions by chips: every clause of the packs goes into chips and back, and a choice never makes a wrong clause."""

from collections.abc import Iterator
from html import escape

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.editor.clause_chips import ClauseRow, row_of, verbs_of, written
from scenarios.editor.draft_trees import DraftTrees, lines
from scenarios.editor.names import DraftNames, names_of
from scenarios.editor.thing_fields import CONDITIONS
from scenarios.editor.usage import entries_in
from scenarios.folders import PACKS
from scenarios.models import OwnScenario
from scenarios.pack_members import files_of
from tests.scenarios.pack_games import SLUGS
from wargame.engine.values import CLAUSE_FORMS, Clause


def draft(slug: str) -> DraftTrees:
    return DraftTrees.of({name: body.decode() for name, body in files_of(PACKS / slug).items()})


def clauses(trees: DraftTrees) -> Iterator[str]:
    for file, tree in trees.trees.items():
        # In the pages for teachers, "when" is a sentence.
        for _, entry in entries_in(tree, ()) if file != "teaching.yaml" else ():
            for field in CONDITIONS & entry.keys():
                yield from lines(entry, field)


def chosen(row: ClauseRow) -> dict[str, str]:
    return {chip.name: chip.value for chips in row.alternatives for chip in chips}


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_every_clause_of_a_pack_goes_into_chips_and_back(slug: str) -> None:
    trees = draft(slug)
    names, found = names_of(trees), set(clauses(trees))
    assert len(found) > 50
    for text in found:
        row = row_of(text, names)
        assert row.has_chips, text
        assert row.complaints == (), text
        again = written(chosen(row), names)
        assert Clause.parse(again).alternatives == Clause.parse(" ".join(text.split())).alternatives, text


@pytest.mark.slow
def test_another_choice_of_any_chip_gives_a_clause_of_the_draft() -> None:
    names = names_of(draft(SLUGS[0]))
    for verb in verbs_of(names):
        fresh = written({"c0-verb": verb}, names)
        row = row_of(fresh, names)
        assert row.has_chips, fresh
        assert row.complaints == (), fresh
        for chip in row.alternatives[0]:
            for value in list(chip.options or {"7": ""})[-2:]:
                other = row_of(written(chosen(row) | {chip.name: value}, names), names)
                assert other.has_chips, (fresh, chip.name, value)
                assert other.complaints == (), (fresh, chip.name, value)
    assert set(verbs_of(names)) <= set(CLAUSE_FORMS)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("mark cals", "This scenario has no mark “cals”. Did you mean calls?"),
        ("turn >= soon", "“soon” is not a number."),
        ("stage flight = gon", "This scenario has no stage of this incident “gon”. Did you mean gone?"),
        ("mark calls or fired nothing", "This scenario has no inject “nothing”. Choose another one."),
    ],
)
def test_a_name_that_the_draft_lacks_is_said_in_words(text: str, complaint: str) -> None:
    names = DraftNames(
        {"marks": {"calls": "Calls"}, "incidents": {"flight": "The flight"}, "stages": {"flight gone": "Gone"}}
    )
    assert row_of(text, names).complaints == (complaint,)


LONG = " or ".join(f"mark calls >= {number}" for number in range(1000, 1030))
WIDE = " or ".join(f"turn >= {number}" for number in range(1, 22))


@pytest.mark.parametrize("text", [LONG, WIDE])
def test_a_clause_beyond_the_bounds_of_chips_stays_whole_as_text(text: str) -> None:
    row = row_of(text, DraftNames({"marks": {"calls": "Calls"}}), is_open=True)
    assert row.text == text
    assert not row.has_chips
    assert not row.is_open
    assert "too long for chips" in row.sentence


def test_chips_drop_no_alternative() -> None:
    names = DraftNames({"turns": {"1": "1"}})
    chips = {f"c{number}-{name}": value for number in range(25) for name, value in (("verb", "turn"), ("sign", ">="))}
    assert written(chips, names).count(" or ") == 24


@pytest.mark.slow
@pytest.mark.django_db
def test_a_line_opens_changes_grows_and_goes(own: OwnScenario, ada: Client) -> None:
    def ask(act: str, text: str = "", **chips: str) -> str:
        asked = {"act": act, "place": "when", "label": "If", "number": "1", "v:when": text, **chips}
        return ada.get(reverse("own_clause", args=[own.key]), asked).text

    opened = ask("open", "tension KOR JPN >= 50")
    assert 'name="c0-verb"' in opened
    assert "towards Japan" in opened
    assert ask("open").count('class="editor-clause') == 2
    typed = {"c0-verb": "stage", "c0-name0": "flight", "c0-amount": "gone", "c0-sign": "="}
    assert 'value="stage flight = gone"' in ask("chips", "tension KOR JPN >= 50", **typed)
    assert 'value="mark calls or turn &gt;= 1"' in ask("or", "mark calls")
    assert ask("remove", "mark calls").strip() == ""
    for act in ("text", "open", "or", "close"):
        assert escape(LONG) in ask(act, LONG), act
    most = WIDE.rpartition(" or ")[0]
    assert f'value="{escape(most)} or turn &gt;= 1"' in ask("or", most)
    assert "Parley knows no such condition" in ask("text", "mark <script>")
    assert "<script>" not in ask("text", "mark <script>")
    assert "aria-invalid" in ask("text", "mark nothing")
    assert ada.get(reverse("own_thing", args=[own.key, "endings", "gone"])).text.count("clause-open") == 1
