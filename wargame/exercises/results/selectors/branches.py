"""The lines of an exercise: the first one, and those forked from it."""

from dataclasses import dataclass

from wargame.exercises import bridge
from wargame.exercises.models import Branch, Seat


@dataclass(frozen=True)
class BranchRow:
    """One line. `parted_at` is the turn from which it differs (0 for the first); `ending` is "" while it is played."""

    number: int
    name: str
    parted_at: int
    ending: str
    is_current: bool


def branches_of(seat: Seat) -> tuple[BranchRow, ...]:
    """Return every line of the exercise, oldest first."""
    setting = bridge.setting_of(seat.exercise)
    names = {ending.key: ending.name for ending in setting.spec.endings}
    lines = Branch.objects.filter(exercise=seat.exercise).select_related("parent_turn").defer("final_world")
    return tuple(
        BranchRow(
            number=line.number,
            name=line.name,
            parted_at=line.parent_turn.number if line.parent_turn else 0,
            ending=names.get(line.ending, ""),
            is_current=line.pk == seat.exercise.current_branch_id,
        )
        for line in lines.order_by("number")
    )
