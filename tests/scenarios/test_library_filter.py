"""The library: what a card says, and which scenarios words and choices show."""

from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client

from scenarios.library_filter import LibraryFilter
from scenarios.loader import load
from scenarios.models import ScenarioVersion
from scenarios.selectors import library, scenario_page
from scenarios.vocabulary import Readiness
from tests.kept_rows import once
from tests.packs import nine_past_nine
from tests.scenarios.editing import change
from tests.scenarios.small_pack import write_small_pack

pytestmark = pytest.mark.django_db

MORE = (
    "  tags: [trade]\n"
    "  teaches: [costly signals]\n"
    "  plays: [{sentence: 9, decision: which list to answer}]\n"
    "  learning: ["
)


@pytest.fixture
def two(folder: Path) -> Path:
    """Two small packs that each play a sentence of the article: one of no named matter, one about trade."""
    write_small_pack(folder, "other")
    plays = "  plays: [{sentence: 13, decision: how close to let it come}]\n"
    change(folder / "small" / "scenario.yaml", "  learning: [", f"{plays}  learning: [")
    change(folder / "other" / "scenario.yaml", "  learning: [", MORE)
    change(folder / "other" / "scenario.yaml", "minutes: [30, 45]", "minutes: [60, 120]")
    once("two small packs", lambda: load(folder), apps=["scenarios"])
    return folder


def _slugs_of(query: str) -> set[str]:
    return {card.slug for card in LibraryFilter(QueryDict(query)).matching(library())}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"small", "other"}),
        ("matter=trade", {"other"}),
        ("matter=nothing", {"small", "other"}),
        ("length=up+to+60+minutes", {"small"}),
        ("length=up+to+60+minutes&length=more+than+90+minutes", {"small", "other"}),
        ("length=up+to+60+minutes&matter=trade", set()),
        ("seats=2", {"small", "other"}),
        ("teach=costly+signals", {"other"}),
        ("named=trade+war", {"other"}),
        ("named=Liancourt+Rocks", {"small"}),
        ("named=trade+war&named=Liancourt+Rocks", {"small", "other"}),
        ("q=costly", {"other"}),
        ("q=intensify", {"other"}),
        ("q=zone+airspace", {"small", "other"}),
    ],
)
def test_words_and_choices_narrow_the_library(two: Path, query: str, shown: set[str]) -> None:
    assert _slugs_of(query) == shown


def test_the_shortest_scenario_that_is_ready_comes_first(two: Path) -> None:
    ScenarioVersion.objects.filter(scenario__slug="other").update(title="A long one")
    assert [card.slug for card in library()] == ["small", "other"]
    ScenarioVersion.objects.filter(scenario__slug="small").update(status=Readiness.REVIEW)
    assert [card.slug for card in library()] == ["other", "small"]


@pytest.mark.slow
def test_choices_are_counted_and_kept_in_the_page(two: Path, client: Client) -> None:
    page = client.get("/?matter=trade").content.decode()
    assert 'value="trade"' in page
    assert "Clear" in page
    facets = {facet.name: facet for facet in LibraryFilter(QueryDict("matter=trade")).facets(library())}
    (trade,) = facets["matter"].counts
    assert (trade.label, trade.number, trade.is_chosen) == ("Trade", 1, True)
    assert [count.number for count in facets["seats"].counts] == [2]
    assert [count.label for count in facets["named"].counts] == ["Liancourt Rocks", "Trade war"]


def test_what_the_article_names_separates_the_scenarios_of_the_library() -> None:
    nine_past_nine()
    facets = {facet.name: facet for facet in LibraryFilter(QueryDict("")).facets(library())}
    named = [count.number for count in facets["named"].counts]
    assert len(named) >= 6
    assert max(named) < len(library())


def test_only_choices_that_tell_scenarios_apart_stand_open_and_the_rest_is_folded(client: Client) -> None:
    nine_past_nine()
    total = len(library())
    facets = LibraryFilter(QueryDict("matter=trade")).facets(library())
    for facet in facets:
        assert all(count.is_chosen or 1 < count.number < total for count in facet.common), facet.name
        assert all(count.number == 1 for count in facet.rare), facet.name
    assert [count.label for facet in facets for count in facet.common if count.is_chosen] == ["Trade"]
    page = client.get("/").content.decode()
    unfolded = page[page.index('id="facets"') : page.index('class="facets-rare"')]
    assert unfolded.count('type="checkbox"') <= 12
    assert page.count('type="checkbox"') > unfolded.count('type="checkbox"')


def test_one_scenario_alone_has_no_choices(small: Path, client: Client) -> None:
    assert 'id="facets"' not in client.get("/").content.decode()


@pytest.mark.slow
def test_a_card_leads_to_the_sentences_that_it_plays(two: Path, client: Client) -> None:
    page = client.get("/").content.decode()
    assert 'href="/article/#s9"' in page
    assert "A zone is not airspace." in page


@pytest.mark.slow
def test_a_scenario_says_what_kind_of_decisions_it_asks(two: Path, client: Client) -> None:
    assert [row.domain for row in scenario_page("other").decisions] == ["diplomacy"]
    page = client.get("/scenarios/other/").content.decode()
    assert "What it asks you to decide" in page
    assert "which list to answer" in page
