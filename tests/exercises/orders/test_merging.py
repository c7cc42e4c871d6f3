"""Merging changes of several people on one sheet: nothing is lost, and only changes of the same order conflict."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wargame.exercises.orders.services.merging import (
    Add,
    Intent,
    MergeConflict,
    Remove,
    Row,
    Rows,
    Update,
    current_row_of,
    differences,
    merge,
)

KINDS, LEVELS, TARGETS = ("hail", "shadow", "warn"), ("far", "near"), ("CHN", "RUS")


def row(kind: str, level: str = "far", target: str = "CHN") -> dict[str, str]:
    return {"kind": kind, "level": level, "target": target, "partner": ""}


rows = st.builds(row, st.sampled_from(KINDS), st.sampled_from(LEVELS), st.sampled_from(TARGETS))
sheets = st.lists(rows, max_size=5, unique_by=lambda each: (each["kind"], each["target"]))


@st.composite
def intents(draw: st.DrawFn, seen: Rows) -> Intent:
    """Draw a change of a sheet: an added, a removed or an updated order; an update keeps the order's kind."""
    if not seen or draw(st.booleans()):
        return Add(draw(rows))
    slot = draw(st.integers(0, len(seen) - 1))
    if draw(st.booleans()):
        return Remove(slot)
    return Update(slot, draw(rows) | {"kind": seen[slot]["kind"]})


def subject(seen: Rows, intent: Intent) -> list[Row]:
    """Return the order that a change names, as it was and as the change makes it."""
    if isinstance(intent, Add):
        return [intent.row]
    return [seen[intent.slot], *([intent.row] if isinstance(intent, Update) else [])]


def is_done(seen: Rows, intent: Intent, after: Rows) -> bool:
    """Return whether the sheet has what the change asked for."""
    if isinstance(intent, Remove):
        return seen[intent.slot] not in after
    return intent.row in after or (isinstance(intent, Update) and intent.row == seen[intent.slot])


def is_legal(found: Rows) -> bool:
    return len({(each["kind"], each["target"]) for each in found}) == len(found)


def rest(found: Rows, about: Sequence[Row]) -> list[Row]:
    return [each for each in found if each not in about]


@pytest.mark.slow
@given(st.data(), sheets)
def test_no_acknowledged_change_is_lost(data: st.DataObject, first: Rows) -> None:
    """Each change starts from any earlier sheet and alters only the order that it names."""
    states = [first]
    for _ in range(data.draw(st.integers(1, 7))):
        since = data.draw(st.integers(0, len(states) - 1))
        seen = states[since]
        intent = data.draw(intents(seen))
        try:
            after = merge(states[since:], intent).rows
        except MergeConflict:
            assert rest(subject(seen, intent), states[-1]), "an order that stands as it was seen clashes with nothing"
            continue
        if not is_legal(after):
            continue
        assert is_done(seen, intent, after)
        assert rest(after, subject(seen, intent)) == rest(states[-1], subject(seen, intent))
        if after is not states[-1]:
            states.append(after)


@pytest.mark.slow
@given(st.data(), sheets)
def test_independent_changes_come_to_the_same_in_any_order(data: st.DataObject, seen: Rows) -> None:
    one, two = data.draw(intents(seen)), data.draw(intents(seen))
    if any(each in subject(seen, two) for each in subject(seen, one)):
        return

    def both(first: Intent, second: Intent) -> list[tuple[str, ...]]:
        between = merge([seen], first).rows
        return sorted(tuple(each.values()) for each in merge([seen, between], second).rows)

    assert both(one, two) == both(two, one)


@pytest.mark.slow
@given(st.data(), sheets)
def test_who_saw_the_sheet_as_it_is_clashes_with_nobody(data: st.DataObject, seen: Rows) -> None:
    intent = data.draw(intents(seen))
    assert rest(merge([seen], intent).rows, subject(seen, intent)) == rest(seen, subject(seen, intent))


HAIL, SHADOW, WARN = row("hail"), row("shadow"), row("warn")
NEAR = row("hail", "near")


@pytest.mark.parametrize(
    ("states", "intent", "wanted", "slot"),
    [
        ([[], [SHADOW]], Add(HAIL), [SHADOW, HAIL], 1),
        ([[], [HAIL, SHADOW]], Add(HAIL), [HAIL, SHADOW], 0),
        ([[HAIL, SHADOW], [SHADOW]], Add(HAIL), [SHADOW, HAIL], 1),
        ([[SHADOW, HAIL], [HAIL]], Remove(1), [], 0),
        ([[HAIL, SHADOW], [SHADOW]], Remove(0), [SHADOW], 0),
        ([[SHADOW, HAIL], [HAIL]], Update(1, NEAR), [NEAR], 0),
        ([[HAIL], [NEAR]], Update(0, NEAR), [NEAR], 0),
        ([[HAIL], [NEAR]], Update(0, HAIL), [NEAR], 0),
        ([[HAIL], [], [SHADOW, HAIL]], Remove(0), [SHADOW], 1),
    ],
)
def test_what_does_not_clash_is_merged(states: list[Rows], intent: Intent, wanted: Rows, slot: int) -> None:
    merged = merge(states, intent)
    assert (list(merged.rows), merged.slot) == (wanted, slot)


FURTHER = row("hail", "near", "RUS")


@pytest.mark.parametrize(
    ("states", "intent", "theirs", "since"),
    [
        ([[HAIL], [NEAR]], Update(0, row("hail", "far", "RUS")), NEAR, 1),
        ([[HAIL], [NEAR], [FURTHER], [FURTHER, WARN]], Update(0, row("hail", "far", "RUS")), FURTHER, 2),
        ([[SHADOW, HAIL], [HAIL], [NEAR]], Remove(1), NEAR, 2),
        ([[HAIL], [HAIL, WARN], [WARN]], Update(0, NEAR), None, 2),
    ],
)
def test_the_same_order_clashes_with_who_changed_it_last(
    states: list[Rows], intent: Update | Remove, theirs: Row | None, since: int
) -> None:
    with pytest.raises(MergeConflict) as refused:
        merge(states, intent)
    current = refused.value.changed.current
    assert (current.row, current.since) == (theirs, since)
    assert refused.value.mine == (intent.row if isinstance(intent, Update) else None)


def test_differences_name_what_was_changed_removed_and_added() -> None:
    states = [[HAIL, SHADOW], [NEAR, SHADOW], [NEAR], [NEAR, WARN]]
    found = [(each.before, each.current.row, each.current.since) for each in differences(states)]
    assert found == [(HAIL, NEAR, 1), (SHADOW, None, 2), (None, WARN, 3)]
    assert differences([[HAIL], [], [HAIL]]) == ()
    assert current_row_of([[HAIL, SHADOW], [SHADOW, HAIL]], 0).slot == 1
