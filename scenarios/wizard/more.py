"""Further proposals: other pairs of aims, and a seat or a turn to add."""

from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field

from scenarios.moments import MONTHS
from scenarios.schema.base import Entry
from scenarios.schema.scalars import Code, Line, Text
from scenarios.schema.validation import checked
from scenarios.wizard.answers import AimAnswer, Short
from scenarios.wizard.questions import Tree, value_at
from scenarios.yamlsafe import read_file

_FILE = Path(__file__).resolve().parent / "proposals" / "more.yaml"

_A_YEAR = 2001
"""Any year without a 29 February: dates of turns have none."""


class PairOfAims(Entry):
    """Two aims that pull against each other, with the sentence that says how."""

    hard_part: Line
    aims: tuple[AimAnswer, AimAnswer]


class OneMoreSeat(Entry):
    """A state that can join any template."""

    code: Code
    name: Short
    post: Line
    task: Line
    brief: Text


class OneMoreTurn(Entry):
    """A turn that can follow any other."""

    title: Short
    text: Text


class More(Entry):
    """All further proposals, as the file `scenarios/wizard/proposals/more.yaml` has them."""

    wants: tuple[PairOfAims, ...] = Field(min_length=2)
    seats: tuple[OneMoreSeat, ...] = Field(min_length=1)
    turns: tuple[OneMoreTurn, ...] = Field(min_length=1)


@cache
def more() -> More:
    """Return the further proposals."""
    return checked(More, read_file(_FILE))


def pairs_of_aims() -> tuple[Tree, ...]:
    """Return the pairs of aims as answers of a seat."""
    return tuple(pair.model_dump(mode="json") for pair in more().wants)


def another_pair(seat: Tree) -> Tree:
    """Return the pair of aims that comes after the one that a seat has."""
    pairs = pairs_of_aims()
    has = [aim.get("want") for aim in seat["aims"]]
    here = next((place for place, pair in enumerate(pairs) if [aim["want"] for aim in pair["aims"]] == has), -1)
    return deepcopy(pairs[(here + 1) % len(pairs)])


def third_aim(seat: Tree) -> Tree:
    """Return an aim that measures what the other aims of the seat do not."""
    has = {aim.get("want") for aim in seat["aims"]}
    aims = (aim for pair in pairs_of_aims() for aim in pair["aims"] if aim["want"] not in has)
    return {**deepcopy(next(aims)), "weight": 20}


def next_seat(tree: Tree) -> Tree:
    """Return a further seat for the answers."""
    codes = {seat.get("code") for seat in tree["seats"]}
    proposed = next((seat for seat in more().seats if seat.code not in codes), more().seats[0])
    return {**proposed.model_dump(mode="json"), **another_pair(tree["seats"][-1])}


def next_turn(tree: Tree) -> Tree:
    """Return a turn that follows the last one, as long as that, on the days after it where these can be read."""
    titles = {turn.get("title") for turn in tree["turns"]}
    proposed = next((turn for turn in more().turns if turn.title not in titles), more().turns[0])
    last = tree["turns"][-1]
    return {**proposed.model_dump(mode="json"), **_following_days(last)}


def _following_days(last: Tree) -> dict[str, Any]:
    days, ended = _number(value_at(last, ("days",))), _day(str(value_at(last, ("ends_at",))))
    starts = ended + timedelta(days=1)
    return {"starts_at": _in_words(starts), "ends_at": _in_words(starts + timedelta(days=days - 1)), "days": days}


def _number(value: object) -> int:
    text = str(value)
    return max(1, min(int(text), 400)) if text.isdecimal() and len(text) < 6 else 7


def _day(moment: str) -> date:
    day, _, month = moment.partition(" ")
    try:
        return date(_A_YEAR, MONTHS.index(month) + 1, int(day))
    except (ValueError, OverflowError):
        return date(_A_YEAR, 1, 1)


def _in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
