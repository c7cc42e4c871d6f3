"""A pack may hold lists of goods with amounts and rates; order kinds written once are made for each list."""

from pathlib import Path

import pytest

from scenarios.pack_faults import PackError
from scenarios.schema.editor_schemas import Bases, editor_schemas
from scenarios.schema.pack import Pack
from scenarios.schema.pack_reading import read_pack
from scenarios.selectors.condition_words import forms_of
from tests.scenarios.editing import change
from wargame.engine import OrderSpec, adjudicate, compile_setting, opening_world, perspective, problems
from wargame.engine.values import Order

LISTS = """
flows:
  - {owner: KOR, against: JPN, imports: 50.5, basis: "Korean customs, 2018"}
  - {owner: JPN, against: KOR, imports: 30}
lists:
  - {key: kor1, title: List 1, owner: KOR, against: JPN, amount: 34, rates: [10, 25], goods: machines and cars}
  - {key: kor2, title: List 2, owner: KOR, against: JPN, amount: 16, rates: [7.5]}
  - {key: jpn1, title: First list, owner: JPN, against: KOR, amount: 20, rates: [5, 10, 25], rate: 5}
"""
KINDS = """
  - kind: tax
    base: tariff
    name: "Tax {list}"
    says: "{actor} put {level} on {list} ({amount})"
    order_class: tariff
    seats: [KOR, JPN]
    targets: [KOR, JPN]
    help: "Goods: {goods}."
    lists: {act: impose, severity_per_bn: 0.5}
    levels: [{key: rate, name: Rate, cost: 1, severity: 4}]
  - kind: announce
    base: tariff
    name: "Announce a rise of {list}"
    says: "{actor} announced {level} on {list}"
    order_class: tariff
    seats: [KOR, JPN]
    targets: [KOR, JPN]
    help: It comes a turn later.
    lists: {act: raise, of: [jpn1], after: 1}
    levels: [{key: rate, name: Rate, cost: 1}]
  - kind: cut
    base: ease_sanctions
    name: "Cut {list}"
    says: "{actor} cut {list} to {level}"
    order_class: ease
    seats: [KOR, JPN]
    targets: [KOR, JPN]
    help: A lower rate.
    lists: {act: cut}
    levels: [{key: rate, name: Rate, cost: 1, severity: -2}]
  - kind: lift
    base: ease_sanctions
    name: "Lift {list}"
    says: "{actor} lifted {list}"
    order_class: ease
    seats: [JPN]
    targets: [KOR]
    help: No duty.
    lists: {act: lift}
    levels: [{key: rate, name: Rate, cost: 1}]
  - kind: put_off
    base: ease_sanctions
    name: "Put off the rise of {list}"
    says: "{actor} put off what was announced"
    order_class: ease
    seats: [JPN]
    targets: [KOR]
    help: Nothing comes.
    lists: {act: put_off}
    levels: [{key: put_off, name: Put off, cost: 0}]
contradictions:
  - {first: tax, second: hail, because: Nobody calls while it taxes.}
"""


@pytest.fixture
def small(folder: Path) -> Path:
    """The small pack, with lists and kinds of orders on them."""
    pack = folder / "small"
    (pack / "lists.yaml").write_text(LISTS)
    orders = pack / "orders.yaml"
    orders.write_text(orders.read_text().rstrip("\n") + KINDS)
    return pack


def kind_of(pack: Pack, name: str) -> OrderSpec:
    """The order kind of that name."""
    return next(order for order in pack.rules.orders if order.kind == name)


def levels_of(pack: Pack, name: str) -> list[str]:
    """The keys of a kind's levels."""
    return [level.key for level in kind_of(pack, name).levels]


def test_a_kind_is_made_for_each_list_with_its_rates_as_levels(small: Path) -> None:
    pack = read_pack(small)
    made = [order.kind for order in pack.rules.orders if order.on_list]
    assert made == [
        "tax_kor1", "tax_kor2", "tax_jpn1", "announce_jpn1", "cut_kor1", "cut_jpn1", "lift_jpn1", "put_off_jpn1",
    ]  # fmt: skip
    assert levels_of(pack, "tax_kor1") == ["at-10", "at-25"]
    assert levels_of(pack, "tax_kor2") == ["at-7-5"]
    assert levels_of(pack, "announce_jpn1") == ["at-10", "at-25"]
    assert levels_of(pack, "cut_jpn1") == ["at-5", "at-10"]
    assert levels_of(pack, "lift_jpn1") == ["at-0"]
    assert levels_of(pack, "put_off_jpn1") == ["withdrawn"]


def test_a_kind_has_its_lists_owner_texts_and_severity(small: Path) -> None:
    order = kind_of(read_pack(small), "tax_kor1")
    assert (order.seats, order.targets) == (("KOR",), ("JPN",))
    assert order.name == "Tax List 1"
    assert order.says == "{actor} put {level} on List 1 (US$ 34 bn)"
    assert order.help == "Goods: machines and cars."
    assert [level.severity for level in order.levels] == [5.7, 8.2], "4 and 0.5 for each of 3.4 and 8.5 bn of duty"


def test_a_refused_order_says_what_has_to_come_first(small: Path) -> None:
    setting = compile_setting(read_pack(small).rules)
    view = perspective(setting, opening_world(setting, 1), "JPN")
    (early,) = problems(view, (Order("put_off_jpn1", "withdrawn", "KOR"),))
    assert early.message.endswith("Nothing is announced for First list: announce a rate first.")


def test_the_orders_are_played_and_their_needs_keep_them_in_order(small: Path) -> None:
    setting = compile_setting(read_pack(small).rules)
    world = opening_world(setting, 1)
    sheets = {
        "KOR": (Order("tax_kor1", "at-25", "JPN"), Order("tax_kor2", "at-7-5", "JPN")),
        "JPN": (Order("tax_jpn1", "at-25", "KOR"), Order("announce_jpn1", "at-25", "KOR")),
    }
    after = adjudicate(setting, world, sheets, 1).world
    assert after.rate.tolist() == [250, 75, 50], "a list that is taxed already is not taxed again"
    assert after.announced.tolist() == [-10, -10, 250]
    assert after.hit.tolist() == [5000, 2000]
    milder = {"KOR": (Order("cut_kor1", "at-10", "JPN"),), "JPN": (Order("put_off_jpn1", "withdrawn", "KOR"),)}
    later = adjudicate(setting, after, milder, 1).world
    assert later.rate.tolist() == [100, 75, 50]
    assert later.announced.tolist() == [-10, -10, -10]


def test_a_contradiction_of_a_kind_stands_for_all_that_are_made_of_it(small: Path) -> None:
    pairs = {(pair.first, pair.second) for pair in read_pack(small).rules.contradictions}
    assert pairs >= {("tax_kor1", "hail"), ("tax_kor2", "hail"), ("tax_jpn1", "hail")}


def test_conditions_may_ask_for_lists_and_flows(small: Path) -> None:
    spec = read_pack(small).rules
    examples = {form.verb: form.example for form in forms_of(spec)}
    assert examples["rate"] == "rate kor1 > 0"
    assert examples["untouched"] == "untouched KOR JPN > 0"
    setting = compile_setting(spec)
    for verb in ("rate", "hit", "duty"):
        assert setting.cell(examples[verb].rsplit(" ", 2)[0]) >= 0


def test_a_pack_without_lists_has_none_of_it(folder: Path) -> None:
    rules = read_pack(folder / "small").rules
    assert (rules.flows, rules.lists) == ((), ())
    assert all(type(order) is OrderSpec and not order.on_list for order in rules.orders)
    assert not next(form for form in forms_of(rules) if form.verb == "rate").example


def test_editors_know_lists_and_the_orders_on_them() -> None:
    schemas = editor_schemas(Bases((), ()))
    assert {"flows", "lists"} <= set(schemas["lists"]["properties"])
    entry = schemas["orders"]["$defs"]["OrderEntry"]
    assert {"lists", "base"} <= set(entry["properties"])


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("lists", "amount: 34,", "amount: 54,", ("lists.0.amount", "more than the US$ 50.5 bn", "correct the flow")),
        ("lists", "rates: [10, 25]", "rates: [25, 10]", ("lists.0.rates", "do not rise", "the lowest first")),
        ("lists", "rates: [7.5]", "rates: [7.55]", ("lists.1.rates", "no tenth", "one decimal")),
        ("lists", "rates: [7.5]", "rates: [175]", ("lists.1.rates", "outside 0..100", "within these bounds")),
        ("lists", "rates: [5, 10, 25]", "rates: []", ("lists.2.rates", "'jpn1' has no rate", "the lowest first")),
        ("lists", "key: kor2", "key: kor1", ("lists.1", "declared twice", "Rename")),
        ("lists", "imports: 30}", "imports: 30, thirds: [{state: KOR}]}", ("flows.1.thirds.0", "already", "once")),
        (
            "lists",
            "owner: JPN, against: KOR, amount",
            "owner: KOR, against: USA, amount",
            ("lists.2", "USA", "KOR JPN"),
        ),
        ("lists", "goods: machines", "good: machines", ("lists.0.good", "not known", "spelling")),
        ("orders", "of: [jpn1]", "of: [jpn2]", ("orders.3.lists.of.0", "no list 'jpn2'", "jpn1, kor1")),
        ("orders", "act: lift", "act: drop", ("orders.5.lists.act", "drop", "lift")),
        (
            "orders",
            "lists: {act: raise, of: [jpn1]",
            "lists: {act: raise, of: [kor2]",
            ("orders.3.lists", "no list", "two rates"),
        ),
        ("orders", "after: 1", "after: 11", ("orders.3.after", "outside 0..10 turns", "within these bounds")),
        (
            "orders",
            "[{key: put_off, name: Put off, cost: 0}]",
            "[{key: a, name: A, cost: 0}, {key: b, name: B, cost: 0}]",
            ("orders.6.levels", "2 levels", "one level"),
        ),
        (
            "orders",
            "[{key: put_off, name: Put off, cost: 0}]",
            "[]",
            ("orders.6.levels", "0 levels", "one level"),
        ),
        (
            "orders",
            "seats: [JPN]\n    targets: [KOR]\n    help: No",
            "seats: [KORE]\n    help: No",
            ("orders.5", "no list", "lists.yaml"),
        ),
    ],
)
def test_a_fault_is_refused_with_its_place(small: Path, file: str, old: str, new: str, said: tuple[str, ...]) -> None:
    change(small / f"{file}.yaml", old, new)
    with pytest.raises(PackError) as refused:
        read_pack(small)
    text = str(refused.value)
    assert f"small/{file}.yaml" in text
    assert [word for word in said if word not in text] == []
