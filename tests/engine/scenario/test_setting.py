"""A scenario that cannot be played is refused as a whole, with the place, the fault and the remedy."""

from dataclasses import astuple, replace

import pytest

from tests.engine import invented
from wargame.engine import SettingError, compile_setting
from wargame.engine.spec import (
    ChanceSpec,
    CueSpec,
    DyadSpec,
    EffectSpec,
    EndingSpec,
    InjectSpec,
    LeaningSpec,
    MarkSpec,
    ModifierSpec,
    NeedSpec,
    RecordSpec,
    ScenarioSpec,
    StageSpec,
    TransitionSpec,
    TurnSpec,
)
from wargame.engine.world.tables import ROWS, SINGLE, Tables, as_rows

SPEC = invented.spec()


def order(**values: object) -> ScenarioSpec:
    """Return the scenario with fields of its first order kind changed."""
    return replace(SPEC, orders=(replace(SPEC.orders[0], **values), *SPEC.orders[1:]))  # type: ignore[arg-type]


def effect(**values: object) -> ScenarioSpec:
    """Return the scenario with one effect on its first order kind."""
    base = EffectSpec("approval", 1, who="actor")
    return order(effects=(replace(base, **values),))  # type: ignore[arg-type]


def stages(*found: StageSpec, start: str = "a") -> ScenarioSpec:
    """Return the scenario with an incident that has only these stages."""
    return replace(
        SPEC,
        incidents=(replace(SPEC.incidents[0], stages=found, start=start),),
        endings=SPEC.endings[-1:],
        orders=(replace(SPEC.orders[0], chance=None),),
        objectives=tuple(replace(aim, modifiers=()) for aim in SPEC.objectives),
        injects=(),
        leanings=(),
        record=(),
        cues=(),
    )


def way(to: str, weight: float = 1) -> TransitionSpec:
    return TransitionSpec(to, to, weight, to)


CASES: dict[str, tuple[ScenarioSpec, str, str, str]] = {
    "duplicate state": (replace(SPEC, states=(*SPEC.states, SPEC.states[0])), "states[5]", "twice", "Rename"),
    "no seat": (replace(SPEC, states=tuple(replace(s, seat=False) for s in SPEC.states)), "states", "played", "seat"),
    "approval too high": (
        replace(SPEC, states=(replace(SPEC.states[0], approval=101), *SPEC.states[1:])),
        "states[0].approval", "101 is outside 0..100", "bounds"),
    "unknown policy": (
        replace(SPEC, states=(SPEC.states[0], replace(SPEC.states[1], policy="planer"), *SPEC.states[2:])),
        "states[1].policy", 'no policy "planer"', "planner"),
    "unknown state in a pair": (replace(SPEC, dyads=(DyadSpec("AVA", "XYZ", 0, 0),)), "dyads[0].towards", "XYZ", "Use"),
    "pair twice": (replace(SPEC, dyads=(*SPEC.dyads, SPEC.dyads[0])), "dyads[14]", "cannot stand", "once"),
    "turn missing": (replace(SPEC, turns=(SPEC.turns[0], SPEC.turns[2])), "turns[1].number", "out of order", "2"),
    "turn without time": (replace(SPEC, turns=(TurnSpec(1, "", "", "", 0),)), "turns[0].minutes", "time", "minutes"),
    "short name that is long": (
        replace(SPEC, orders=(replace(SPEC.orders[0], short="x" * 23), *SPEC.orders[1:])),
        "orders[0].short", "23 characters; 22 are the most", "Shorten"),
    "no turn": (replace(SPEC, turns=()), "turns", "no turn", "one"),
    "no default ending": (replace(SPEC, endings=SPEC.endings[:-1]), "endings[2]", "No ending is left", "last"),
    "ending that hides others": (
        replace(SPEC, endings=(EndingSpec("x", "X"), *SPEC.endings)), "endings[0].when", "hides", "condition"),
    "weights of objectives": (replace(SPEC, objectives=SPEC.objectives[1:]), "objectives", "add up to 40", "100"),
    "unknown dial": (replace(SPEC, dials=(("impulsse", 1.0),)), "dials[0]", "impulsse", "impulse"),
    "dial out of range": (replace(SPEC, dials=(("impulse", 9.0),)), "dials[0]", "outside 0.5..1.5", "0 to switch"),
    "unknown variable": (effect(variable="aproval"), "orders[0].effects[0].variable", "aproval", "approval"),
    "effect without who": (effect(who=""), "orders[0].effects[0].who", "needs", "whose"),
    "effect with odd towards": (effect(towards="CYL"), "orders[0].effects[0].towards", "has no", "Drop"),
    "unknown selector": (effect(who="acter"), "orders[0].effects[0].who", "acter", "actor"),
    "nobody's partner": (effect(who="partner"), "orders[0].effects[0].who", "nobody here", "actor"),
    "effect too large": (effect(amount=201), "orders[0].effects[0].amount", "201 is outside", "bounds"),
    "half a mark": (
        effect(variable="mark", who="", name="answered", amount=0.5), "orders[0].effects[0].amount", "whole", "whole"),
    "unknown mark": (
        effect(variable="mark", who="", name="answer"), "orders[0].effects[0].name", "answer", "answered"),
    "unknown visibility": (order(visibility="secret"), "orders[0].visibility", "secret", "covert"),
    "no level": (order(levels=()), "orders[0].levels", "no level", "one"),
    "no seats": (order(seats=()), "orders[0].seats", "No seat", "List"),
    "unknown seat": (order(seats=("AVE",)), "orders[0].seats", "AVE", "AVA"),
    "odd turns": (order(turns=(3, 2)), "orders[0].turns", "no range", "first and last"),
    "odds on nothing": (order(incident="islt"), "orders[0].incident", "islt", "islet"),
    "need asks for orders": (
        order(needs=(NeedSpec(("ordered any warn",), "No."),)), "orders[0].needs[0].when[0]",
        "cannot be asked", "mark"),
    "chance above 100": (order(chance=ChanceSpec("x", 120)), "orders[0].chance.base", "120 is outside", "bounds"),
    "chance asks what worked": (
        order(chance=ChanceSpec("x", 50, (ModifierSpec(1, ("worked AVA hail",)),))),
        "orders[0].chance.modifiers[0].when[0]", "cannot be asked", "ordered"),
    "unknown start": (stages(StageSpec("a", "A"), start="b"), "incidents[0].start", "b", "a"),
    "unknown way": (stages(StageSpec("a", "A", 0, (way("b"),))), "incidents[0].stages[0].transitions[0].to", "b", "a"),
    "unreachable stage": (
        stages(StageSpec("a", "A"), StageSpec("b", "B")), "incidents[0].stages[1]", "cannot be reached", "lead"),
    "no way out": (stages(StageSpec("a", "A", 0, (way("a"),))), "incidents[0].stages[0]", "no way out", "final"),
    "a circle without a way out": (
        stages(StageSpec("z", "Z", 0, (way("a"), way("b"))), StageSpec("a", "A", 0, (way("b"),)),
               StageSpec("b", "B", 0, (way("a"), way("b"))), start="z"),
        "incidents[0].stages[1]", 'Stages "a", "b" have no way out', "open_ended"),
    "weights all zero": (
        stages(StageSpec("a", "A", 0, (way("b", 0),)), StageSpec("b", "B")),
        "incidents[0].stages[0].transitions", "All weights are 0", "weight"),
    "hostility": (stages(StageSpec("a", "A", 6)), "incidents[0].stages[0].hostility", "no MID level", "0 to 5"),
    "inject habituates": (
        replace(SPEC, injects=(InjectSpec("x", "X", effects=(EffectSpec("economy", 1, "AVA", habituates=True),)),)),
        "injects[0].effects[0].habituates", "Only what an order does at once", "Drop"),
    "duplicate mark": (replace(SPEC, marks=(*SPEC.marks, MarkSpec("file", ""))), "marks[2]", "twice", "Rename"),
    "secret kept from nobody": (
        replace(SPEC, marks=(*SPEC.marks, MarkSpec("x", "", ("EAS",)))), "marks[2].known_to", "EAS", "AVA"),
    "cue for nobody": (replace(SPEC, cues=(CueSpec("x", "EAS", ()),)), "cues[0].seat", "EAS", "AVA"),
    "placeholder": (order(says="{actr} did it."), "orders[0].says", "nothing fills", "{actor}"),
    "loose brace": (order(says="{actor did it."), "orders[0].says", "nothing fills", "{actor}"),
    "unknown leaning": (replace(SPEC, leanings=(LeaningSpec("AVA", "wrn", 1),)), "leanings[0].kind", "wrn", "warn"),
    "unknown record level": (
        replace(SPEC, record=(RecordSpec(1, "AVA", "warn", "bang"),)), "record[0].level", "bang", "flares"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_named_with_its_place_and_remedy(case: str) -> None:
    spec, path, message, remedy = CASES[case]
    with pytest.raises(SettingError) as caught:
        compile_setting(spec)
    assert caught.value.path == path
    assert message in caught.value.message
    assert remedy in caught.value.remedy


def test_a_turn_that_could_leave_thirty_two_bits_is_refused() -> None:
    wild = tuple(EffectSpec("approval", 200, "actor") for _ in range(400))
    with pytest.raises(SettingError, match=r"could add|add up to") as caught:
        compile_setting(order(effects=wild))
    assert "smaller" in caught.value.remedy


def test_a_good_scenario_knows_its_states_seats_and_cells() -> None:
    setting = compile_setting(SPEC)
    assert setting.codes == ("AVA", "BOR", "CYL", "DUN", "EAS")
    assert setting.seats == ("AVA", "BOR", "CYL", "DUN")
    assert setting.tables.cells[setting.cell("tension AVA CYL")] == (0, 100_000, 30_000)
    assert setting.unit_and_cell("mark answered")[1] == 1
    assert setting.level_index("warn", "shots") == 1


def test_plain_and_compiled_tables_hold_the_same_integers() -> None:
    setting = compile_setting(SPEC)
    whole = [[table] if isinstance(table, tuple) else table for table in setting.tables]
    for table, quick in zip(whole, rows_of(setting.plain), strict=True):
        assert [row if isinstance(row, tuple) else (row,) for row in table] == quick


def rows_of(tables: Tables) -> list[list[tuple[int, ...]]]:
    """Give the rows of every table that uncompiled rules read."""
    found = {name: getattr(tables, name) for name in Tables._fields}
    lists = [[table] if name in SINGLE else table for name, table in found.items()]
    return [[(row,) if isinstance(row, int) else astuple(row) for row in table] for table in lists]


def test_every_row_of_every_table_stands_where_the_compiled_rules_look_for_it() -> None:
    setting = compile_setting(SPEC)
    row = setting.array.tolist()
    for number, table in enumerate(setting.tables):
        at = row[number]
        for cells in as_rows(table):
            assert tuple(row[at : at + len(cells)]) == cells
            at += len(cells)
        assert at == row[number + 1]


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row is not int])
def test_every_row_is_of_the_class_that_names_its_columns(name: str) -> None:
    table = getattr(compile_setting(SPEC).tables, name)
    assert {type(row) for row in ([table] if name in SINGLE else table)} <= {ROWS[name]}
