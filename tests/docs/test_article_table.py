"""The table of things that the article names fits the article, the packs and the tests that play them."""

import ast
import re
from dataclasses import dataclass

import pytest

from scenarios.loader import PACKS, check
from scenarios.loader.reading import Packs
from tests.docs.references import HOME

PAGE = HOME / "docs/the-article-and-its-scenarios.md"
NOBODY = "none: "


@dataclass(frozen=True)
class Row:
    """A row of the table; lists are split at commas."""

    sentence: int
    named: str
    scenario: str
    kinds: tuple[str, ...]
    incidents: tuple[str, ...]
    test: str


def _row(line: str) -> Row:
    sentence, named, scenario, kinds, incidents, test = (cell.strip() for cell in line.strip("|\n").split("|"))
    return Row(int(sentence), named, scenario, _listed(kinds), _listed(incidents), test.strip("`"))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in cell.split(",") if one.strip())


ROWS = tuple(_row(line) for line in PAGE.read_text().splitlines() if line.startswith("| ") and line[2].isdigit())
PLAYED = tuple(row for row in ROWS if not row.scenario.startswith(NOBODY))


@pytest.fixture(scope="module")
def packs() -> Packs:
    """The shared library and all packs of the repository."""
    return check(PACKS)


@pytest.mark.slow
def test_every_sentence_of_the_article_has_a_row(packs: Packs) -> None:
    sentences = packs.library.article.sentences
    assert sorted({row.sentence for row in ROWS}) == [sentence.number for sentence in sentences]


def test_the_packs_say_that_they_play_the_sentences_that_have_rows_with_them_and_no_others(packs: Packs) -> None:
    told = {(play.sentence, pack.meta.slug) for pack in packs.packs for play in pack.meta.plays}
    assert told == {(row.sentence, row.scenario) for row in PLAYED}


@pytest.mark.parametrize("row", PLAYED, ids=lambda row: f"{row.sentence}-{row.scenario}")
def test_the_test_of_a_row_gives_its_orders_and_its_incidents_exist(packs: Packs, row: Row) -> None:
    rules = next(pack.rules for pack in packs.packs if pack.meta.slug == row.scenario)
    assert row.kinds
    assert set(row.kinds) <= {order.kind for order in rules.orders}
    assert row.incidents
    assert set(row.incidents) <= {incident.key for incident in rules.incidents}
    assert set(row.kinds) <= set(re.findall(r"\w+", _test_of(row)))


def _test_of(row: Row) -> str:
    """Return the source of the row's test with its decorators and without its docstring, and the record where that is
    what it plays.
    """
    file, _, name = row.test.rpartition(".")
    source = (HOME / f"{file}.py").read_text()
    (found,) = (one for one in ast.parse(source).body if isinstance(one, ast.FunctionDef) and one.name == name)
    if ast.get_docstring(found):
        del found.body[0]
    text = ast.unparse(found)
    plays_record = re.search("recorded|'historical'", text)
    return text + (PACKS / row.scenario / "record.yaml").read_text() if plays_record else text


def test_a_row_without_a_scenario_says_so_and_names_nothing() -> None:
    rest = [row for row in ROWS if row not in PLAYED]
    assert rest
    for row in rest:
        assert (row.kinds, row.incidents, row.test) == ((), (), ""), row.sentence
