"""The columns that hold a scenario's dials (strengths of mechanisms), each named by its key; `dials/` explains them."""

from typing import NamedTuple


class DialRow(NamedTuple):
    """The dials that do not depend on a turn's length: shares and log odds in 1/1024, points in milli-points."""

    impulse: int
    partner_share: int
    ally_share: int
    quarrel: int
    force_from: int
    together: int
    closing_ranks: int
    wedge: int
    denial: int
    reliability: int
    entrapment: int
    backing: int
    abandonment: int
    support: int
    silence: int
    reputation: int
    proposal: int
    signature: int
    tending: int
    suspension: int
    lapse: int
    accidents: int
    rally: int
    commitment: int
    escalated_stake: int
    audience_cost: int
    firmness: int
    spiral: int
    deterrence: int
    coverage: int
    coercion_target: int
    coercion_sender: int
    tariff_target: int
    tariff_sender: int
    diversion: int
    third_power: int
    arms: int
    technology: int
    dependence: int
    arms_alarm: int
    resolve_shift: int
    friendship: int
    unlisted: int
    inertia: int
    pressure: int
    daring: int
    grit: int
    grit_size: int
    grit_trust: int
    grit_fear: int
    grit_rounds: int


class RateRow(NamedTuple):
    """The dials that depend on the length of a turn: the share by which a figure moves in that turn, in 1/2**30."""

    agreement_return: int
    stake_fade: int
    approval_return: int
    exposure_return: int
    leak: int
    relation_return: int
    balance: int
    arms_race: int
    readiness_return: int
