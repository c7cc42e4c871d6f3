"""The rows of the tables by which scripted seats decide; what a row is, `table_rows.py` says."""

from typing import NamedTuple


class GoodwillClassRow(NamedTuple):
    """A class of orders that are all cooperative, and their mean Goldstein value in thousandths."""

    order_class: int
    size: int


class ScriptRow(NamedTuple):
    """The ranges of a state's candidates, leanings and historical record in their tables."""

    candidates_from: int
    candidates_to: int
    leanings_from: int
    leanings_to: int
    records_from: int
    records_to: int


class CandidateRow(NamedTuple):
    """An order that a scripted seat may give: its columns on a sheet, its row of `levels`, the state it faces, when it
    may be given, and the figures that weigh it. `need` is what kind and level ask for between these states.
    """

    kind: int
    level: int
    target: int
    partner: int
    level_row: int
    order_class: int
    faces: int
    price: int
    force: int
    hardness: int
    first_turn: int
    last_turn: int
    need: int
    intensity: int
    goodwill: int
    pulls_from: int
    pulls_to: int


class AimRow(NamedTuple):
    """The range of a seat's candidates that face nobody or one state: row seat * (states + 1) + 1 + faced (-1 for
    nobody).
    """

    candidates_from: int
    candidates_to: int


class LeaningRow(NamedTuple):
    """A leaning of a scripted seat: its weight, its turns and condition, and the candidates it favours (a range of
    `fits`).
    """

    pull: int
    first_turn: int
    last_turn: int
    when: int
    fits_from: int
    fits_to: int


class RecordRow(NamedTuple):
    """An order on historical record: its turn, and the candidates that are the same order (a range of `fits`)."""

    turn: int
    fits_from: int
    fits_to: int


class ReplyRow(NamedTuple):
    """How often an act, by its MID action number, was answered: the act's hostility, then the share of each reply in
    1/65536.
    """

    hostility: int
    none: int
    lower: int
    same: int
    higher: int
