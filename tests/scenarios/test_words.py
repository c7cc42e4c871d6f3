"""The words that a player meets are explained on the page of help, and texts lead there."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.loader import check
from scenarios.pack_faults import PackError
from scenarios.selectors import glossary_of, help_groups
from tests.cast import NOON, SEED
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services import solo
from wargame.web.words import Glossary, Word, explain, no_words, show_words

LINK = re.compile(r'<a class="word" href="/help/#([\w-]+)"')
ASKED = (
    "identification zone",
    "KADIZ",
    "hail",
    "scramble",
    "guard frequency",
    "A-50",
    "H-6K",
    "F-15K",
    "Ieodo",
    "shadow",
)


def test_help_explains_the_words_that_a_player_meets(client: Client, db: None) -> None:
    page = client.get("/help/").text
    groups = {group.slug: {word.word for word in group.words} for group in help_groups()}
    assert {*ASKED} <= groups["nine-past-nine"]
    assert {"Grade", "Public stake", "White cell"} <= groups[""]
    assert {"list-four", "the-invitation"} <= set(groups)
    anchors = re.findall(r'<div id="([\w-]+)">', page)
    assert len(anchors) == len(set(anchors)) == sum(map(len, groups.values()))
    assert 'href="/sources/korean-zone-notices/"' in page


@pytest.mark.parametrize(("old", "new"), [("/scenarios/", "/#scenarios"), ("/glossary/", "/help/")])
def test_addresses_that_people_try_lead_somewhere(client: Client, old: str, new: str) -> None:
    assert (client.get(old).status_code, client.get(old)["Location"]) == (302, new)


@pytest.mark.slow
def test_every_word_in_the_texts_of_a_turn_leads_to_its_meaning(client: Client, db: None, bo: User) -> None:
    version = version_of("nine-past-nine")
    exercise = solo.start_solo(version=version, role="KOR", user=bo, now=NOON, secret=secret_of(SEED))
    client.force_login(bo)
    page = client.get(reverse("play", args=[exercise.code])).text
    found = set(LINK.findall(page))
    assert "nine-past-nine-identification-zone" in found or "nine-past-nine-kadiz" in found, found
    assert found <= set(re.findall(r'<div id="([\w-]+)">', client.get("/help/").text))
    assert 'href="/help/"' in page, "the menu leads to help"
    assert 'href="/help/#word-grade"' in page, "a grade leads to what it means"


def test_words_of_a_scenario_end_with_the_request(client: Client, db: None) -> None:
    client.get(reverse("briefing", args=["nine-past-nine", "KOR"]))
    assert explain("The A-50") == "The A-50"


def test_the_first_use_of_a_word_is_a_link_and_the_rest_is_escaped() -> None:
    words = (Word("x-hail", ("hail", "hailed"), 'A "call"'), Word("x-zone", ("zone", "wide zone"), "An area"))
    with no_words():
        show_words(lambda: Glossary(words))
        told = explain("<b>They hailed it in the wide zone, then hail a zone-like hailstorm")
    assert told.startswith("&lt;b&gt;They <a ")
    assert LINK.findall(told) == ["x-hail", "x-zone"]
    assert 'data-means="A &quot;call&quot;">hailed</a>' in told
    assert ">wide zone</a>, then hail a zone-like hailstorm" in told


def test_a_scenario_s_word_comes_before_one_of_the_game(db: None) -> None:
    glossary = glossary_of(version_of("nine-past-nine"))
    assert glossary.by_form["a-50"].anchor == "nine-past-nine-a-50"
    assert "order" not in glossary.by_form, "everyday words are left alone in texts"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("[{word: hail, means: A call by radio.}, {word: Hails, also: [HAIL], means: A call.}]", "explained twice"),
        ("[{word: hail, means: Whoever calls an aircraft hails it.}]", "begins with"),
        ("[{word: hail, means: A call by radio}]", "short sentences"),
        ("[{word: hail, means: One. Two. Three.}]", "short sentences"),
        ('[{word: hail, means: ""}]', "words.0.means"),
        ("[{word: hail, means: A call., source: nobody}]", "there is no source"),
    ],
)
def test_a_word_that_would_not_help_is_refused(folder: Path, words: str, message: str) -> None:
    (folder / "small" / "words.yaml").write_text(f"words: {words}\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        check(folder)
    assert message in str(caught.value)
