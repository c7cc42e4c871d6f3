"""The words of the control log."""

import pytest

from wargame.exercises.control_log import selectors as control_log_selectors
from wargame.exercises.models import ControlEntry, Seat, Turn

Act = ControlEntry.Act


def test_every_act_has_words() -> None:
    assert set(control_log_selectors.SENTENCES) == set(Act)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (ControlEntry(act=Act.OPEN_NEXT, turn=Turn(number=2)), "opened turn 2"),
        (ControlEntry(act=Act.EXTEND, turn=Turn(number=2), detail="+120 s"), "set the clock of turn 2: +120 s"),
        (ControlEntry(act=Act.TAKEOVER, seat=Seat(role="KOR"), detail="hawk"), "handed KOR to the AI: hawk"),
        (ControlEntry(act=Act.ASSIGN, seat=Seat(role="KOR"), detail="O. Petrov: KOR"), "moved O. Petrov: KOR"),
        (ControlEntry(act=Act.LOCK, seat=Seat(role="KOR")), "locked KOR"),
        (ControlEntry(act=Act.LOCK, detail="joining"), "locked joining"),
        (
            ControlEntry(act=Act.ACCEPT, turn=Turn(number=1), seat=Seat(role="USA"), detail="Hail: Answered"),
            "accepted in turn 1: USA, Hail: Answered",
        ),
        (ControlEntry(act=Act.REMOVE, detail="Q. {seat}"), "removed Q. {seat}"),
    ],
    ids=lambda given: given.act.value if isinstance(given, ControlEntry) else "",
)
def test_an_entry_reads_as_a_sentence(entry: ControlEntry, said: str) -> None:
    assert control_log_selectors.sentence_of(entry) == said
