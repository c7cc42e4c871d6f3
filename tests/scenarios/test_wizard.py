"""The wizard's answers make a scenario that plays: each template as proposed, and what a novice changes in it."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pydantic import ValidationError

from scenarios.loader import check
from scenarios.schema.pack import Pack
from scenarios.wizard import TEMPLATES, Answers, compose, propose
from scenarios.wizard.answers import MOST_SEATS
from scenarios.yamlsafe import read_bytes

ENDINGS = {"broken", "held", "between"}


def write_pack(folder: Path, answers: Answers, slug: str) -> None:
    for name, text in compose(answers, slug).items():
        path = folder / slug / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def packs_of(folder: Path) -> dict[str, Pack]:
    return {pack.meta.slug: pack for pack in check(folder).packs}


def crowded(answers: Answers) -> Answers:
    """Return the answers with the most seats, orders and turns that the wizard takes."""
    seats = [answers.seats[number % 3] for number in range(MOST_SEATS)]
    seats = [
        seat.model_copy(update={"code": f"X{chr(65 + number)}X", "name": f"State {number}"})
        for number, seat in enumerate(seats)
    ]
    turns = [answers.turns[number % 4].model_copy(update={"title": f"Turn {number}"}) for number in range(8)]
    return Answers.model_validate(answers.model_dump() | {"seats": seats, "turns": turns})


def test_each_template_makes_a_pack_without_a_fault(tmp_path: Path) -> None:
    for template in TEMPLATES:
        write_pack(tmp_path, propose(template), template)
        write_pack(tmp_path, crowded(propose(template)), f"{template}-crowded")
    packs = packs_of(tmp_path)
    assert set(packs) == {*TEMPLATES, *(f"{template}-crowded" for template in TEMPLATES)}
    for slug, pack in packs.items():
        assert len(pack.seats) == (MOST_SEATS if slug.endswith("crowded") else 3)
        assert 6 <= len(pack.rules.orders) <= 10
        assert len(pack.rules.incidents) == 1


@pytest.mark.slow
@pytest.mark.parametrize("make", [lambda answers: answers, crowded], ids=["proposed", "crowded"])
def test_a_scenario_from_the_wizard_comes_to_each_of_its_endings(make: object, tmp_path: Path) -> None:
    assert callable(make)
    write_pack(tmp_path, make(propose("airspace")), "mine")
    out = StringIO()
    call_command("rehearse", "mine", "--folder", tmp_path, "--games", "60", "--json", stdout=out, stderr=StringIO())
    rehearsed = json.loads(out.getvalue())
    assert set(rehearsed["endings"]) == ENDINGS
    assert min(rehearsed["endings"].values()) >= 2
    assert not rehearsed["troubles"]


def test_no_line_of_a_pack_refers_to_another(tmp_path: Path) -> None:
    for name, text in compose(propose("trade"), "mine").items():
        if name.endswith(".yaml"):
            assert read_bytes(text.encode(), name=name).tree


def test_words_that_yaml_would_read_otherwise_stay_words(tmp_path: Path) -> None:
    words = 'No: "x" & *all, #1'
    answers = Answers.model_validate(propose("trade").model_dump() | {"summary": words, "subtitle": "yes"})
    write_pack(tmp_path, answers, "mine")
    (pack,) = check(tmp_path).packs
    assert (pack.meta.summary, pack.meta.subtitle) == (words, "yes")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"orders": ["hotline"] * 5}, "chosen twice"),
        ({"orders": ["hotline"]}, "at least 5"),
        ({"seats": propose("trade").seats[:2]}, "at least 3"),
        ({"seats": (*propose("trade").seats, propose("trade").seats[0])}, "the same code"),
    ],
)
def test_answers_that_make_no_scenario_are_refused(change: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Answers.model_validate(propose("trade").model_dump() | change)


def test_an_order_that_the_catalogue_lacks_is_named() -> None:
    orders = ["hotline", "negotiate", "protest", "regret", "bribe"]
    answers = Answers.model_validate(propose("trade").model_dump() | {"orders": orders})
    with pytest.raises(KeyError, match="bribe"):
        compose(answers, "mine")
