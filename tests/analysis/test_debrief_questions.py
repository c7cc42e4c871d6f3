"""The questions of a debrief that the split of a game answers."""

from datetime import datetime

import pytest

from tests.analysis.asking import WorkerBench, ask
from tests.exercises.playing import Player
from wargame.analysis.selectors.debrief_questions import questions_of
from wargame.analysis.selectors.results import counted_of
from wargame.engine.values import PARTS_OF_SPLIT, Split

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_questions_hold_the_measured_effects_under_letters_that_tell_nothing(
    ended: Player, bench: WorkerBench, now: datetime
) -> None:
    assert questions_of(ended.branch) == (), "nothing is measured yet"
    split = bench.play_all(ask(ended, now, kind="split", games=6))
    found = counted_of(split)
    assert isinstance(found, Split)
    asked = {one.key: one for one in questions_of(ended.branch)}
    ending = asked["ending"]
    places = [(option["turn"], option["seat"]) for option in ending.options]
    assert places == sorted(places), "letters follow turns and seats"
    assert len({option["letter"] for option in ending.options}) == len(places) <= 5
    measure = 1 + found.endings.index(ended.branch.ending)
    for option in ending.options:
        moved = found.moved(option["turn"], option["seat"], measure)[PARTS_OF_SPLIT.index("own")]
        assert ending.reveal["effects"][option["letter"]][0] == moved.mean
    assert sum(key.startswith("aims-") for key in asked) <= 2
    assert all(len({option["seat"] for option in one.options}) == 1 for key, one in asked.items() if key != "ending")
