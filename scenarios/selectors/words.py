"""The words that Parley explains: its own, and those of each scenario in the library."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.utils.text import slugify

from scenarios.models import ScenarioVersion, Source
from scenarios.schema.base import GENERAL_KNOWLEDGE
from scenarios.schema.pack_words import WordsFile, WordText
from scenarios.schema.validation import checked
from scenarios.selectors.library import current_versions
from scenarios.yamlsafe import read_file
from wargame.web.words import Glossary, Word

GENERAL = Path(__file__).parents[1] / "general_words.yaml"


@dataclass(frozen=True, slots=True)
class HelpWord:
    """One word on the page of help. The source is that of a fact, "" for a word of the game."""

    anchor: str
    word: str
    also: tuple[str, ...]
    means: str
    source: str
    source_title: str

    @property
    def is_general(self) -> bool:
        """Whether nobody checked the fact against a source."""
        return self.source == GENERAL_KNOWLEDGE


@dataclass(frozen=True, slots=True)
class WordGroup:
    """The words of one scenario, or of Parley; then `slug` is ""."""

    slug: str
    title: str
    words: tuple[HelpWord, ...]


def help_groups() -> tuple[WordGroup, ...]:
    """Return Parley's own words, then those of each scenario that explains some, in the order of the alphabet."""
    titles = {source.slug: source.title or source.outlet for source in Source.objects.all()}
    groups = [WordGroup("", "Words of the game", _listed("", general_words(), titles))]
    for version in current_versions().order_by("title"):
        slug = version.scenario.slug
        if words := _words_of(version.content_hash):
            groups.append(WordGroup(slug, version.title, _listed(slug, words, titles)))
    return tuple(groups)


def glossary_of(version: ScenarioVersion) -> Glossary:
    """Return the words that texts of a version may use: its own before those of Parley."""
    return _glossary(version.content_hash, version.scenario.slug)


@cache
def general_words() -> tuple[WordText, ...]:
    """Return the words of Parley, whatever the scenario."""
    return checked(WordsFile, read_file(GENERAL, name=GENERAL.name), None).words


@lru_cache(maxsize=64)
def _words_of(content_hash: str) -> tuple[WordText, ...]:
    """Return the words of a version, without reading the rest of its content."""
    versions = ScenarioVersion.objects.filter(content_hash=content_hash)
    written = versions.values_list("content__pack__words", flat=True).first()
    return WordsFile.model_validate({"words": written or ()}).words


@lru_cache(maxsize=64)
def _glossary(content_hash: str, slug: str) -> Glossary:
    pairs = [*((slug, word) for word in _words_of(content_hash)), *(("", word) for word in general_words())]
    return Glossary(tuple(Word(_anchor(of, word), word.forms, word.means) for of, word in pairs if word.in_texts))


def _listed(slug: str, words: Iterable[WordText], titles: dict[str, str]) -> tuple[HelpWord, ...]:
    listed = (
        HelpWord(
            _anchor(slug, word),
            word.word,
            word.also,
            word.means,
            word.source or "",
            titles.get(word.source or "", ""),
        )
        for word in words
    )
    return tuple(sorted(listed, key=lambda word: word.word.casefold()))


def _anchor(slug: str, word: WordText) -> str:
    return f"{slug or 'word'}-{slugify(word.word)}"
