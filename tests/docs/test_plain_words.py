"""New text stays plain: subject, verb, object.

Each rule finds a pattern over which a student of English stumbles. `CEILINGS` counts older places by folder. A count
may only fall: somebody who mends places lowers the ceiling. A folder without a ceiling has no such place.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.docs.references import HOME

CEILINGS: dict[str, int] = {
    "scenarios": 8,
    "templates": 23,
}
WORDS = "Who|Whom|Whose|Whoever|Whomever|What|Whatever"
RULES = {
    # "What dies is started again." begins with no thing. A question may begin so.
    "no subject": re.compile(rf"(?:{WORDS}) [^?]*[^?*]"),
    # "The seat is told" hides the speaker.
    "nobody speaks": re.compile(r".*\b(?:is|are|was|were|be|been) (?:told|spoken of|asked for|thought of)\b(?! by).*"),
    # "the reader of what those hold": a name is shorter.
    "no name": re.compile(r".*\b(?:that|those|what) of (?:what|those|that|whom|which)\b.*"),
    "no English idiom": re.compile(r".*\b(?:a long breath|in that it|so far as|is not to be|are not to be)\b.*"),
    # "Return what is kept": a docstring names the thing that a function returns.
    "no noun": re.compile(r"(?:Return|Say|Tell|Give|Show|Keep)s? (?:what|who|whom|whose|how)\b.*"),
}
SHORTEST = 16
"""Letters of a sentence; labels such as "Who you are" are shorter."""
PROSE = re.compile(
    r'"""(.*?)"""'  # docstrings
    r"|^[ \t]*# ([^\n]*(?:\n[ \t]*# [^\n]*)*)"  # comments
    rf'|"((?:{WORDS}) [^"\n]*\.)"',  # messages
    re.DOTALL | re.MULTILINE,
)
OTHER = re.compile(r"```.*?```|`[^`]*`|\{%.*?%\}|\{#.*?#\}|<(?:script|style|svg).*?</(?:script|style|svg)>", re.DOTALL)
TAG = re.compile(r"</?(?:p|li|td|th|h\d|div|dt|dd|figcaption|section|summary|legend|label|button|a)\b[^>]*>")
BLOCK = re.compile(r"\n\s*\n|\n\s*(?:[-*|]|\d+\.)\s|\||^#.*$|\n[ \t]*#(?: |$)", re.MULTILINE)
SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
CODE = ("wargame", "scenarios", "benchmarks")
SKIPPED = {"migrations", "packs", "a-small-scenario"}


def blocks(text: str, suffix: str) -> Iterator[str]:
    """Yield paragraphs, rows and items of a page, or docstrings, comments and messages of a program."""
    if suffix == ".py":
        for found in PROSE.findall(text):
            yield from re.split(r"\n\s*\n", re.sub(r"\n[ \t]*# ", "\n", "".join(found)))
    elif suffix == ".html":
        yield from (re.sub(r"<[^>]+>", " ", block) for block in TAG.split(OTHER.sub("x", text)))
    else:
        yield from BLOCK.split(OTHER.sub("x", text).replace("**", ""))


def faults(text: str, suffix: str) -> Iterator[tuple[str, str]]:
    """Yield each sentence that breaks a rule, after the name of the rule."""
    for block in blocks(text, suffix):
        for sentence in SENTENCE.split(" ".join(block.split())):
            if len(sentence) >= SHORTEST:
                yield from ((name, sentence) for name, rule in RULES.items() if rule.fullmatch(sentence))


def files() -> Iterator[Path]:
    yield from (HOME / "README.md", HOME / "CONTRIBUTING.md", HOME / "run.py")
    for folder, pattern in (("docs", "*.md"), ("templates", "*.html"), *((each, "*.py") for each in CODE)):
        yield from (file for file in sorted((HOME / folder).rglob(pattern)) if not SKIPPED & set(file.parts))


def folder_of(file: Path) -> str:
    parts = file.relative_to(HOME).parts
    return "/".join(parts[: 2 if parts[0] in ("wargame", "docs") and len(parts) > 2 else 1])


@cache
def places() -> tuple[tuple[str, ...], ...]:
    """Return folder, file, rule and sentence of each fault in the repository."""
    return tuple(
        (folder_of(file), str(file.relative_to(HOME)), *fault)
        for file in files()
        for fault in faults(file.read_text(), file.suffix)
    )


@pytest.mark.slow
def test_no_folder_has_more_riddles_than_before() -> None:
    counts = Counter(folder for folder, *_ in places())
    more = {folder: count for folder, count in counts.items() if count > CEILINGS.get(folder, 0)}
    assert more == {}, "\n".join(" | ".join(place[1:]) for place in places() if place[0] in more)


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("What dies is started again within seconds.", ["no subject"]),
        ("Whose cars are threatened sells elsewhere.", ["no subject"]),
        ("What did it cost, and why?", []),
        ("A seat that is told reads it.", ["nobody speaks"]),
        ("The seat is told by its people.", []),
        ("It names the reader of that of those states.", ["no name"]),
        ("It helps in that it warns.", ["no English idiom"]),
        ("Return what is kept of it.", ["no noun"]),
        ("Return the forecast of one order.", []),
        ("A supervisor restarts every process that dies.", []),
    ],
)
def test_a_riddle_is_found_in_pages_programs_and_templates(sentence: str, rules: list[str]) -> None:
    long = f"One word. {sentence}"
    for text, suffix in (
        (f"# Heading\n\n{long}\n", ".md"),
        (f"| cell | {sentence} |", ".md"),
        (f'def name():\n    """{sentence}"""', ".py"),
        (f"    # {long}\n", ".py"),
        (f"<li>{long}</li>", ".html"),
    ):
        assert [rule for rule, _ in faults(text, suffix)] == rules, text


def test_code_in_a_page_is_no_sentence() -> None:
    assert not list(faults("```\nWhat is told.\n```\n`What is told here.`\n# What stays\n", ".md"))
    assert not list(faults("x = 1  # nothing\nWhat = told\n", ".py"))


def test_the_glossary_stays_short() -> None:
    _, words = (HOME / "docs" / "glossary.md").read_text().split("## Words of an exercise")
    rows = [line for line in words.splitlines() if line.startswith("| ") and not line.startswith("| word ")]
    assert len(rows) <= 70
