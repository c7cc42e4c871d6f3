"""Arguments of the long commands. A wrong one is refused with exit status 2 before anything runs."""

from argparse import ArgumentParser
from collections.abc import Collection, Sequence
from pathlib import Path

from django.core.management.base import CommandError

from scenarios.benchmark_scenario import theatre
from scenarios.loader import PACKS, UnknownPack, read_one, slugs_in
from scenarios.pack_faults import PackError
from scenarios.schema.pack import Pack
from wargame.analysis.services.rehearsals import Scenario
from wargame.spelling import nearest_first

THEATRE = "theatre"
MOST_GAMES = 100_000
MOST_SEED = 2**31 - 1


def add_pack(parser: ArgumentParser, also: str = "") -> None:
    """Let the command take a pack. It is read from its files, so an author need not load it first."""
    parser.add_argument("pack", help=f"the scenario's slug, as in nine-past-nine{also}")
    _add_folder(parser)


def add_packs(parser: ArgumentParser) -> None:
    """Let the command take packs or the theatre, and all packs of the folder if none is named."""
    words = f"slugs of scenarios (default: all packs of the folder); {THEATRE} for eight states over a year"
    parser.add_argument("packs", nargs="*", metavar="pack", help=words)
    _add_folder(parser)


def _add_folder(parser: ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, default=PACKS, help="the folder of packs (default: Parley's own)")


def add_scenario(parser: ArgumentParser) -> None:
    """Let the command take a pack, or the theatre."""
    add_pack(parser, also=f"; {THEATRE} for eight states over a year, which is no pack")


def add_seed(parser: ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=7, help="equal seeds play equal games (default 7)")


def named_packs(packs: Sequence[str], folder: Path) -> Sequence[str]:
    """Return the slugs that were named, or those of all packs of the folder if none was."""
    _require_folder(folder)
    found = packs or slugs_in(folder)
    if not found:
        raise CommandError(f"--folder {folder} has no packs. Remedy: Name a folder with packs in it.", returncode=2)
    return found


def pack_of(slug: str, folder: Path, also: str = "") -> Pack:
    """Return the pack, checked with the shared library; stores nothing. `also` is what may be named instead."""
    _require_folder(folder)
    try:
        return read_one(folder, slug)
    except UnknownPack as error:
        raise CommandError(f"{error}{f' Or {also}.' if also else ''}", returncode=2) from error
    except PackError as error:
        raise CommandError(str(error), returncode=2) from error


def scenario_of(slug: str, folder: Path) -> tuple[str, Scenario]:
    """Return the title and the rules of a pack, or of the theatre."""
    if slug == THEATRE:
        return "The theatre", theatre()
    read = pack_of(slug, folder, also=THEATRE)
    return read.meta.title, read.rules


def appraised_of(slug: str, folder: Path) -> tuple[str, Scenario, str]:
    """Return the title and the rules of a pack, or of the theatre, and how history ended ("" if unknown)."""
    if slug == THEATRE:
        return *scenario_of(slug, folder), ""
    read = pack_of(slug, folder, also=THEATRE)
    return read.meta.title, read.rules, read.texts.ended or ""


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise CommandError(
            f"--folder {folder} is no folder. Remedy: Name one with packs and _shared in it.", returncode=2
        )


def require_games(option: str, games: int) -> None:
    """Refuse a number of games that is too small to say anything or too large to end."""
    require_within(option, games, 1, MOST_GAMES, "For a first look take 200, for a rare ending 5000.")


def require_seed(seed: int) -> None:
    require_within("--seed", seed, 0, MOST_SEED, "Any number within will do; equal seeds play equal games.")


def require_within(option: str, value: int, low: int, high: int, remedy: str) -> None:
    """Refuse a number outside its bounds, and name these."""
    if not low <= value <= high:
        raise CommandError(f"{option} is {value}; it must be from {low} to {high}. {remedy}", returncode=2)


def require_known(what: str, names: Collection[str], known: Collection[str]) -> None:
    """Refuse names of policies, seats or measures that do not exist, and list those that do."""
    for name in names:
        if name not in known:
            remedy = nearest_first(name, known, f"Choose from: {', '.join(sorted(known))}.")
            raise CommandError(f"There is no {what} {name!r}. {remedy}", returncode=2)
