"""The order of simulated times, as authors write them: "09:04", "6 July", "24 July 11:30"."""

from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class MomentOrder(NamedTuple):
    """What moments are sorted by. A time of day alone comes first: it is of the opening day."""

    month: int
    day: int
    clock: str


def moment_order(moment: str) -> MomentOrder:
    """Return what a moment is sorted by."""
    day, _, rest = moment.partition(" ")
    month, _, clock = rest.partition(" ")
    return MomentOrder(MONTHS.index(month) + 1, int(day), clock) if month in MONTHS else MomentOrder(0, 0, moment)


def months_of(first: str, last: str) -> str:
    """Return the months from one moment to another in short, "Jul\N{EN DASH}Sep"; "" for times of one day."""
    months = [moment_order(moment).month for moment in (first, last)]
    if not all(months):
        return ""
    return "\N{EN DASH}".join(dict.fromkeys(MONTHS[month - 1][:3] for month in months))
