"""Games of Nine Past Nine for tests: the pack, its setting, and play by policies or by a plan."""

from collections.abc import Sequence

from scenarios.schema.pack import Pack
from tests.scenarios import pack_games
from wargame.engine import Order, Setting, World

SLUG = "nine-past-nine"
SEATS = ("RUS", "CHN", "JPN", "KOR", "USA")


def pack() -> Pack:
    return pack_games.pack_of(SLUG)


def setting() -> Setting:
    return pack_games.setting_of(SLUG)


def play(seed: int, plans: dict[str, list[list[Order]]] | None = None, policy: str = "empirical") -> list[World]:
    """Return the opening world and that after each turn; seats with a plan follow it as far as it is legal."""
    return pack_games.play(SLUG, seed, plans, policy)


def played(
    seeds: Sequence[int], plans: dict[str, list[list[Order]]] | None = None, policy: str = "empirical"
) -> list[list[World]]:
    """Return the same of the game of each seed."""
    return pack_games.played(SLUG, seeds, plans, policy)


def orders(text: str) -> list[list[Order]]:
    """A plan: turns on lines, orders between commas, each a kind, a level and a target."""
    return [[Order(*order.split()) for order in line.split(",")] for line in text.strip().splitlines()]


def ending_of(world: World) -> str:
    return pack_games.ending_of(SLUG, world)
