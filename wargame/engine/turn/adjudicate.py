"""One turn: the seats' orders in, the coming world out, with its ledger and outcomes."""

import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from wargame.engine.rules.game import Game
from wargame.engine.rules.turn import play
from wargame.engine.scenario.setting import Setting
from wargame.engine.storage.codec import ENGINE_VERSION, SCHEMA_VERSION
from wargame.engine.turn.accounts import play_accounts, untold_of
from wargame.engine.turn.encoding import intervene
from wargame.engine.turn.interventions import NONE, Interventions
from wargame.engine.turn.ledger import LedgerEntry, LedgerRow
from wargame.engine.turn.outcomes import Outcome
from wargame.engine.turn.reporting.accords import accord_outcomes
from wargame.engine.turn.reporting.delayed import later_outcomes
from wargame.engine.turn.reporting.events import ending_outcome, inject_outcomes
from wargame.engine.turn.reporting.incidents import incident_outcomes
from wargame.engine.turn.reporting.orders import order_outcomes
from wargame.engine.turn.reporting.retold import retold
from wargame.engine.turn.reporting.rulings import with_rulings
from wargame.engine.turn.reporting.support_calls import call_outcomes
from wargame.engine.turn.sheet import Sheet, start
from wargame.engine.turn.telling import tell
from wargame.engine.world import dice
from wargame.engine.world.world import World

ROW = struct.Struct("<7q")
"""A row of the ledger in a digest: cell, delta, the four numbers of its cause, effect."""


@dataclass(frozen=True, eq=False)
class Adjudication:
    """A turn's result; `digest` is the SHA-256 of all of it and equal wherever and however it is computed.

    `entries` are what happened; `ledger` has among them what seats with accounts of their own saw instead. Of the
    entries the digest covers every number; their words and audiences follow from those, the outcomes and the pack.
    """

    world: World
    entries: tuple[LedgerEntry, ...]
    ledger: tuple[LedgerEntry, ...]
    outcomes: tuple[Outcome, ...]
    digest: str


def adjudicate(
    setting: Setting,
    world: World,
    sheets: Mapping[str, Sheet],
    seed: int,
    interventions: Interventions = NONE,
) -> Adjudication:
    """Resolve a turn.

    The decisions of people in it by hand change no other roll: dice are keyed. `InterventionError` on what there is
    not. `OrderError` on a name that does not exist, `WorldEnded` after an ending; an order that the situation does not
    allow or the points do not pay is refused, and its outcome says why.
    """
    dice.refuse_seeds([seed])
    now = start(setting, world, sheets)
    intervene(setting, now, sheets, interventions)
    then: list[int] = now.copy()
    key = dice.key_of(seed)
    ledger: list[LedgerRow] = []
    play(setting.plain, setting.at, now, then, key, ledger)
    g = Game(setting.plain, setting.at, now, then, key, now[setting.at.clock], ledger)
    outcomes = tuple(with_rulings(setting, g, told(setting, g, sheets, interventions), interventions.outcomes))
    games = play_accounts(setting, world, g, sheets, outcomes)
    outcomes = tuple(retold(setting, g, outcomes, games)) if games else outcomes
    entries, whole = tell(setting, g, outcomes, games)
    result = setting.world(then[: setting.at.sheet])._replace(untold=untold_of(setting, g, games))
    return Adjudication(result, entries, whole, outcomes, digest(result, ledger, outcomes))


def told(setting: Setting, g: Game, sheets: Mapping[str, Sheet], interventions: Interventions) -> tuple[Outcome, ...]:
    """Give the outcomes of a turn that has been played, in the order in which they are read."""
    orders = tuple(order_outcomes(setting, g, dict(sheets)))
    return (
        *orders,
        *call_outcomes(setting, g, orders),
        *later_outcomes(setting, g),
        *incident_outcomes(setting, g),
        *accord_outcomes(setting, g, interventions.accords),
        *inject_outcomes(setting, g),
        *ending_outcome(setting, g),
    )


def digest(world: World, ledger: list[LedgerRow], outcomes: tuple[Outcome, ...]) -> str:
    """Hash versions, the world as numbers of 32 bits, the ledger as such of 64, and the outcomes as canonical JSON."""
    whole = hashlib.sha256(f"{SCHEMA_VERSION} {ENGINE_VERSION}".encode())
    for field in world:
        whole.update(field.astype("<i4", copy=False).tobytes())
    whole.update(b"".join([ROW.pack(cell, delta, *cause, effect) for cell, delta, cause, effect in ledger]))
    whole.update(json.dumps(outcomes, separators=(",", ":"), check_circular=False, default=values).encode())
    return whole.hexdigest()


def values(record: object) -> list[object]:
    """Give the fields of a record in the order in which they are declared; rulings, its last, if there are any."""
    fields = list(vars(record).values())
    return fields[:-1] if isinstance(record, Outcome) and not record.rulings else fields
