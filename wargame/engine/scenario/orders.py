"""Translates order kinds to rows: levels, tags, effects and chances."""

from dataclasses import dataclass, field
from itertools import product

from wargame.engine.errors import SettingError, unknown
from wargame.engine.scenario.conditions import IN_TURN, WHILE_ROLLING
from wargame.engine.scenario.contradictions import levels_named
from wargame.engine.scenario.deeds import is_force
from wargame.engine.scenario.delayed import delays
from wargame.engine.scenario.exclusions import sites
from wargame.engine.scenario.lists import TENTHS
from wargame.engine.scenario.needs import add_needs, level_need
from wargame.engine.scenario.rows import Range, Rows, milli
from wargame.engine.spec import ChanceSpec, LevelSpec, OrderSpec, ScenarioSpec
from wargame.engine.spec.names import COLUMN_OF_TAG, Names
from wargame.engine.spec.orders import DEEDS
from wargame.engine.world.dice import SIDES
from wargame.engine.world.table_rows import ClashRow, LaterRow, LevelRow, OrderRow
from wargame.engine.world.tables import CONTESTED, COVERT, PRIVATE, PUBLIC

VISIBILITIES = {"public": PUBLIC, "private": PRIVATE, "covert": COVERT, "contested": CONTESTED}
ABOUT_AGREEMENTS = ("propose", "tend", "suspend")
ABOUT_A_TARGET = ("coerce", "ease", "arms", "technology")
DEAREST = 20
WIDEST_CHANCE = 100.0
LONGEST_SHORT = 22
"""Most characters of a short name: two lines of the narrowest cell of a table of eight turns."""
LONGEST_DELAY = 3650
"""Longest delay of a later effect, in days."""


@dataclass
class OrderTables:
    """Rows of the tables of these names; `marks` has for each level its kind, its position in the kind, and its tags by
    number.
    """

    orders: list[OrderRow] = field(default_factory=list)
    needs: list[int] = field(default_factory=lambda: [0])
    levels: list[LevelRow] = field(default_factory=list)
    clashes: list[ClashRow] = field(default_factory=list)
    later: list[LaterRow] = field(default_factory=list)
    marks: list[tuple[int, int, frozenset[int]]] = field(default_factory=list)


def compile_orders(spec: ScenarioSpec, rows: Rows) -> OrderTables:
    """Return the tables of all order kinds."""
    done = OrderTables()
    for index, order in enumerate(spec.orders):
        path = f"orders[{index}]"
        done.orders.append(order_row(spec, order, path, rows, done))
        for number, level in enumerate(order.levels):
            place = f"{path}.levels[{number}]"
            row = level_row(order, level, place, rows)
            done.levels.append(row._replace(later_row=add_later(spec, order, number, place, rows, done)))
            tags = frozenset(rows.names.tags[tag] for tag in (*order.tags, *level.tags))
            done.marks.append((index, number, tags))
    add_clashes(spec, rows.names, done)
    return done


def order_row(spec: ScenarioSpec, order: OrderSpec, path: str, rows: Rows, done: OrderTables) -> OrderRow:
    """Return the row that all levels of a kind share."""
    check_order(order, path, rows)
    parts = parts_of(order)
    base, modifiers, success, failure = chance_rows(order.chance, f"{path}.chance", rows, parts)
    effects = rows.add_effects(order.effects, f"{path}.effects", parts, IN_TURN, habit=True)
    place = sites(spec)[rows.names.find("incidents", order.incident, f"{path}.incident")] if order.incident else 0
    return OrderRow(
        order_class=rows.names.classes[order.order_class],
        visibility=VISIBILITIES[order.visibility],
        detection_chance=milli(order.detection, f"{path}.detection", 0, 100) * SIDES // 100000,
        claimed_by=claimants_of(spec, order.incident, f"{path}.incident", rows),
        seats=sum(1 << rows.names.find("states", code, f"{path}.seats") for code in order.seats),
        first_turn=order.turns[0],
        last_turn=order.turns[1],
        **add_needs(order, path, rows, done.needs)._asdict(),
        level_from=len(done.levels),
        base_chance=base,
        modifier_from=modifiers[0],
        modifier_to=modifiers[1],
        effect_from=effects[0],
        effect_to=effects[1],
        success_from=success[0],
        success_to=success[1],
        failure_from=failure[0],
        failure_to=failure[1],
        place=place,
        each_target=order.several_targets.each_more if order.several_targets else 0,
        each_partner=order.several_partners.each_more if order.several_partners else 0,
        truths=rows.truths_of(range(*modifiers)),
        known_to=sum(1 << rows.names.find("states", code, f"{path}.known_to") for code in order.known_to),
    )


def chance_rows(
    chance: ChanceSpec | None, path: str, rows: Rows, parts: frozenset[str]
) -> tuple[int, Range, Range, Range]:
    """Return base chance, modifiers and effects of a success roll; the base is -1 for an order without a roll."""
    if chance is None:
        return -1, (0, 0), (0, 0), (0, 0)
    base = milli(chance.base, f"{path}.base", 0, 100)
    modifiers = rows.add_modifiers(chance.modifiers, f"{path}.modifiers", WHILE_ROLLING, WIDEST_CHANCE)
    success = rows.add_effects(chance.on_success, f"{path}.on_success", parts, IN_TURN, habit=True)
    failure = rows.add_effects(chance.on_failure, f"{path}.on_failure", parts, IN_TURN, habit=True)
    return base, modifiers, success, failure


def level_row(order: OrderSpec, level: LevelSpec, path: str, rows: Rows) -> LevelRow:
    """Return the row of one level. Its later effects and notes are filled in afterwards."""
    if not 0 <= level.cost <= DEAREST:
        raise SettingError(
            f"{path}.cost", f"{level.cost} is outside 0..{DEAREST}.", "Choose a cost within these bounds."
        )
    tags = sorted({*order.tags, *level.tags})
    check_tags(order, tags, f"{path}.tags")
    codes = level.codes or order.codes
    severity = milli(level.severity, f"{path}.severity", -100, 100)
    effect_from, effect_to = rows.add_effects(level.effects, f"{path}.effects", parts_of(order), IN_TURN, habit=True)
    agreement = rows.names.find("agreements", order.agreement, f"{path}.agreement") if order.agreement else -1
    return LevelRow(
        cost=level.cost,
        severity=severity,
        effect_from=effect_from,
        effect_to=effect_to,
        mid_action=codes.mid_action,
        **{column: int(tag in tags) for tag, column in COLUMN_OF_TAG.items()},
        covers=milli(level.covers, f"{path}.covers", 0, 100),
        agreement=agreement,
        later_row=-1,
        need=level_need(level, path, rows),
        on_list=rows.names.find("lists", order.on_list, f"{path}.on_list") if order.on_list else -1,
        rate=-1 if level.rate is None else round(level.rate * TENTHS),
        after=order.after,
        kind=rows.names.kinds[order.kind],
        hostility=codes.mid_hostility,
        is_force=int(is_force(order, level)),
        clash_from=0,
        clash_to=0,
        ordered_from=0,
        ordered_to=0,
        worked_from=0,
        worked_to=0,
    )


def add_clashes(spec: ScenarioSpec, names: Names, done: OrderTables) -> None:
    """Store with each level those that contradict it."""
    against: dict[int, list[ClashRow]] = {}
    for index, pair in enumerate(spec.contradictions):
        first, second = (
            [done.orders[kind].level_from + level for kind, level in sorted(side)]
            for side in levels_named(names, pair, f"contradictions[{index}]")
        )
        for one, other in product(first, second):
            for level, clash in ((one, other), (other, one)):
                against.setdefault(level, []).append(ClashRow(level=clash, anywhere=int(pair.anywhere)))
    for level, clashes in against.items():
        begin = len(done.clashes)
        done.clashes += clashes
        done.levels[level] = done.levels[level]._replace(clash_from=begin, clash_to=len(done.clashes))


def add_later(spec: ScenarioSpec, order: OrderSpec, number: int, path: str, rows: Rows, done: OrderTables) -> int:
    """Store the later effects of a level and return the number of their row, -1 if it has none."""
    later = order.levels[number].later
    if not later:
        return -1
    if not 0 < order.delay <= LONGEST_DELAY:
        message = f"{order.kind} has effects that come later, and its delay is {order.delay:g} days."
        raise SettingError(f"{path}.later", message, f'Write a "delay" above 0 and up to {LONGEST_DELAY} days.')
    effect_from, effect_to = rows.add_effects(later, f"{path}.later", parts_of(order), IN_TURN)
    row = LaterRow(
        kind=rows.names.kinds[order.kind],
        level=number,
        effect_from=effect_from,
        effect_to=effect_to,
        due_from=delays(spec).index(order.delay) * len(spec.turns),
    )
    done.later.append(row)
    return len(done.later) - 1


def check_tags(order: OrderSpec, tags: list[str], path: str) -> None:
    """Refuse a tag when its rule needs something that the order kind lacks."""
    for tag in tags:
        if tag in ABOUT_AGREEMENTS and not order.agreement:
            raise SettingError(path, f'"{tag}" is about an agreement, and {order.kind} names none.',
                               'Name it: "agreement", or drop the tag.')  # fmt: skip
        if tag in ABOUT_A_TARGET and not order.targets:
            raise SettingError(path, f'"{tag}" is done to a state, and {order.kind} has no targets.',
                               "List its targets, or drop the tag.")  # fmt: skip
    if "match" in tags and "coerce" not in tags:
        raise SettingError(path, '"match" says how far to coerce, and "coerce" is missing.', 'Add the tag "coerce".')


def parts_of(order: OrderSpec) -> frozenset[str]:
    """Return the selectors that mean somebody in an order of this kind."""
    parts = {"actor", "allies of actor", "others", "all"}
    parts |= {"target", "allies of target"} if order.targets else set()
    parts |= {"partner"} if order.partners else set()
    parts |= {"claimants", "co-claimants"} if order.incident else set()
    return frozenset(parts)


def claimants_of(spec: ScenarioSpec, incident: str, path: str, rows: Rows) -> int:
    """Return the bit mask of the states that claim the place of an incident."""
    if not incident:
        return 0
    index = rows.names.find("incidents", incident, path)
    claimants = spec.incidents[index].claimants
    return sum(1 << rows.names.find("states", code, f"incidents[{index}].claimants") for code in claimants)


def check_order(order: OrderSpec, path: str, rows: Rows) -> None:
    """Refuse an order kind that nobody could give, or that refers to something unknown."""
    if not order.levels:
        raise SettingError(f"{path}.levels", f"{order.kind} has no level.", "Give it at least one.")
    if not order.seats:
        raise SettingError(f"{path}.seats", f"No seat can give {order.kind}.", "List the seats that can.")
    if order.visibility not in VISIBILITIES:
        raise unknown(f"{path}.visibility", "visibility", order.visibility, VISIBILITIES)
    if len(order.short) > LONGEST_SHORT:
        message = f"The short name of {order.kind} has {len(order.short)} characters; {LONGEST_SHORT} are the most."
        raise SettingError(f"{path}.short", message, "Shorten it, or leave it out if the name itself is short.")
    check_deed(order.deed, f"{path}.deed")
    for number, level in enumerate(order.levels):
        check_deed(level.deed, f"{path}.levels[{number}].deed")
    if order.known_to and order.visibility != "private":
        message = f"{order.kind} is {order.visibility}, so it has no seats that notice it besides."
        raise SettingError(f"{path}.known_to", message, "Drop it, or let the order be private.")
    if not 1 <= order.turns[0] <= order.turns[1]:
        raise SettingError(f"{path}.turns", f"{order.turns} is no range of turns.", "Write first and last turn.")
    check_names(order, path, rows)


def check_deed(deed: str, path: str) -> None:
    """Refuse a class of deeds that there is not."""
    if deed and deed not in DEEDS:
        raise unknown(path, "class of deeds", deed, DEEDS)


def check_names(order: OrderSpec, path: str, rows: Rows) -> None:
    """Refuse an order kind that refers to states or stages that do not exist."""
    for field_name in ("seats", "targets", "partners"):
        for code in getattr(order, field_name):
            rows.names.find("states", code, f"{path}.{field_name}")
    levels = ((each.odds, f"{path}.levels[{number}]") for number, each in enumerate(order.levels))
    for odds, place in ((order.odds, path), *levels):
        if odds is None:
            continue
        index = rows.names.find("incidents", odds.incident, f"{place}.odds.incident")
        for stage in odds.stages:
            if stage not in rows.names.stages[index]:
                raise unknown(f"{place}.odds.stages", "stage", stage, rows.names.stages[index])
