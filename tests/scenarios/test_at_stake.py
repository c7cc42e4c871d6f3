"""Each seat reads in two sentences what the last turns of Nine Past Nine decide."""

from collections import Counter

from scenarios import opening
from tests.scenarios.nine_past_nine import SEATS, pack, play, setting
from wargame.engine import perspective

LAST = (5, 6)


def test_every_seat_reads_what_the_last_two_turns_decide_for_it() -> None:
    seen: Counter[str] = Counter()
    for seed in range(10):
        for world in play(seed, policy="mirror" if seed % 2 else "empirical")[:-1]:
            for code in SEATS:
                view = perspective(setting(), world, code)
                read = [text.key for text in opening.briefing(pack(), view, view.turn).at_stake]
                assert (len(read) >= 2) is (view.turn in LAST), (seed, code, view.turn, read)
                seen.update(read[:2])
    assert len(seen) >= 30, "what is at stake hardly depends on what happened"
