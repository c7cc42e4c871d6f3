"""A scenario for measurements: eight states of Asia and the Pacific over months, built from the shared library.

It is no pack and has no texts for players. Drift, tournaments and speed are measured on it, because it has more states,
turns and order kinds than a pack needs.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import permutations
from types import MappingProxyType
from typing import TypeVar

from scenarios.folders import PACKS
from scenarios.schema.alliances import AllianceEntry
from scenarios.schema.library import RelationSheet
from scenarios.schema.pack_agreements import terms_of
from scenarios.schema.pack_catalogue import Cast, kinds_of, with_codes, with_contradictions
from scenarios.schema.pack_files import OrdersFile
from scenarios.schema.shared_reading import read_alliances, read_catalogue, read_shared
from scenarios.schema.states import RelationEntry, StateEntry
from scenarios.schema.validation import checked
from scenarios.vocabulary import AllianceKind, IndicatorKind
from scenarios.yamlsafe import Document, Tree
from wargame.engine import (
    AgreementSpec,
    DyadSpec,
    EndingSpec,
    InjectSpec,
    ObjectiveSpec,
    ScenarioSpec,
    StateSpec,
    TurnSpec,
)

T = TypeVar("T")
STATES = ("RUS", "CHN", "USA", "JPN", "KOR", "PRK", "IND", "PAK")
RIVALS: Mapping[str, str] = MappingProxyType(
    {"RUS": "USA", "CHN": "USA", "USA": "CHN", "JPN": "CHN", "KOR": "PRK", "PRK": "KOR", "IND": "PAK", "PAK": "IND"}
)
"""The main rival of each state: a judgement, chosen from the strategic rivalries of the library."""
MOST_EXPOSED = 40
"""Points of exposure of a small economy to a very large one: a judgement, as no figures of trade are gathered."""
BRINK, THAW, SLIDE = 20, 4, 25
"""Points of tension more, or of relation better, than at the start by which a rivalry counts as changed, and the chance
in 100 of a war while tension is at its highest: judgements, set until about as many games of mixed seats leave all as
it was, and as many end in war, as disputes ended in a stalemate or in war: 73 and 1.7 in 100 of 1726 from 1946 to 2014
(MID 5.0)."""
INERTIA = 0.85
"""How often what lasts between two states is ordered again: set until force is answered as often as in the record."""
HALF_LIVES: Mapping[frozenset[str], float] = MappingProxyType(
    {
        frozenset(("RUS", "KOR")): 3.5,
        frozenset(("RUS", "JPN")): 4.4,
        frozenset(("RUS", "CHN")): 5.4,
        frozenset(("CHN", "KOR")): 5.9,
        frozenset(("JPN", "KOR")): 6.8,
        frozenset(("RUS", "USA")): 8.6,
        frozenset(("KOR", "PRK")): 13.0,
        frozenset(("CHN", "USA")): 12.6,
        frozenset(("USA", "JPN")): 4.6,
    }
)
OTHER_HALF_LIFE = 5.0
"""Days in which half of a pair's tension fades: what of a weekly series lasts for a week (own lag of the share of event
counts, weekly GDELT 2018 to mid-2022: RUS-KOR .16 to CHN-USA .72) put as a half-life; a judgement for the others."""
NUCLEAR = ("nuclear_alert", "nuclear_use")
OPENING: Mapping[str, tuple[float, float, float, float, float]] = MappingProxyType(
    {
        "RUS": (66, 45, 55, 50, 60),
        "CHN": (70, 60, 50, 55, 50),
        "USA": (43, 60, 60, 60, 50),
        "JPN": (50, 55, 60, 60, 45),
        "KOR": (50, 55, 60, 55, 50),
        "PRK": (60, 10, 55, 20, 70),
        "IND": (60, 50, 50, 50, 50),
        "PAK": (50, 35, 50, 40, 55),
    }
)
"""Approval, economy, readiness, standing and resolve in July 2019: judgements, as in the packs."""


def theatre(turns: int = 12, days: int = 30) -> ScenarioSpec:
    """Return eight seats with all order kinds of the catalogue, for `turns` turns of `days` days each.

    Openness, relations and pacts come from the library. Tension is judged from the quarrels of each pair, exposure from
    the size of its economies. Every state may give every order kind at every other, if the needs of the kind are met;
    nuclear kinds are only for states with warheads. Raises PackError for a faulty library.
    """
    return ScenarioSpec(
        slug="theatre",
        states=tuple(_state(entry) for entry in _states()),
        dyads=tuple(dyad for entry in _pairs() for dyad in _dyads(entry)),
        turns=tuple(_turn(number, days) for number in range(1, turns + 1)),
        orders=_orders().orders,
        incidents=(),
        injects=(_slide(),),
        endings=_endings(),
        objectives=tuple(objective for code in STATES for objective in _objectives(code)),
        agreements=tuple(_agreements()),
        dials=(("inertia", INERTIA),),
        contradictions=_orders().contradictions,
    )


def _shared(name: str, schema: type[T]) -> T:
    return checked(schema, read_shared(PACKS, name))


@cache
def _states() -> tuple[StateEntry, ...]:
    by_code = {entry.code: entry for entry in _shared("states", tuple[StateEntry, ...])}
    return tuple(by_code[code] for code in STATES)


def _pairs() -> Iterator[RelationEntry]:
    yield from (pair for pair in _shared("relations", RelationSheet).pairs if set(pair.pair) <= set(STATES))


def _figure(entry: StateEntry, kind: IndicatorKind) -> float:
    """Return the state's figure, or the low end of its range; 0 where nothing is known."""
    return next((figure.value or figure.low or 0.0 for figure in entry.indicators if figure.kind is kind), 0.0)


def _state(entry: StateEntry) -> StateSpec:
    openness = round(100 * _figure(entry, IndicatorKind.POLYARCHY))
    said_as = "the United States" if entry.code == "USA" else ""
    return StateSpec(entry.code, entry.title, True, openness, *OPENING[entry.code], said_as=said_as)


def _dyads(entry: RelationEntry) -> Iterator[DyadSpec]:
    """Yield the dyad in each direction: tension from a bad relation, a disputed border and trade coercion; exposure
    from size.
    """
    tension = 5 + max(0, -entry.r0) * 0.6 + 8 * entry.territorial_dispute + 5 * entry.coercion
    size = {state.code: _figure(state, IndicatorKind.GDP) for state in _states()}
    for who, towards in permutations(entry.pair):
        share = size[towards] / (size[who] + size[towards])
        half_life = HALF_LIVES.get(frozenset(entry.pair), OTHER_HALF_LIFE)
        yield DyadSpec(who, towards, entry.r0, tension, round(MOST_EXPOSED * share), half_life)


def _turn(number: int, days: int) -> TurnSpec:
    first, last = (number - 1) * days + 1, number * days
    return TurnSpec(number, f"Turn {number}", f"day {first}", f"day {last}", days * 24 * 60)


@cache
def _orders() -> OrdersFile:
    catalogue, _ = read_catalogue(PACKS)
    kinds = kinds_of(catalogue)
    entries: list[Tree] = [{"base": kind, "seats": list(_armed() if kind in NUCLEAR else STATES)} for kind in kinds]
    cast = Cast(STATES, STATES)
    document = with_codes(Document("theatre", {"orders": entries}, {}), kinds, cast)
    return checked(OrdersFile, with_contradictions(document, catalogue))


def _armed() -> tuple[str, ...]:
    return tuple(entry.code for entry in _states() if _figure(entry, IndicatorKind.WARHEADS) > 0)


def _rivals() -> list[tuple[str, ...]]:
    """Return each pair of rivals, in both directions."""
    return [pair for each in sorted({tuple(sorted(pair)) for pair in RIVALS.items()}) for pair in permutations(each)]


def _slide() -> InjectSpec:
    """Return the inject of a war that nobody ordered: it may fire while a rival's tension is at its highest."""
    when = " or ".join(f"tension {a} {b} >= 100" for a, b in _rivals())
    return InjectSpec("slide", "Rivals slide into war", (when,), chance=SLIDE)


def _endings() -> tuple[EndingSpec, ...]:
    """Return the endings: war, by order or by the inject; a rivalry that rose or eased; or none of these."""
    opening = {(dyad.who, dyad.towards): dyad for entry in _pairs() for dyad in _dyads(entry)}
    brink = " or ".join(f"tension {a} {b} >= {opening[a, b].tension + BRINK:g}" for a, b in _rivals())
    thaw = " or ".join(f"relation {a} {b} >= {opening[a, b].relation + THAW:g}" for a, b in _rivals())
    return (
        EndingSpec("catastrophe", "Catastrophe", ("tagged any catastrophe or fired slide",), immediate=True),
        EndingSpec("brink", "On the brink", (brink,)),
        EndingSpec("thaw", "Thaw", (thaw,)),
        EndingSpec("uneasy", "An uneasy order"),
    )


def _objectives(code: str) -> Iterator[ObjectiveSpec]:
    rival = RIVALS[code]
    yield ObjectiveSpec(code, "home", "Confidence at home", 30, variable=f"approval {code}", low=30, high=80)
    yield ObjectiveSpec(code, "wealth", "Prosperity", 30, variable=f"economy {code}", low=0, high=80)
    yield ObjectiveSpec(
        code, "calm", f"No crisis with {rival}", 40, variable=f"tension {code} {rival}", low=90, high=10
    )


def _agreements() -> Iterator[AgreementSpec]:
    """Yield the pacts in force between two or more of the states, with their obligations."""
    for entry in read_alliances(PACKS):
        parties = tuple(code for code in STATES if code in _members(entry))
        if entry.kind is AllianceKind.PACT and entry.lapsed_on is None and len(parties) > 1:
            yield AgreementSpec(entry.slug, entry.title, parties, **terms_of(entry)._asdict())


def _members(entry: AllianceEntry) -> set[str]:
    return {member.state for member in entry.members if member.left_on is None}
