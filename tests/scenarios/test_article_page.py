"""The article, sentence by sentence: the file, its rows, the page."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scenarios.loader import PACKS, load
from scenarios.loader.reading import read_library
from scenarios.models import Finding, Sentence, SentencePlay
from scenarios.schema.article import LONGEST_QUOTE
from tests import packs
from tests.packs import nine_past_nine
from tests.scenarios.editing import change

pytestmark = pytest.mark.django_db


def _page(client: Client, query: str = "") -> str:
    answer = client.get(f"/article/{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.slow
def test_every_sentence_shows_what_it_claims_and_what_the_record_says(client: Client) -> None:
    nine_past_nine()
    page = _page(client)
    sheet = read_library(PACKS)[0].article
    assert [int(number) for number in re.findall(r'id="s(\d+)"', page)] == [entry.number for entry in sheet.sentences]
    found = Counter(finding.verdict for entry in sheet.sentences for finding in entry.findings)
    assert set(found) == {"fact", "claim", "contested", "wrong", "missing"}
    assert f"{found['wrong']} wrong" in page
    assert f">{found.total()}</b> points in {len(sheet.sentences)} sentences" in page


def test_what_is_not_quoted_is_marked_as_paraphrased() -> None:
    sheet = read_library(PACKS)[0].article
    assert any(entry.paraphrase for entry in sheet.sentences)
    assert all(len(entry.quote.split()) <= LONGEST_QUOTE for entry in sheet.sentences if entry.quote)


def test_a_sentence_leads_to_where_it_is_played_or_says_that_it_is_not(client: Client) -> None:
    nine_past_nine()
    page = _page(client)
    twelfth = page[page.index('id="s12"') : page.index('id="s13"')]
    assert 'href="/scenarios/nine-past-nine/"' in twelfth
    assert 'href="/scenarios/list-four/"' in page[page.index('id="s1"') : page.index('id="s2"')]
    assert "No scenario yet" in page[page.index('id="s4"') : page.index('id="s5"')]


@pytest.mark.slow
def test_sentences_are_narrowed_by_the_address(client: Client) -> None:
    nine_past_nine()
    assert re.findall(r'id="s(\d+)"', _page(client, "?show=played")) == [*"12356789", "10", "12", "13", "14"]
    doubted = re.findall(r'id="s(\d+)"', _page(client, "?show=doubted"))
    assert "13" in doubted
    assert "4" not in doubted
    assert len(re.findall(r'id="s(\d+)"', _page(client, "?show=nonsense"))) == Sentence.objects.count()


def test_the_page_costs_little(client: Client) -> None:
    nine_past_nine()
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/article/")
    assert len(queries) <= 7
    assert len(page.content) < 250_000


def test_without_an_article_nothing_is_found(client: Client) -> None:
    packs.take_away()
    assert client.get("/article/").status_code == 404


@pytest.mark.slow
def test_sentences_keep_their_rows_and_findings_follow_the_file(folder: Path) -> None:
    load(folder)
    before = dict(Sentence.objects.values_list("number", "pk"))
    change(folder / "_shared" / "article.yaml", "Arms at a low price, and technology taken over.", "Cheap arms.")
    load(folder)
    assert dict(Sentence.objects.values_list("number", "pk")) == before
    assert Sentence.objects.get(number=6).claim == "Cheap arms."
    assert Finding.objects.filter(sentence__number=6).count() == 4


@pytest.mark.slow
def test_a_pack_names_the_sentences_that_it_plays(folder: Path) -> None:
    change(
        folder / "small" / "scenario.yaml",
        "  learning: [",
        "  plays: [{sentence: 10, decision: how large to say it is}]\n  learning: [",
    )
    load(folder)
    play = SentencePlay.objects.get()
    assert (play.sentence.number, play.decision) == (10, "how large to say it is")
