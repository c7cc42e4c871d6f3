"""What the last turns of Nine Past Nine decide, as each seat reads it: two sentences, and never one that is untrue."""

from collections import Counter

import pytest

from scenarios import opening
from tests.scenarios.nine_past_nine import SEATS, pack, play, setting
from wargame.engine import perspective
from wargame.engine.study.appraisal.texts import contradicted

LAST = (5, 6)


def test_every_seat_reads_what_the_last_two_turns_decide_for_it() -> None:
    seen: Counter[str] = Counter()
    for seed in range(10):
        for world in list(play(seed, policy="mirror" if seed % 2 else "empirical"))[:-1]:
            for code in SEATS:
                view = perspective(setting(), world, code)
                read = [text.key for text in opening.briefing(pack(), view, view.turn).at_stake]
                assert (len(read) >= 2) is (view.turn in LAST), (seed, code, view.turn, read)
                seen.update(read[:2])
    assert len(seen) >= 30, "what is at stake hardly depends on what happened"


@pytest.mark.slow
def test_nothing_is_said_to_be_at_stake_in_a_world_that_contradicts_it() -> None:
    found = contradicted(setting(), range(600))
    stakes = {f"{text.seats[0]} {text.key}" for text in pack().texts.at_stake}
    assert stakes <= found.keys()
    assert {name: times for name, times in found.items() if name in stakes and times[1]} == {}
    assert [name for name in stakes if not found[name][0]] == [], "these are never read"
