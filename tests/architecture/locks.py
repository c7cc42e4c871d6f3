"""Computes what a lock file must pin: everything that its packages require, by their metadata."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from itertools import product
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
ENVIRONMENTS: list[dict[str, str]] = [
    {
        "python_version": version,
        "python_full_version": f"{version}.0",
        "sys_platform": platform,
        "platform_system": system,
    }
    for version, (platform, system) in product(("3.11", "3.12", "3.13"), (("linux", "Linux"), ("darwin", "Darwin")))
]
"""The Pythons and systems that Parley supports, as markers see them."""


def wanted(name: str) -> list[Requirement]:
    """Return the requirements in a hand-written file (`base`, `dev`), with those of the files that it includes."""
    found: list[Requirement] = []
    for line in (REQUIREMENTS / f"{name}.in").read_text().splitlines():
        found += wanted(Path(line.split()[1]).stem) if line.startswith("-r ") else [Requirement(line)]
    return found


def pinned(name: str) -> list[Requirement]:
    """Return the pins of a lock."""
    lines = (REQUIREMENTS / f"{name}.txt").read_text().splitlines()
    return [Requirement(line.removesuffix("\\")) for line in lines if line and not line.startswith(" ")]


def unmet(roots: Iterable[Requirement], pins: Iterable[Requirement], environment: Mapping[str, str]) -> Iterator[str]:
    """Yield each requirement, from the roots on, that no pin satisfies in an environment.

    pip's own check ignores extras; this follows an extra that somebody asks for. Requirements of packages are read from
    the installed ones; a pin for another system, which is not installed, is not followed.
    """
    versions = {canonicalize_name(pin.name): _version(pin) for pin in pins if applies(pin, environment)}
    waiting = [(requirement, "") for requirement in roots]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement, extra = waiting.pop()
        if not applies(requirement, environment, extra):
            continue
        name = canonicalize_name(requirement.name)
        if name not in versions or not requirement.specifier.contains(versions[name], prereleases=True):
            yield f"{requirement} ({versions.get(name, 'not pinned')})"
        for part in {"", *requirement.extras}:
            if (name, part) not in seen:
                seen.add((name, part))
                waiting += [(need, part) for need in _needs(name)]


def applies(requirement: Requirement, environment: Mapping[str, str], extra: str = "") -> bool:
    """Return whether the marker of a requirement holds in an environment, for somebody who asked for this extra."""
    return requirement.marker is None or requirement.marker.evaluate({**environment, "extra": extra})


def _version(pin: Requirement) -> str:
    (exact,) = SpecifierSet(str(pin.specifier))
    return exact.version


@cache
def _needs(name: str) -> tuple[Requirement, ...]:
    try:
        return tuple(Requirement(line) for line in requires(name) or ())
    except PackageNotFoundError:
        return ()
