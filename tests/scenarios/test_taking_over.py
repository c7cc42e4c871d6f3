"""Order kinds of the catalogue taken over by `base`, whole or changed, and refused with a remedy."""

from pathlib import Path

import pytest

from scenarios.pack_faults import PackError
from scenarios.schema.pack_reading import read_pack
from wargame.engine import OrderSpec, compile_setting


def orders_with(folder: Path, entry: str) -> dict[str, OrderSpec]:
    """Return the orders of the small pack and one more, by kind, after the engine has compiled them."""
    path = folder / "small" / "orders.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}  - {entry}\n", encoding="utf-8")
    pack = read_pack(folder / "small")
    compile_setting(pack.rules)
    return {order.kind: order for order in pack.rules.orders}


def test_an_order_of_one_word_is_the_whole_kind(folder: Path) -> None:
    tariff = orders_with(folder, "base: tariff")["tariff"]
    assert [level.key for level in tariff.levels] == ["narrow", "broad", "all"]
    assert (tariff.order_class, tariff.domain, tariff.codes.cameo) == ("coercion", "economy", "163")
    assert tariff.seats == ("KOR", "JPN")
    assert tariff.targets == ("KOR", "JPN")
    assert tariff.partners == ()
    assert tariff.levels[0].severity > 0
    assert "coerce" in tariff.levels[0].tags
    assert tariff.levels[0].covers == 6


def test_what_comes_later_is_taken_over_with_its_delay(folder: Path) -> None:
    lawsuit = orders_with(folder, "base: lawsuit")["lawsuit"]
    assert lawsuit.delay == 180
    assert lawsuit.levels[0].effects == ()
    assert [(effect.variable, effect.who, effect.amount) for effect in lawsuit.levels[0].later] == [
        ("economy", "actor", 0.7),
        ("standing", "target", -0.5),
    ]


def test_an_author_may_change_when_and_what_comes_later(folder: Path) -> None:
    entry = "{base: lawsuit, delay: 2, levels: {trade: {later: []}}}"
    lawsuit = orders_with(folder, entry)["lawsuit"]
    assert lawsuit.delay == 2
    assert [len(level.later) for level in lawsuit.levels] == [0, 2]


def test_covert_kinds_keep_their_odds_of_being_traced(folder: Path) -> None:
    cyber = orders_with(folder, "base: cyber")["cyber"]
    assert (cyber.visibility, cyber.detection) == ("covert", 35)
    assert cyber.chance is not None


def test_a_joint_kind_has_partners_and_an_aimless_one_no_targets(folder: Path) -> None:
    assert orders_with(folder, "base: mediate")["mediate"].partners == ("KOR", "JPN")
    assert orders_with(folder, "base: alert")["alert"].targets == ()


def test_the_author_has_the_last_word(folder: Path) -> None:
    mine = orders_with(folder, "{kind: toll, base: tariff, name: Raise tolls, seats: [JPN], targets: [KOR]}")["toll"]
    assert (mine.name, mine.seats, mine.targets) == ("Raise tolls", ("JPN",), ("KOR",))


def test_levels_by_key_replace_parts_and_no_drops_one(folder: Path) -> None:
    tariff = orders_with(folder, "{base: tariff, levels: {narrow: {cost: 3}, all: no}}")["tariff"]
    assert [level.key for level in tariff.levels] == ["narrow", "broad"]
    assert tariff.levels[0].cost == 3
    assert "coerce" in tariff.levels[0].tags, "what is not named stays"


def test_a_list_of_levels_is_the_packs_own(folder: Path) -> None:
    """The small pack's demand has no target, and other effects than the catalogue's."""
    hail = orders_with(folder, "base: protest")["hail"]
    assert [level.key for level in hail.levels] == ["call"]
    assert (hail.targets, hail.needs, hail.codes.cameo) == ((), (), "1056")


def test_needs_are_taken_over_whoever_gives_the_order_at_whom(folder: Path) -> None:
    war = orders_with(folder, "base: war")["war"]
    assert [need.when for need in war.needs] == [("tension actor target >= 90",), ("readiness actor >= 75",)]
    assert war.needs[0].message == "Nothing between {actor} and {target} has gone so far."


def test_needs_of_ones_own_take_the_place_of_the_kinds(folder: Path) -> None:
    mine = orders_with(folder, "{base: war, needs: []}")["war"]
    assert mine.needs == ()


@pytest.mark.parametrize(
    ("entry", "path", "message"),
    [
        ("{base: tariff, levels: {huge: {cost: 1}}}", "orders.2.levels.huge", "has no level 'huge'"),
        ("{base: tariff, levels: {all: maybe}}", "orders.2.levels.all", "'maybe' is no change of a level"),
        ("{base: tarif}", "orders.2.base", "has no kind 'tarif'"),
        ("{base: statement, levels: {desk: no, leader: no}}", "orders.2.levels", "level"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_a_remedy(folder: Path, entry: str, path: str, message: str) -> None:
    with pytest.raises(PackError) as caught:
        orders_with(folder, entry)
    fault = caught.value.faults[0]
    assert (fault.file, fault.path) == ("small/orders.yaml", path)
    assert message in fault.message
    assert fault.remedy
    assert fault.line
