"""Planted leaks in the engine: the filter passes one figure, outcome or reason too many."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from tests.engine.games import PLAIN_POLICIES
from tests.secrecy import audiences, boards, counsel_leaks, numbering, pairs
from tests.secrecy.noticed import in_odds
from tests.secrecy.planting import Leak, Plant
from tests.secrecy.specs import SPECS
from wargame.engine import Outcome, Perspective, Setting, World, compile_setting, full_truth, opening_world, perspective
from wargame.engine.perspective.filter import masked_view
from wargame.engine.scenario import cell_audiences
from wargame.engine.scenario.cell_audiences import Subject
from wargame.engine.spec import LevelSpec
from wargame.engine.turn import audiences as filter_of_orders
from wargame.engine.turn import descriptions, outcomes

SEEDS = range(4)
AUDIENCE_OF = ("wargame.engine.scenario.cell_audiences.audience_of", "wargame.engine.turn.audiences.audience_of")


def fresh(name: str) -> Setting:
    """Return the scenario compiled by the present code, with empty caches."""
    return compile_setting(SPECS[name]())


def in_view(name: str) -> None:
    setting = fresh(name)
    for seat in setting.seats:
        for seed in SEEDS[:2]:
            pairs.check_view(setting, pairs.two_worlds(setting, seat, seed), seat)


def on_board(name: str) -> None:
    setting = compile_setting(boards.for_all(name).rules)
    for seat in setting.seats:
        for seed in SEEDS[:2]:
            boards.check_board(name, setting, seat, seed)


def in_results(name: str) -> None:
    setting = fresh(name)
    for seed in SEEDS:
        pairs.check_audiences(setting, pairs.without_fired(setting, seed), pairs.busy(setting, seed))
    for seat in setting.seats:
        for seed in SEEDS:
            pairs.check_results(setting, pairs.two_worlds(setting, seat, seed), seat, pairs.busy(setting, seed))


def in_numbers(name: str) -> None:
    setting = fresh(name)
    for seed in SEEDS:
        numbering.check_numbers(setting, pairs.without_fired(setting, seed), pairs.busy(setting, seed))


def in_foresight(name: str) -> None:
    setting = fresh(name)
    for seat in setting.seats:
        worlds = pairs.two_worlds(setting, seat, 1)
        pairs.check_decisions(setting, worlds, seat, PLAIN_POLICIES)
        pairs.check_previews(setting, worlds, seat)


def in_common(name: str) -> None:
    setting = fresh(name)
    for seat in setting.seats:
        pairs.check_common_knowledge(setting, seat, 1)


def in_reasons(name: str) -> None:
    pairs.check_hidden_reasons(fresh(name), opening_world(fresh(name), 1))


def in_rulings(name: str) -> None:
    pairs.check_rulings(fresh(name))


def figures() -> Iterator[Leak]:
    """Yield leaks that show a figure to all that not all may know.

    Two scenarios have every kind of figure; of the others only what is theirs alone is planted (`ON_BOARD`,
    `ON_LISTS`).
    """
    for name in ("islet", "nine-past-nine"):
        spec_of = SPECS[name]
        spec, everybody = spec_of(), audiences.seats_of(spec_of())
        groups = set()
        for variable, who, towards, key in audiences.figures_of(fresh(name)):
            if variable != "pending" and audiences.knows_variable(spec, variable, who, towards, key) != everybody:
                groups.add((variable, key or who))
        for variable, whose in sorted(groups):
            said = f"{name}: {variable} of {whose} is visible to all"
            yield Leak(said, f"variable {variable}", _show_to_all(variable, whose), partial(in_view, name))


def _show_to_all(variable: str, whose: str) -> Plant:
    true = cell_audiences.audience_of

    def leaky(setting: Any, subject: Subject) -> tuple[str, ...]:
        is_meant = subject.variable == variable and whose in (subject.name or subject.who, subject.who)
        return setting.seats if is_meant else true(setting, subject)

    def plant(patch: pytest.MonkeyPatch) -> None:
        for place in AUDIENCE_OF:
            patch.setattr(place, leaky)

    return plant


FOLDERS = {"filter": "perspective.filter", "reporting": "turn.reporting"}


def _swap(**places: Any) -> Plant:
    """Replace several attributes of the engine; "__" stands for a dot, and FOLDERS is where the path begins."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        for place, planted in places.items():
            first, _, rest = place.partition("__")
            module, _, name = f"{FOLDERS.get(first, first)}.{rest.replace('__', '.')}".rpartition(".")
            # By import_module: the engine's door has functions of the same names as some of its modules.
            patch.setattr(import_module(f"wargame.engine.{module}"), name, planted)

    return plant


def _door(name: str, planted: Any) -> Plant:
    """Replace what `wargame.engine` exports; here the checks of two worlds use it."""
    return lambda patch: patch.setattr(f"tests.secrecy.pairs.{name}", planted)


def _numbers(name: str, planted: Any) -> Plant:
    """Replace what `wargame.engine` exports where numbers are checked."""
    return lambda patch: patch.setattr(numbering, name, planted)


def _with_old_numbers(entries: Any, seat: str, places: Any) -> Any:
    return [entry for entry in entries if seat in entry.audience]


def _noticed(visibility: str) -> Callable[..., tuple[str, ...]]:
    """Let all seats notice orders of that visibility."""
    true = filter_of_orders.notices

    def leaky(setting: Setting, seat: str, order: Any, *, detected: bool) -> tuple[str, ...]:
        is_meant = setting.order(order.kind).visibility == visibility
        return setting.seats if is_meant else true(setting, seat, order, detected=detected)

    return leaky


def _all_pending(setting: Setting, pending: Any, seat: str) -> Any:
    return pending


def _with_gaps(setting: Setting, pending: Any, seat: str) -> Any:
    """Leave the place of a hidden order empty, which reveals an order between two that are shown."""
    known = np.array(pending)
    for index, code in enumerate(setting.codes):
        for place, number in enumerate(pending[index].tolist()):
            if code != seat and number and seat not in filter_of_orders.noticed_by(setting, code, number):
                known[index, place] = 0
    return known


def _masked_view(change: Callable[[Perspective, Perspective], Perspective]) -> Plant:
    """Change the view of a seat by something from full truth."""
    true = masked_view

    def leaky(setting: Setting, world: World, seat: str) -> Perspective:
        return change(true(setting, world, seat), full_truth(setting, world))

    return _swap(filter__masked_view=leaky)


def _with_true_priors(view: Perspective, truth: Perspective) -> Perspective:
    return replace(view, priors=truth.priors)


def _with_the_true_world(view: Perspective, truth: Perspective) -> Perspective:
    return replace(view, world=truth.world)


def _judged_on_the_truth(view: Perspective, truth: Perspective) -> Perspective:
    vars(view)["facts"] = truth.facts
    return view


def _everybody(setting: Setting, *rest: Any) -> Any:
    return setting.seats


def _nobody(*_: Any) -> dict[str, Any]:
    return {}


def _whole(*fields: str) -> Plant:
    """Leave some fields of a noticed outcome as they are in full truth."""
    true = outcomes.as_known

    def leaky(outcome: Outcome, seat: str) -> Outcome:
        return replace(true(outcome, seat), **{field: getattr(outcome, field) for field in fields})

    return _swap(filter__as_known=leaky)


def _unfiltered(items: Any, seat: str) -> tuple[Any, ...]:
    return tuple(items)


def _common_with_reasons(setting: Setting, told: Any) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome in told if set(setting.seats) <= set(outcome.audience))


def _unfiltered_for_all(setting: Setting, told: Any) -> tuple[Outcome, ...]:
    return tuple(told)


def _common_of_one(setting: Setting, world: World) -> Perspective:
    """Use the first seat's knowledge as common knowledge."""
    return replace(perspective(setting, world, setting.seats[0]), seat="", cues=frozenset(), priors=())


def _common_truth(setting: Setting, world: World) -> Perspective:
    return full_truth(setting, world)


PRIVATE, COVERT = _noticed("private"), _noticed("covert")
FILTERS: tuple[tuple[str, str, Plant, Callable[[str], None]], ...] = (
    ("all orders under way are shown", "variable pending", _swap(turn__accounts__known_pending=_all_pending), in_view),
    ("a gap betrays an order under way", "variable pending", _swap(turn__accounts__known_pending=_with_gaps), in_view),
    ("a seat believes the truth", "variable truth", _masked_view(_with_true_priors), in_view),
    ("content is shown by the truth", "variable mark", _masked_view(_judged_on_the_truth), in_view),
    ("policies and previews see the whole world", "decisions", _masked_view(_with_the_true_world), in_foresight),
    ("a private order is noticed by all", "outcome order", _swap(reporting__orders__notices=PRIVATE), in_results),
    ("a covert order is noticed by all", "outcome order", _swap(reporting__orders__notices=COVERT), in_results),
    ("everybody reads what falls due", "outcome later", _swap(reporting__delayed__noticed_by=_everybody), in_results),
    ("everybody reads its changes", "outcome later", _swap(turn__accounts__known_pending=_all_pending), in_results),
    ("an incident is told to all", "outcome incident", _swap(reporting__incidents__seats_of=_everybody), in_results),
    (
        "everybody reads a support call",
        "outcome call",
        _swap(reporting__support_calls__seats_of=_everybody),
        in_results,
    ),
    ("everybody reads an inject", "outcome inject", _swap(reporting__events__seats_of=_everybody), in_results),
    ("everybody reads an accord", "outcome accord", _swap(reporting__accords__seats_of=_everybody), in_results),
    ("pages show true odds of orders", "odds", _swap(reporting__orders__kept_in_the_dark=lambda *_: []), in_odds),
    ("pages show true odds of incidents", "odds", _swap(reporting__incidents__kept_in_the_dark=lambda *_: []), in_odds),
    ("hidden modifiers count in odds", "odds", _swap(reporting__reasons__knowers=_everybody), in_results),
    ("a hidden condition is nobody's secret", "reasons", _swap(reporting__reasons__may_know=_everybody), in_odds),
    (
        "everybody reads an effect's hidden reason",
        "reasons",
        _swap(turn__adjudicate__play_accounts=_nobody),
        in_reasons,
    ),
    ("no seat has an account of its own", "ledger", _swap(turn__adjudicate__play_accounts=_nobody), in_results),
    ("everybody who notices reads the reasons", "reasons", _whole("reasons"), in_results),
    ("pages show odds of the whole truth", "odds", _whole("options", "threshold"), in_results),
    ("pages show odds as other seats see them", "odds", _whole("seen"), in_results),
    ("a seat reads all accounts of a contested act", "accounts", _whole("accounts"), in_results),
    ("a seat reads the true text for an account", "accounts", _whole("text"), in_results),
    ("everybody reads outcomes", "outcome order", _door("known_outcomes", _unfiltered), in_results),
    ("everybody reads entries", "ledger", _door("known_entries", _unfiltered), in_results),
    ("gaps betray orders", "outcome order", _swap(filter__places_of=lambda *_: {}), in_numbers),
    ("causes count orders unseen", "ledger", _numbers("places_of", lambda *_: {}), in_numbers),
    ("gaps betray entries", "ledger", _numbers("known_entries", _with_old_numbers), in_numbers),
    (
        "seats read reasons of rulings",
        "rulings",
        _swap(turn__outcomes__without_private_reasons=lambda one: one),
        in_rulings,
    ),
    ("seats read them at the end", "rulings", _swap(filter__without_private_reasons=lambda one: one), in_rulings),
    ("what one seat knows, observers see", "common knowledge", _door("common_knowledge", _common_of_one), in_common),
    ("observers see everything", "common knowledge", _door("common_knowledge", _common_truth), in_common),
    ("observers read reasons", "common outcomes", _door("common_outcomes", _common_with_reasons), in_common),
    ("observers read every outcome", "common outcomes", _door("common_outcomes", _unfiltered_for_all), in_common),
)


ON_BOARD: tuple[tuple[str, Plant], ...] = (
    ("its board is drawn by the truth", _masked_view(_judged_on_the_truth)),
    ("what Russia has moved stands on every board", _show_to_all("mark", "moved")),
)


def _rates_by_the_truth(patch: pytest.MonkeyPatch) -> None:
    """Offer and refuse rates by what is so, and not by what the seat knows."""
    views: dict[int, tuple[Perspective, Perspective]] = {}

    def seen(setting: Setting, world: World, seat: str) -> Perspective:
        view = perspective(setting, world, seat)
        views[id(view.facts)] = view, full_truth(setting, world)
        return view

    def leaky(setting: Setting, facts: Any, level: LevelSpec) -> str:
        return descriptions.unmet_level(setting, views[id(facts)][1].facts, level)

    _door("perspective", seen)(patch)
    _swap(perspective__options__unmet_level=leaky, perspective__legality__unmet_level=leaky)(patch)


ON_LISTS: tuple[tuple[str, Plant], ...] = (("rates are offered by the truth", _rates_by_the_truth),)


def leaks() -> Iterator[Leak]:
    """Return all leaks: each figure, then all else that the filters hide, and what counsel, a board and lists show."""
    yield from figures()
    for said, row, plant, check in FILTERS:
        yield Leak(f"islet: {said}", row, plant, partial(check, "islet"))
    yield from counsel_leaks.leaks()
    for said, plant in ON_BOARD:
        yield Leak(f"the-invitation: {said}", "board", plant, partial(on_board, "the-invitation"))
    for said, plant in ON_LISTS:
        yield Leak(f"islet-with-duties: {said}", "variable mark", plant, partial(in_view, "islet-with-duties"))
