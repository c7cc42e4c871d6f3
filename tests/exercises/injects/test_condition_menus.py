"""Conditions built from menus that hold only what exists, and their words."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.engine.values import Setting
from wargame.exercises import bridge, conditions
from wargame.exercises.injects import domain
from wargame.exercises.models import Inject

pytestmark = pytest.mark.django_db
ENTERED = {"title": "A cable leaks", "text": "It says so.", "kind": "news", "to": ["KOR"], "due": "hand", "tap": "one"}


@pytest.fixture
def setting(group: Class) -> Setting:
    return bridge.setting_of(group.exercise)


@pytest.mark.slow
def test_everything_in_the_menus_can_be_judged_and_is_said_in_words(group: Class, setting: Setting) -> None:
    for each in domain.subjects_of(setting):
        for subject in each.subjects:
            amount = 2 if subject.is_compared else None
            clause = domain.clause_of(setting, subject.text, amount=amount)
            conditions.check(setting, [clause, f"not {clause}"])
            assert domain.clause_in_words(setting, clause).startswith(subject.words)


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("tension JPN KOR >= 60", "How threatened JPN feels by KOR: at least 60"),
        ("tension KOR JPN >= 60", "How threatened KOR feels by JPN: at least 60"),
        ("not turn <= 2", "Not so: The turn: at most 2"),
        ("turn >= 2 or turn = 1", "turn >= 2 or turn = 1"),
        ("not turn  <= 2 by turn 3", "The turn: at most 2: not by turn 3"),
        ("not mark gibberish", "Not so: mark gibberish"),
    ],
)
def test_clauses_are_said(setting: Setting, clause: str, words: str) -> None:
    assert domain.clause_in_words(setting, clause) == words


@pytest.mark.parametrize(
    ("subject", "more"),
    [("tension KOR MARS", {"amount": 3}), ("", {}), ("turn", {}), ("turn", {"sign": "~", "amount": 2})],
)
def test_what_the_menus_do_not_have_is_refused(setting: Setting, subject: str, more: dict[str, int]) -> None:
    with pytest.raises(domain.NoSuchClause):
        domain.clause_of(setting, subject, **more)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_condition_grows_and_shrinks_without_script_and_is_kept_only_then(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()
    client = Client()
    client.force_login(group.ada.user)  # type: ignore[arg-type]
    address = reverse("new_inject", args=[group.exercise.code])

    def press(action: str, **more: object) -> str:
        response = client.post(address, ENTERED | {"action": action} | more, follow=True)
        return response.content.decode()

    def condition_in(page: str) -> str:
        found = re.search(r'id="inject-condition".*?>(.*?)</textarea>', page, re.DOTALL)
        assert found
        return found[1].replace("&gt;", ">").replace("&lt;", "<")

    page = press("add_clause", subject="turn", sign=">=", amount=2)
    assert condition_in(page) == "turn >= 2"
    assert "The turn: at least 2" in page
    assert re.search("How threatened KOR feels by RUS \N{HORIZONTAL ELLIPSIS} [(]now [0-9]+[)]", page)
    assert re.search("[A-Z]{3}\N{EN DASH}KOR tension, both ways [(]now [0-9]+ and [0-9]+[)]", page)
    page = press("add_clause", condition="turn >= 2", subject="tension JPN KOR", sign="<=", amount=40, negates="on")
    assert condition_in(page) == "turn >= 2\nnot tension JPN KOR <= 40"
    assert "A cable leaks" in page, "what was typed stays"
    assert condition_in(press("drop_clause_0", condition=condition_in(page))) == "not tension JPN KOR <= 40"
    assert "Choose what the condition asks about" in press("add_clause", subject="")
    assert not Inject.objects.exists()
    press("save", condition="turn >= 2", due="condition")
    assert Inject.objects.get().when == ["turn >= 2"]
