"""Two worlds that differ only in what a seat may not know, and everything that a seat gets from a world."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tests.engine.games import scatter, with_cells
from tests.secrecy import audiences
from tests.secrecy.specs import BECAUSE_OF_THE_FILE
from wargame.engine import (
    FIRE,
    Accord,
    Interventions,
    Order,
    OrderOption,
    Outcome,
    Perspective,
    Ruling,
    Setting,
    Sheet,
    World,
    adjudicate,
    choose,
    common_knowledge,
    common_outcomes,
    known_entries,
    known_outcomes,
    offers,
    opening_world,
    options,
    outlook,
    perspective,
    preview,
    problems,
    reply,
    scores,
    told_outcomes,
)
from wargame.engine.turn import accounts
from wargame.engine.turn.pending import read
from wargame.engine.world.layout import flatten

LONG_AGO = 9
"""Turns in a stage, and acts of a class."""
FEW = 8
"""Rollouts behind a preview: its seeds are the same for both worlds, so a few tell as much as many."""
SEED = 20190723
DICE = 6
"""The number of plays of a turn from the same two worlds, so that its orders have the same results in some."""
MOST_POINTS = 8


@lru_cache(maxsize=64)
def open_to(setting: Setting, seat: str) -> npt.NDArray[np.bool_]:
    """Return whether the seat may know each cell of a world, by the table; orders under way are checked one by one."""
    cells = audiences.figures_of(setting)
    return np.array([seat in audiences.knows_variable(setting.spec, *cell) for cell in cells])


def with_account(setting: Setting, world: World, account: World, *readers: str) -> World:
    """Return a world in which these readers know everything but the hidden truths, and what is under way unseen, as it
    is in another world.
    """
    differences, at = np.array(flatten(account)) - np.array(flatten(world)), setting.at
    differences[at.truth : at.truth + at.truths] = differences[at.pending : at.rate] = 0
    (cells,) = np.nonzero(differences)
    untold = [
        (accounts.readers(setting).index(reader), cell, differences[cell]) for reader in readers for cell in cells
    ]
    return world._replace(untold=np.array([*world.untold.tolist(), *untold], dtype=np.int32).reshape(-1, 3))


def alike(setting: Setting, first: World, second: World, seat: str) -> World:
    """Return the second world with everything that the seat may know taken from the first, as the accounts have it."""
    row = np.where(open_to(setting, seat), flatten(first), flatten(second))
    pending = np.array(first.pending)
    for index, code in enumerate(setting.codes):
        if code != seat:
            noticed = [number for number in first.pending[index].tolist() if _notices(setting, code, number, seat)]
            unnoticed = [
                number for number in second.pending[index].tolist() if not _notices(setting, code, number, seat)
            ]
            kept = [*noticed, *filter(None, unnoticed)][: setting.at.places]
            pending[index] = [*kept, *[0] * (setting.at.places - len(kept))]
    return setting.world(row)._replace(pending=pending, untold=untold_of(setting, first))


def untold_of(setting: Setting, world: World) -> npt.NDArray[np.int32]:
    """Return the differences of accounts but for orders under way, of which another world has others."""
    cells = world.untold[:, 1]
    return world.untold[(cells < setting.at.pending) | (cells >= setting.at.rate)]


def _notices(setting: Setting, code: str, number: int, seat: str) -> bool:
    if number == 0:
        return False
    item = read(setting, code, number)
    return seat in audiences.noticers(setting.spec, code, item.order, detected=item.detected)


def some_world(setting: Setting, seed: int) -> World:
    """Return a world within its ranges that is still being played; for even seeds, all incidents are in their first
    stage.
    """
    fixed = {setting.at.clock: (2, 4), setting.at.clock + 1: (0, 0)}
    for index, incident in enumerate(setting.spec.incidents):
        fixed[setting.at.incident + 3 * index] = (0, (seed % 2) * (len(incident.stages) - 1))
        fixed[setting.at.incident + 3 * index + 2] = (0, LONG_AGO)
    fixed |= dict.fromkeys(range(setting.at.familiarity, setting.at.approval), (0, LONG_AGO))
    world = setting.world(scatter(_spans(setting, fixed), seed))
    return world._replace(pending=_possible(setting, world))


def _possible(setting: Setting, world: World) -> npt.NDArray[np.int32]:
    """Return the orders under way that their state could have given."""
    pending = np.zeros_like(world.pending)
    for index, code in enumerate(setting.codes):
        numbers = [number for number in world.pending[index].tolist() if number and _could_give(setting, code, number)]
        pending[index, : len(numbers)] = numbers
    return pending


def _could_give(setting: Setting, code: str, number: int) -> bool:
    return code in setting.order(read(setting, code, number).order.kind).seats


def _spans(setting: Setting, fixed: Mapping[int, tuple[int, int]]) -> list[tuple[int, int]]:
    return [fixed.get(cell, (low, high)) for cell, (low, high, _) in enumerate(setting.tables.cells)]


def without_fired(setting: Setting, seed: int) -> World:
    """Return a world in which no inject has fired yet."""
    world = some_world(setting, seed)
    return world._replace(fired=np.zeros_like(world.fired))


def far_from(setting: Setting, world: World) -> World:
    """Return a world in which every cell differs from this one and no order is under way."""
    row, spans = flatten(world), _spans(setting, {})
    for cell, (low, high) in enumerate(spans):
        if cell - setting.at.clock not in (0, 1) and low < high:
            row[cell] = low if row[cell] != low else high
    for index, incident in enumerate(setting.spec.incidents):
        place, last = setting.at.incident + 3 * index, len(incident.stages) - 1
        row[place] = last if world.incident[index, 0] != last else 0
    far = setting.world(row)
    return far._replace(pending=np.zeros_like(far.pending))


def two_worlds(setting: Setting, seat: str, seed: int) -> tuple[World, World]:
    """Return two worlds that agree in what the seat may know, and differ as much as possible otherwise."""
    first = some_world(setting, seed)
    return first, alike(setting, first, far_from(setting, first), seat)


def told_by_the_pack(view: Perspective) -> frozenset[str]:
    """Return the texts shown to the seat, without those that the author reveals on purpose."""
    return view.cues - {cue.key for cue in view.setting.spec.cues if cue.reveals}


def check_view(setting: Setting, worlds: tuple[World, World], seat: str) -> None:
    """Check that a seat has the same view, texts, offers and refusals in both worlds."""
    view, other = (perspective(setting, world, seat) for world in worlds)
    assert flatten(view.world) == flatten(other.world), changed_cells(setting, view.world, other.world)
    assert view.priors == other.priors
    assert view.under_way == other.under_way
    assert told_by_the_pack(view) == told_by_the_pack(other)
    assert options(view) == options(other)
    assert offers(view) == offers(other)
    assert scores(setting, view.world, seat) == scores(setting, other.world, seat)
    for sheet in sheets_of(view):
        assert problems(view, sheet) == problems(other, sheet)


def changed_cells(setting: Setting, first: World, second: World) -> list[str]:
    """Return the names of the cells that differ."""
    rows = zip(audiences.figures_of(setting), flatten(first), flatten(second), strict=True)
    return [" ".join(filter(None, figure)) for figure, one, other in rows if one != other]


def sheets_of(view: Perspective) -> list[Sheet]:
    """Return a sheet for each order kind of the seat, at its first level and target, or at as many as it may name."""
    return [
        (Order(option.kind, option.levels[0].key, _aim(option), *(option.partners[:1] or ("",))),)
        for option in options(view)
    ]


def _aim(option: OrderOption) -> str:
    return (option.targets or ("",))[-1 if option.several_targets else 0]


def busy(setting: Setting, seed: int) -> dict[str, Sheet]:
    """Return sheets with up to three orders for each seat, different for each seed.

    None contradicts another: which of two is done can depend on the world, and may be seen by all.
    """
    apart = {frozenset((one.first, one.second)) for one in setting.spec.contradictions}
    found = {}
    for seat in setting.seats:
        offered = [order for (order,) in sheets_of(perspective(setting, opening_world(setting, seed), seat))]
        given = [offered[(3 * seed + number) % len(offered)] for number in range(min(3, len(offered)))]
        kinds = [order.kind for order in given]
        found[seat] = tuple(
            order
            for number, order in enumerate(given)
            if not any(frozenset((kind, order.kind)) in apart for kind in kinds[:number])
        )
    return found


def check_decisions(setting: Setting, worlds: tuple[World, World], seat: str, policies: tuple[str, ...]) -> None:
    """Check that a policy in the seat orders and answers the same in both worlds."""
    view, other = (perspective(setting, world, seat) for world in worlds)
    for policy in policies:
        assert choose(policy, view, SEED) == choose(policy, other, SEED), policy
        for offer in offers(view):
            replies = [reply(policy, one, offer, offer.parties[0], SEED) for one in (view, other)]
            assert replies[0] == replies[1], policy


def check_previews(setting: Setting, worlds: tuple[World, World], seat: str, most: int = 2) -> None:
    """Check that the seat's previews are the same in both worlds."""
    view, other = (perspective(setting, world, seat) for world in worlds)
    for sheet in sheets_of(view)[:most]:
        assert preview(view, sheet, 0, SEED, FEW) == preview(other, sheet, 0, SEED, FEW)
        assert outlook(view, sheet, SEED, FEW) == outlook(other, sheet, SEED, FEW)


def check_results(setting: Setting, worlds: tuple[World, World], seat: str, sheets: Mapping[str, Sheet]) -> None:
    """Check that the seat reads the same words, odds and reasons of the events that both worlds share.

    The second world came about by what the seat did not notice, or has other hidden truths. If the seat noticed other
    results of orders in one world, what followed from them may differ. All seats can pay.
    """
    first, second = (world._replace(points=np.full_like(world.points, MOST_POINTS)) for world in worlds)
    check_told(setting, (first, with_account(setting, second, first, seat)), seat, sheets)
    check_told(setting, (first, first._replace(truth=second.truth)), seat, sheets)


def check_told(setting: Setting, rich: tuple[World, World], seat: str, sheets: Mapping[str, Sheet]) -> None:
    """Check the same of two worlds in which all seats can pay."""
    for dice in range(DICE):
        told = [_reading(known_outcomes(adjudicate(setting, world, sheets, dice).outcomes, seat)) for world in rich]
        orders = [{key for key in one if key[0] in ("order", "later")} for one in told]
        for key in told[0].keys() & told[1].keys():
            assert told[0][key] == told[1][key] or orders[0] != orders[1], key


def _reading(outcomes: tuple[Outcome, ...]) -> dict[tuple[object, ...], tuple[object, ...]]:
    """Return a seat's reading of each outcome, by the outcome's subject and result."""
    return {
        (outcome.subject, outcome.actor, outcome.target, outcome.slot, outcome.name, outcome.result): (
            outcome.title,
            outcome.text,
            outcome.options,
            outcome.chosen,
            outcome.threshold,
            outcome.reasons,
            outcome.seen,
            outcome.accounts,
            outcome.rulings,
        )
        for outcome in outcomes
    }


def check_audiences(setting: Setting, world: World, sheets: Mapping[str, Sheet]) -> None:
    """Check that no outcome or entry has a seat in its audience that the table excludes, and that each seat gets its
    own.

    Every inject is fired and every pact concluded, so that each has an outcome.
    """
    result = adjudicate(setting, world, sheets, SEED, everything(setting))
    for outcome in result.outcomes:
        assert set(outcome.audience) <= audiences.knows_outcome(setting.spec, outcome), outcome.title
        assert not [reason for reason in outcome.reasons if reason.reveals and reason.audience], outcome.title
    for entry in result.ledger:
        assert set(entry.audience) <= audiences.knows_entry(setting.spec, entry, result.outcomes), entry.text
    for seat in setting.seats:
        known = [one for one in result.ledger if seat in one.audience]
        numbered = tuple(
            one._replace(sequence=number, audience=(seat,), as_told=False) for number, one in enumerate(known, 1)
        )
        assert known_entries(result.ledger, seat) == numbered
        assert {one.title for one in known_outcomes(result.outcomes, seat)} == {
            one.title for one in result.outcomes if seat in one.audience
        }
    for outcome in result.outcomes:
        for account in outcome.accounts:
            for seat in account.seats:
                (told,) = known_outcomes((outcome,), seat)
                assert (told.text, told.accounts) == (account.text, ()), outcome.title


def everything(setting: Setting) -> Interventions:
    """Fire all injects by hand, and conclude all pacts of seats."""
    seats = audiences.seats_of(setting.spec)
    accords = [
        Accord(pact.key, tuple(sorted(seats & set(pact.parties))))
        for pact in setting.spec.agreements
        if len(seats & set(pact.parties)) > 1
    ]
    return Interventions(injects={inject.key: FIRE for inject in setting.spec.injects}, accords=tuple(accords))


def check_hidden_reasons(setting: Setting, world: World) -> None:
    """Check that an effect on a public figure that depends on Ava's secret file is in nobody else's ledger."""
    others = [seat for seat in accounts.readers(setting) if seat != "AVA"]
    filed = with_account(setting, with_cells(setting, world, mark_file=1), world, *others)
    result = adjudicate(setting, filed, {"BOR": (Order("boast", "loud"),)}, SEED)
    found = [entry for entry in result.ledger if BECAUSE_OF_THE_FILE in entry.text]
    assert found
    assert {entry.audience for entry in found} == {("AVA",)}


def check_common_knowledge(setting: Setting, seat: str, seed: int) -> None:
    """Check that common knowledge, and so an observer's, does not depend on what one seat may not know."""
    worlds = two_worlds(setting, seat, seed)
    view, other = (common_knowledge(setting, world) for world in worlds)
    assert flatten(view.world) == flatten(other.world), changed_cells(setting, view.world, other.world)
    assert view.cues == other.cues
    assert all(view.cues <= perspective(setting, worlds[0], code).cues for code in setting.seats), (
        "not all are shown it"
    )
    assert view.priors == other.priors
    sheets = {code: sheet for code in setting.seats for sheet in sheets_of(perspective(setting, worlds[0], code))[:1]}
    outcomes = adjudicate(setting, worlds[0], sheets, SEED).outcomes
    for outcome in common_outcomes(setting, outcomes):
        assert audiences.knows_outcome(setting.spec, outcome) == audiences.seats_of(setting.spec), outcome.title
        assert (outcome.reasons, outcome.rulings, outcome.seen, outcome.accounts) == ((), (), (), ())


def check_rulings(setting: Setting) -> None:
    """Check that the white cell's reason is shown only where it is public, also at the end."""
    sheets = {"BOR": (Order("boast", "loud"),), "AVA": (Order("boast", "loud"),)}
    ruled = [
        Ruling("order", "refused", role=role, slot=0, reason=f"For {role}.", is_public=role == "AVA") for role in sheets
    ]
    world = opening_world(setting, SEED)
    outcomes = adjudicate(setting, world, sheets, SEED, Interventions(tuple(ruled))).outcomes
    told = [*told_outcomes(outcomes), *(one for seat in setting.seats for one in known_outcomes(outcomes, seat))]
    assert {note.reason for one in told for note in one.rulings} == {"For AVA.", ""}
