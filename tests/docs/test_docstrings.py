"""No docstring of a function begins like a question, so that it says what the function does.

"What is kept of it" leaves open whether the function returns, writes or shows that. Properties are named like values,
and tests say in their names what they check, so both may begin otherwise. So may the API's views: their docstrings are
descriptions in its schema.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.references import HOME

QUESTION = re.compile(
    r"((To|From|With|By|Of|In|At|On|For|Towards) )?(What|Whose|Whom?|Which|Where|When|Whether|Why|How)\b", re.IGNORECASE
)
QUOTED = re.compile(rf"""["']\\?\s*{QUESTION.pattern}""", re.IGNORECASE)
"""A text that begins so: only a file that has one is parsed."""
VALUES = {"property", "cached_property"}
FOLDERS = ("benchmarks", "scenarios", "tests", "wargame")


def questions_in(source: str) -> Iterator[str]:
    """Yield the functions whose docstring begins like a question."""
    if not QUOTED.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("test_"):
            continue
        is_value = any(isinstance(each, ast.Name) and each.id in VALUES for each in node.decorator_list)
        if not is_value and QUESTION.match(ast.get_docstring(node) or ""):
            yield node.name


def files() -> list[Path]:
    found = [HOME / "run.py", *(file for folder in FOLDERS for file in sorted((HOME / folder).rglob("*.py")))]
    return [file for file in found if not {"migrations", "api"} & set(file.parts)]


@pytest.mark.slow
def test_no_docstring_of_a_function_begins_like_a_question() -> None:
    assert [(str(file.relative_to(HOME)), name) for file in files() for name in questions_in(file.read_text())] == []


@pytest.mark.parametrize(
    ("docstring", "is_found"),
    [
        ("What is kept of it.", True),
        ("Towards whom pledges hold the seat back.", True),
        ("In how many games it happens.", True),
        ("Whether it holds.", True),
        ("Return what is kept of it.", False),
        ("In a sandbox, return the seat at which the browser is.", False),
    ],
)
def test_a_question_is_found(docstring: str, is_found: bool) -> None:
    assert bool(list(questions_in(f'def kept():\n    """{docstring}"""'))) == is_found
    assert not list(questions_in(f'@property\ndef kept(self):\n    """{docstring}"""'))
