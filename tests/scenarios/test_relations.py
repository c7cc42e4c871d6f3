"""The opening relations of July 2019 follow from the figures of each pair."""

from itertools import combinations

from scenarios.loader import PACKS
from scenarios.loader.reading import read_library
from scenarios.schema.states import RelationEntry

# Set by hand: the formula would take a dormant pact for a close tie. The entry's note says so.
BY_HAND = {frozenset({"USA", "PAK"})}
CORE = {
    "RUS-CHN": 52, "RUS-USA": -49, "RUS-JPN": -11, "RUS-KOR": 12, "RUS-PRK": 30,
    "CHN-USA": -50, "CHN-JPN": -42, "CHN-KOR": 6, "CHN-PRK": 61,
    "USA-JPN": 44, "USA-KOR": 45, "USA-PRK": -51, "JPN-KOR": -10, "JPN-PRK": -47, "KOR-PRK": -57,
}  # fmt: skip


def _formula(pair: RelationEntry) -> float:
    pact = 40 if pair.defence else 12 if pair.consultation else 0
    costs = 30 * pair.rivalry + 12 * pair.territorial_dispute + 15 * pair.coercion
    return pact + 25 * pair.kappa - costs + pair.partnership


def test_every_value_follows_from_the_formula() -> None:
    pairs = read_library(PACKS)[0].relations.pairs
    assert {frozenset(p.pair) for p in pairs if abs(_formula(p) - p.r0) > 0.6} == BY_HAND
    assert all(p.note for p in pairs if frozenset(p.pair) in BY_HAND)


def test_all_pairs_of_fourteen_states_are_there() -> None:
    library = read_library(PACKS)[0]
    states = {state.code for state in library.states if state.indicators}
    assert {frozenset(p.pair) for p in library.relations.pairs} == {frozenset(p) for p in combinations(states, 2)}
    assert len(library.relations.pairs) == 91


def test_the_core_matrix_is_that_of_the_record() -> None:
    values = {"-".join(pair.pair): pair.r0 for pair in read_library(PACKS)[0].relations.pairs}
    assert {name: values[name] for name in CORE} == CORE
