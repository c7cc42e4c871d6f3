"""A faction inside a state is a mark that only its seat knows; orders move it, and need it."""

from pathlib import Path

from scenarios.schema.pack_reading import read_pack
from tests.scenarios.editing import change
from wargame.engine import UNKNOWN, Order, Setting, adjudicate, compile_setting, opening_world, perspective, problems

FACTION = "  - {key: farmers, meaning: How far farmers stand behind Seoul, known_to: [KOR]}\n"
MEETING = """
  - kind: meet
    base: demand
    name: Meet the farmers
    says: "{actor} met its farmers"
    order_class: meet
    visibility: covert
    seats: [KOR]
    help: Win them.
    levels: [{key: hall, name: Hall, cost: 1, effects: [{variable: mark, name: farmers, amount: 2}]}]
"""
NEED = """    needs: [{when: ["mark farmers >= 2"], message: The farmers do not stand behind it.}]
    help: Ask who it is.
"""
HAIL, MEET = (Order("hail", "call"),), (Order("meet", "hall"),)


def with_farmers(folder: Path) -> Setting:
    """The small scenario, in which South Korea calls only with its farmers behind it."""
    pack = folder / "small"
    change(pack / "scenario.yaml", "marks:\n", f"marks:\n{FACTION}")
    change(pack / "orders.yaml", "    help: Ask who it is.\n", NEED)
    orders = pack / "orders.yaml"
    orders.write_text(orders.read_text(encoding="utf-8") + MEETING, encoding="utf-8")
    return compile_setting(read_pack(pack).rules)


def test_an_order_waits_until_the_faction_stands_behind_it(folder: Path) -> None:
    setting = with_farmers(folder)
    world = opening_world(setting, 1)
    (problem,) = problems(perspective(setting, world, "KOR"), HAIL)
    assert "The farmers do not stand behind it." in problem.message
    world = adjudicate(setting, world, {"KOR": MEET}, 1).world
    assert problems(perspective(setting, world, "KOR"), HAIL) == ()


def test_no_other_seat_knows_how_the_faction_stands(folder: Path) -> None:
    setting = with_farmers(folder)
    world = adjudicate(setting, opening_world(setting, 1), {"KOR": MEET}, 1).world
    index = setting.names.marks["farmers"]
    own, other = (perspective(setting, world, seat).world.mark[index] for seat in ("KOR", "JPN"))
    assert (own, other) == (2, UNKNOWN)
