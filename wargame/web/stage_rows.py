"""Puts stages into rows from top to bottom, so that ways on lead down and ways back lead up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

MOST_IN_A_ROW = 4
Ways = Sequence[tuple[str, str]]


def rows_of(stages: Sequence[str], start: str, ways: Ways) -> tuple[list[list[str]], set[str]]:
    """Return rows of stages, and the stages that a way from the start reaches.

    A stage stands below all stages that lead on to it. Stages that nothing reaches come last.
    """
    after: dict[str, list[str]] = defaultdict(list)
    for one, other in ways:
        if one != other and other not in after[one]:
            after[one].append(other)
    ordered, back = _sorted(stages, start, after)
    reached = _reached(start, after)
    levels = _levels([key for key in ordered if key in reached], after, back, 0)
    below = max(levels.values(), default=-1) + 1
    levels |= _levels([key for key in ordered if key not in reached], after, back, below)
    listed: dict[int, list[str]] = defaultdict(list)
    for key in stages:
        listed[levels[key]].append(key)
    rows = [_beside(listed[level], levels, ways) for level in sorted(listed)]
    return [row[at : at + MOST_IN_A_ROW] for row in rows for at in range(0, len(row), MOST_IN_A_ROW)], reached


def _reached(start: str, after: Mapping[str, Sequence[str]]) -> set[str]:
    found, waiting = set(), [start] if start else []
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(after.get(key, ()))
    return found


def _sorted(
    stages: Sequence[str], start: str, after: Mapping[str, Sequence[str]]
) -> tuple[list[str], set[tuple[str, str]]]:
    """Return the stages so that ways lead on, and the ways that lead back to a stage before."""
    left: list[str] = []
    back: set[tuple[str, str]] = set()
    state: dict[str, str] = {}
    for root in (start, *stages) if start else stages:
        if root in state:
            continue
        state[root] = "open"
        stack = [(root, iter(after.get(root, ())))]
        while stack:
            key, others = stack[-1]
            other = next(others, None)
            if other is None:
                state[key] = "done"
                left.append(key)
                stack.pop()
            elif other not in state:
                state[other] = "open"
                stack.append((other, iter(after.get(other, ()))))
            elif state[other] == "open":
                back.add((key, other))
    return left[::-1], back


def _levels(
    ordered: Sequence[str], after: Mapping[str, Sequence[str]], back: set[tuple[str, str]], first: int
) -> dict[str, int]:
    levels = dict.fromkeys(ordered, first)
    for key in ordered:
        for other in after.get(key, ()):
            if (key, other) not in back and other in levels:
                levels[other] = max(levels[other], levels[key] + 1)
    return levels


def _beside(row: list[str], levels: Mapping[str, int], ways: Ways) -> list[str]:
    """Return a row with its busiest stage in the middle."""
    if len(row) < 3:
        return row
    busy = {key: sum(1 for way in ways if key in way and levels[way[0]] != levels[way[1]]) for key in row}
    found: list[str] = []
    for place, key in enumerate(sorted(row, key=lambda key: -busy[key])):
        found.insert(len(found) if place % 2 else 0, key)
    return found
