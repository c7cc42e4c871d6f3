"""Interventions in the row that the rules work on: one cell for each thing that can be decided by hand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.interventions import (
    CALL,
    FIRE,
    INCIDENT,
    JUDGE,
    NOTICE,
    ORDER,
    SKIP,
    Accord,
    InterventionError,
    Interventions,
    Ruling,
    Shift,
)
from wargame.engine.turn.sheet import NOTHING, Order, Sheet
from wargame.engine.turn.transitions import open_ways, option_keys
from wargame.engine.world import cells
from wargame.engine.world.figures import GAUGES_OF_A_PAIR, GAUGES_OF_A_STATE
from wargame.engine.world.layout import (
    BROKEN,
    ENDED,
    FAILED,
    FIRED,
    INTERVENED,
    JUDGED,
    KEPT,
    MOST_SHIFTS,
    NO_ORDER,
    NOTICED,
    REFUSED,
    SETTLED,
    SKIPPED,
    UNNOTICED,
    WORKED,
)

Sheets = Mapping[str, Sheet]
Cell = tuple[int, int]
Found = TypeVar("Found")
STATUSES = {"worked": WORKED, "failed": FAILED, "refused": REFUSED}
NOTICES = {"noticed": NOTICED, "unnoticed": UNNOTICED}
ANSWERS = {"kept": KEPT, "broken": BROKEN}
MOST_POINTS = 30
"""The furthest that one shift moves a figure."""
CUES = {FIRE: FIRED, SKIP: SKIPPED, JUDGE: JUDGED}


def intervene(setting: Setting, row: Any, sheets: Sheets, interventions: Interventions) -> None:
    """Write all of them into a row that holds world and sheets. Raises InterventionError.

    Each is checked against what there is to decide; whether it comes to that (a refused order never rolls) shows in
    the outcomes.
    """
    if not interventions:
        return
    about = [ruling.about for ruling in interventions.outcomes]
    if len(set(about)) < len(about):
        raise InterventionError("Two rulings decide the same outcome; keep one of them.")
    cells = [ruled(setting, row, sheets, ruling) for ruling in interventions.outcomes]
    cells += [cued(setting, row, key, act) for key, act in interventions.injects.items()]
    cells += [agreed(setting, accord) for accord in interventions.accords]
    cells += shifted(setting, interventions.shifts)
    for cell, value in cells:
        row[cell] = value
    row[setting.at.has_interventions] = INTERVENED


def ruled(setting: Setting, row: Any, sheets: Sheets, ruling: Ruling) -> Cell:
    """Translate a ruling into its cell and what to put there."""
    by_subject: dict[str, Callable[[], Cell]] = {
        ORDER: lambda: ruled_order(setting, ordered(setting, sheets, ruling), ruling),
        NOTICE: lambda: ruled_notice(setting, ordered(setting, sheets, ruling), ruling),
        INCIDENT: lambda: ruled_move(setting, row, ruling),
        CALL: lambda: ruled_call(setting, ruling),
    }
    return find(by_subject, ruling.subject, "subject of a ruling")()


def ordered(setting: Setting, sheets: Sheets, ruling: Ruling) -> Order:
    """Find the order that a ruling is about."""
    sheet = sheets.get(ruling.role, ())
    if not 0 <= ruling.slot < len(sheet) or sheet[ruling.slot] == NOTHING:
        raise InterventionError(f"{ruling.role or 'Nobody'} gave no order number {ruling.slot + 1} in this turn.")
    return sheet[ruling.slot]


def place_of(setting: Setting, ruling: Ruling, column: str) -> int:
    """Find the cell for what a ruling decides about an order."""
    return cells.ruled_order(setting.at, [], setting.names.states[ruling.role], ruling.slot).cell(column)


def ruled_order(setting: Setting, order: Order, ruling: Ruling) -> Cell:
    """Decide whether an order works; one without a chance can only be refused, or done in other words."""
    known = STATUSES if setting.order(order.kind).chance else {"refused": REFUSED, "done": NO_ORDER}
    return place_of(setting, ruling, "status"), find(known, ruling.result, f"outcome of {order.kind}")


def ruled_notice(setting: Setting, order: Order, ruling: Ruling) -> Cell:
    """Decide whether a covert order is noticed."""
    known = NOTICES if setting.order(order.kind).visibility == "covert" else {}
    return place_of(setting, ruling, "notice"), find(known, ruling.result, f"way of noticing {order.kind}")


def ruled_move(setting: Setting, row: Any, ruling: Ruling) -> Cell:
    """Decide how an incident moves, among the ways that lead on from its stage in this turn."""
    index = find(setting.names.incidents, ruling.name, "incident")
    ways = open_ways(setting, index, row[cells.stage_cell(setting.at, index)], row[setting.at.clock])
    by_key = dict(zip(option_keys(setting, ways), ways, strict=True))
    return setting.at.ruled_move + index, 1 + find(by_key, ruling.result, f"way on of {ruling.name}")


def ruled_call(setting: Setting, ruling: Ruling) -> Cell:
    """Decide whether an ally honours a pact of defence."""
    index = find(setting.names.agreements, ruling.name, "agreement")
    pact = setting.spec.agreements[index]
    allies = {code: setting.names.states[code] for code in pact.parties if pact.defence}
    call = find(allies, ruling.role, f"ally by {pact.key}") * setting.at.agreements + index
    return setting.at.ruled_call + call, find(ANSWERS, ruling.result, "answer to a call")


def cued(setting: Setting, row: Any, key: str, act: str) -> Cell:
    """Let an inject happen this turn, keep it from happening, or have it judged; it happens once at most."""
    index = find(setting.names.injects, key, "inject")
    if row[setting.at.fired + index]:
        raise InterventionError(f"{key} has happened already, in turn {row[setting.at.fired + index]}.")
    return setting.at.cued + index, find(CUES, act, "act on an inject")


def shifted(setting: Setting, shifts: Sequence[Shift]) -> list[Cell]:
    """Move figures by hand: each adds up what is to move it, and a pair moves in both directions."""
    moved: dict[int, int] = {}
    for shift in shifts:
        amount = round(shift.amount * 1000)
        if not 0 < abs(shift.amount) <= MOST_POINTS:
            raise InterventionError(f"A figure moves by up to {MOST_POINTS} points by hand, not by {shift.amount}.")
        for cell in cells_of(setting, shift):
            moved[cell] = moved.get(cell, 0) + amount
    if len(moved) > MOST_SHIFTS:
        raise InterventionError(f"At most {MOST_SHIFTS} figures move by hand in a turn; a pair counts for two.")
    first = setting.at.shift
    pairs = ((first + 2 * place, cell, amount) for place, (cell, amount) in enumerate(moved.items()))
    return [each for at, cell, amount in pairs for each in ((at, cell + 1), (at + 1, amount))]


def cells_of(setting: Setting, shift: Shift) -> list[int]:
    """Find the cells of a figure that is moved by hand: one of a state, two of a pair."""
    states, at = setting.names.states, setting.at
    who = find(states, shift.who, "state")
    if shift.variable in GAUGES_OF_A_PAIR:
        towards = find(states, shift.towards, "state")
        if who == towards:
            raise InterventionError(f"{shift.who} has no {shift.variable} with itself.")
        base = getattr(at, shift.variable)
        return [base + who * at.states + towards, base + towards * at.states + who]
    find(dict.fromkeys(GAUGES_OF_A_STATE, 0), shift.variable, "figure")
    return [getattr(at, shift.variable) + who]


def agreed(setting: Setting, accord: Accord) -> Cell:
    """Bring a pact into force that all its seats agreed on, or end one that any party left."""
    index = find(setting.names.agreements, accord.agreement, "agreement")
    parties = setting.spec.agreements[index].parties
    for code in accord.parties:
        find(dict.fromkeys(parties, 0), code, f"party of {accord.agreement}")
    missing = [code for code in parties if code in setting.seats and code not in accord.parties]
    if not accord.parties or (len(missing) > setting.tables.agreements[index].spare and not accord.ends):
        raise InterventionError(f"{accord.agreement} needs the consent of {', '.join(missing or parties)}.")
    return setting.at.accord + index, ENDED if accord.ends else SETTLED


def find(known: Mapping[str, Found], word: str, what: str) -> Found:
    """Look a word up, or say which there are."""
    if word not in known:
        there_are = ", ".join(known) or "none"
        raise InterventionError(f'"{word}" is no {what} here. There are: {there_are}.')
    return known[word]
