"""Every clause of the grammar means what is documented, and a wrong one is refused with a remedy."""

import pytest

from tests.engine import invented
from tests.engine.games import asking, with_cells
from wargame.engine import UNKNOWN, Order, Setting, SettingError, opening_world
from wargame.engine.rules.game import Game
from wargame.engine.rules.game import holds as holds_in
from wargame.engine.rules.orders import take_orders
from wargame.engine.scenario.conditions import BETWEEN_TURNS, IN_TURN, Asks, Reader
from wargame.engine.spec.clauses import Clause
from wargame.engine.turn.sheet import start
from wargame.engine.world.dice import key_of
from wargame.engine.world.table_rows import ClauseRow, ConditionRow


def judge(setting: Setting, facts: list[int], *condition: str) -> bool:
    """Judge a condition that the scenario need not contain."""
    clauses = Reader(setting.names, setting.at).read(condition, "when", IN_TURN | Asks.ENDING)
    rows = [ClauseRow._make(clause) for clause in clauses]
    return holds_in(setting.tables._replace(clauses=rows, conditions=[ConditionRow(0, len(rows))]), facts, 0)


def opening(setting: Setting, **values: int) -> list[int]:
    return setting.facts(with_cells(setting, opening_world(setting, 1), **values))


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("turn >= 1", True),
        ("turn > 1", False),
        ("tension AVA CYL = 30", True),
        ("tension AVA CYL >= 30.001", False),
        ("tension CYL AVA < 15.5", True),
        ("relation AVA BOR <= -10", True),
        ("exposure AVA DUN > 39", True),
        ("approval BOR = 52", True),
        ("readiness DUN != 90", False),
        ("points CYL = 4", True),
        ("belief AVA astray = 50", True),
        ("mark answered", False),
        ("mark answered >= 0", True),
        ("strength pact >= 60", True),
        ("in force pact", True),
        ("not in force pact", False),
        ("stage islet = near", True),
        ("stage islet != near", False),
        ("not stage islet = inside", True),
        ("hostility islet = 1", True),
        ("turns in stage islet = 0", True),
        ("stimulus CYL AVA = 0", True),
        ("fired poll", False),
        ("ending loss", False),
        ("approval AVA < 40 or approval BOR > 50", True),
        ("approval AVA < 40 or not approval BOR > 50", False),
    ],
)
def test_a_clause_reads_the_opening_world(setting: Setting, clause: str, expected: bool) -> None:
    assert judge(setting, opening(setting), clause) is expected


def test_all_clauses_must_hold_and_one_alternative_each(setting: Setting) -> None:
    facts = opening(setting)
    assert judge(setting, facts, "turn = 1", "turn = 2 or stage islet = near")
    assert not judge(setting, facts, "turn = 1", "turn = 2 or stage islet = inside")
    assert judge(setting, facts)


@pytest.mark.parametrize(
    ("clause", "turn", "expected"),
    [
        ("not stage islet = inside by turn 2", 1, False),
        ("not stage islet = inside by turn 2", 2, True),
        ("not stage islet = inside by turn 2", 3, True),
        ("not stage islet = near by turn 2", 2, False),
        ("approval AVA < 1 or not stage islet = inside by turn 2", 1, False),
        ("approval AVA < 1 or not stage islet = inside by turn 2", 2, True),
        ("approval AVA > 1 or not stage islet = near by turn 2", 1, True),
        ("not mark answered by turn 3 or not stage islet = near by turn 1", 2, False),
        ("not mark answered by turn 3 or not stage islet = near by turn 1", 3, True),
    ],
)
def test_what_has_not_happened_by_a_turn(setting: Setting, clause: str, turn: int, expected: bool) -> None:
    facts = opening(setting)
    facts[setting.at.clock] = turn
    assert judge(setting, facts, clause) is expected


def test_a_hidden_truth_is_asked_for_by_name(setting: Setting) -> None:
    assert judge(setting, opening(setting, truth_astray=1), "truth astray")
    assert not judge(setting, opening(setting, truth_astray=1), "not truth astray")
    assert judge(setting, opening(setting, truth_astray=0), "not truth astray")


@pytest.mark.parametrize("clause", ["mark file >= 1", "not mark file >= 1", "mark file != 5", "mark file < 1"])
def test_a_masked_value_satisfies_neither_a_clause_nor_its_opposite(setting: Setting, clause: str) -> None:
    facts = opening(setting)
    facts[setting.cell("mark file")] = UNKNOWN
    assert not judge(setting, facts, clause)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("ordered AVA warn", True),
        ("ordered AVA warn flares", True),
        ("ordered AVA warn shots", True),
        ("ordered any warn shots at CYL", True),
        ("ordered AVA warn at BOR", False),
        ("ordered BOR warn flares", True),
        ("ordered BOR warn shots", False),
        ("not ordered BOR warn shots", True),
        ("ordered any press_on", False),
        ("tagged AVA firm", True),
        ("tagged BOR firm", False),
        ("tagged any firm", True),
        ("worked AVA warn", True),
        ("worked any press_on", False),
        ("worked DUN sanction", False),
    ],
)
def test_a_clause_reads_what_was_ordered_this_turn(setting: Setting, clause: str, expected: bool) -> None:
    sheets = {
        "AVA": (Order("warn", "shots", "CYL"),),
        "BOR": (Order("warn", "flares", "CYL"),),
    }
    setting = asking(setting, clause)
    facts = start(setting, opening_world(setting, 1), sheets)
    take_orders(Game(setting.plain, setting.at, facts, facts.copy(), key_of(1), 1, None))
    assert setting.holds((clause,), facts) is expected


@pytest.mark.parametrize(
    ("clause", "message", "remedy"),
    [
        ("tention AVA CYL >= 3", "is no clause", "tension"),
        ("tension AVA SYL >= 3", 'no state "SYL"', "CYL"),
        ("mark anwsered", 'no mark "anwsered"', "answered"),
        ("stage islet = insde", 'no stage of islet "insde"', "inside"),
        ("ordered AVA warn flare", 'no level of warn "flare"', "flares"),
        ("ordered AVA", "is no clause", "ordered"),
        ("worked AVA", "is no clause", "worked"),
        ("tagged AVA", "is no clause", "tagged"),
        ("tagged any frm", 'no tag "frm"', "firm"),
        ("truth lost", 'no hidden truth "lost"', "astray"),
        ("tension AVA CYL", "compares with nothing", ">= 60"),
        ("approval AVA >= many", "is no number", "Write a number"),
        ("approval AVA >= nan", "cannot be compared", "steps of"),
        ("mark answered >= 0.5", "cannot be compared", "steps of 1"),
        ("", "is no clause", "turn"),
        ("mark answered by turn 2", 'without "not"', "not mark answered by turn 2"),
        ("not mark answered by turn 99", 'no turn "99"', "from 1 to"),
        ("not mark answered by turn 0", 'no turn "0"', "from 1 to"),
        ("not mark answered by turn soon", 'no turn "soon"', "from 1 to"),
        ("not mark anwsered by turn 2", 'no mark "anwsered"', "answered"),
        (" or ".join(["not mark answered by turn 2"] * 4), "more than 3 times", "clauses of their own"),
    ],
)
def test_a_wrong_clause_names_place_and_near_misses(setting: Setting, clause: str, message: str, remedy: str) -> None:
    with pytest.raises(SettingError) as caught:
        Reader(setting.names, setting.at).read(("turn = 1", clause), "orders[3].when", IN_TURN)
    assert caught.value.path == "orders[3].when[1]"
    assert message in caught.value.message
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("clause", "may_ask", "remedy"),
    [
        ("ordered AVA warn", BETWEEN_TURNS, "mark"),
        ("tagged any firm", Asks.WORLD, "mark"),
        ("worked AVA hail", Asks.WORLD | Asks.ORDERED, "what was ordered"),
        ("ending loss", IN_TURN, "objective"),
        ("not ordered AVA warn by turn 2", IN_TURN, "not mark key by turn n"),
        ("not worked AVA warn by turn 2", IN_TURN, "not mark key by turn n"),
    ],
)
def test_a_clause_cannot_ask_for_what_is_not_decided_yet(
    setting: Setting, clause: str, may_ask: Asks, remedy: str
) -> None:
    with pytest.raises(SettingError, match="cannot be asked here") as caught:
        Reader(setting.names, setting.at).read((clause,), "needs", may_ask)
    assert remedy in caught.value.remedy


def test_a_condition_of_the_scenario_can_be_judged_on_its_setting(setting: Setting) -> None:
    condition, facts = invented.spec().cues[0].when, opening(setting)
    assert not setting.holds(condition, facts)
    facts[setting.at.incident] = setting.names.stages[0]["inside"]
    assert setting.holds(condition, facts)


@pytest.mark.parametrize(
    ("text", "verb", "names", "at", "sign", "amount"),
    [
        ("turn >= 2", "turn", (), "", ">=", "2"),
        ("tension AVA  CYL<30", "tension", ("AVA", "CYL"), "", "<", "30"),
        ("in force pact", "in force", ("pact",), "", "", ""),
        ("turns in stage islet = 0", "turns in stage", ("islet",), "", "=", "0"),
        ("stage islet != near", "stage", ("islet",), "", "!=", "near"),
        ("ordered any warn shots at CYL", "ordered", ("any", "warn", "shots"), "CYL", "", ""),
        ("ordered AVA warn at CYL", "ordered", ("AVA", "warn"), "CYL", "", ""),
        ("stage islet >= near", "", (), "", ">=", "near"),
        ("ending loss = 1", "", (), "", "=", "1"),
        ("not not mark answered", "", (), "", "", ""),
    ],
)
def test_a_clause_is_read_into_its_parts(
    text: str, verb: str, names: tuple[str, ...], at: str, sign: str, amount: str
) -> None:
    (read,) = Clause.parse(text).alternatives
    assert (read.verb, read.names, read.at, read.sign, read.amount) == (verb, names, at, sign, amount)


def test_alternatives_know_what_they_negate_and_by_when() -> None:
    first, second = Clause.parse("approval AVA < 1 or not stage islet = inside by turn 2").alternatives
    assert (str(first), first.negates, first.deadline) == ("approval AVA < 1", False, "")
    assert (str(second), second.text, second.deadline) == ("not stage islet = inside", "stage islet = inside", "2")
