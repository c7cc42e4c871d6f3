"""The order of simulated times, as authors write them: "09:04", "6 July", "24 July 11:30"."""

from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


YEAR = len(MONTHS)


class MomentOrder(NamedTuple):
    """The key by which moments are sorted. A time of day alone comes first: it is of the opening day.

    Months of the year before the turn count below 1, and those of the year after above 12.
    """

    month: int
    day: int
    clock: str


def moment_order(moment: str, opens_at: str = "") -> MomentOrder:
    """Return the key that sorts a moment; with the moment at which a turn opens, December comes before its January."""
    day, _, rest = moment.partition(" ")
    month, _, clock = rest.partition(" ")
    if month not in MONTHS:
        return MomentOrder(0, 0, moment)
    number = MONTHS.index(month) + 1
    opens = moment_order(opens_at).month if opens_at else 0
    year = round((opens - number) / YEAR) if opens else 0
    return MomentOrder(number + YEAR * year, int(day), clock)


def months_of(first: str, last: str) -> str:
    """Return the months from one moment to another in short, "Jul\N{EN DASH}Sep"; "" for times of one day."""
    months = [moment_order(moment).month for moment in (first, last)]
    if not all(months):
        return ""
    return "\N{EN DASH}".join(dict.fromkeys(MONTHS[month - 1][:3] for month in months))
