"""The facts of a turn that an order makes true, for each level: conditions ask for them."""

from collections.abc import Sequence

from wargame.engine.scenario.conditions import Fact
from wargame.engine.scenario.orders import OrderTables
from wargame.engine.world.layout import Layout
from wargame.engine.world.table_rows import LevelRow, NoteRow


def with_notes(orders: OrderTables, asked: Sequence[Fact], at: Layout) -> tuple[list[LevelRow], list[NoteRow]]:
    """Return the rows of levels, and the notes to set when an order of each level is given and when it works.

    Facts that no condition asks for are left out, so that a turn has few of these cells.
    """
    levels: list[LevelRow] = []
    notes: list[NoteRow] = []
    for row, (kind, number, tags) in zip(orders.levels, orders.marks, strict=True):
        given, worked = [], []
        for place, fact in enumerate(asked):
            note = NoteRow(seat=fact.seat, target=fact.target, cell=at.asked + place, value=1)
            if fact.verb == "tagged" and fact.what in tags:
                given.append(note)
            elif fact.verb == "ordered" and fact.what == kind:
                given.append(note._replace(value=number + 1))
            elif fact.verb == "worked" and fact.what == kind:
                worked.append(note)
        first, between = len(notes), len(notes) + len(given)
        notes += given + worked
        ranges = {"ordered_from": first, "ordered_to": between, "worked_from": between, "worked_to": len(notes)}
        levels.append(row._replace(**ranges))
    return levels, notes
