"""The panels beside the map where the scenario's board is more than one: here, the panels of a manoeuvre."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from scenarios.opening import Content
from scenarios.schema.pack_board import BoardTexts, ForceText, GuestText
from scenarios.vocabulary import BoardKind
from wargame.web.map_ranges import Range, Troops

ANSWERS = {
    "open": ("minus", "open"),
    "asked": ("hourglass", "asked"),
    "accepted": ("check", "yes"),
    "declined": ("x", "no"),
}
BASES = {"announced": "Announced", "seen": "Seen", "there": "There"}


@dataclass(frozen=True)
class Guest:
    """A state's part in the manoeuvre; `word` is the answer in words for readers who cannot see its icon."""

    state: str
    icon: str
    word: str
    text: str


@dataclass(frozen=True)
class Force:
    """The announced, seen or present forces of a state, and their range."""

    state: str
    basis: str
    text: str
    where: str


@dataclass(frozen=True)
class Part:
    """One of the things that make a manoeuvre open."""

    text: str
    points: int
    holds: bool


@dataclass(frozen=True)
class Panels:
    """The panels of a manoeuvre: who takes part and who watches, how large it is, how open it is, and its ranges."""

    taking_part: tuple[Guest, ...]
    watching: tuple[Guest, ...]
    forces: tuple[Force, ...]
    openness: tuple[Part, ...]
    ranges: tuple[Range, ...]

    template = "exercises/situation/parts/manoeuvre.html"
    table_template = "exercises/situation/parts/manoeuvre_table.html"
    stands_alone = False

    @property
    def open_points(self) -> int:
        """Return its openness, of 100."""
        return sum(part.points for part in self.openness if part.holds)


def panels_of(content: Content, shown: BoardTexts, readers: Collection[str], turn: int) -> Panels | None:
    """Return the panels of what is shown in a turn; None where the board is a map alone.

    An item that does not hold is listed too where it is meant for all `readers`; nobody stands for whoever may know
    all.
    """
    if content.meta.board is not BoardKind.MANOEUVRE:
        return None
    guests = _first_of_each_state(shown.guests)
    names = {one.range: one.names[0] for one in shown.ranges}
    held = {part.key for part in shown.openness}
    return Panels(
        taking_part=tuple(_guest(guest) for guest in guests if guest.part == "takes_part"),
        watching=tuple(_guest(guest) for guest in guests if guest.part == "watches"),
        forces=tuple(_force(force, names) for force in shown.forces),
        openness=tuple(
            Part(part.text, part.points, part.key in held)
            for part in content.board.openness
            if set(readers) <= set(part.seats) and part.turns[0] <= turn <= part.turns[1]
        ),
        ranges=ranges_of(shown),
    )


def ranges_of(shown: BoardTexts) -> tuple[Range, ...]:
    """Return the ranges for the map, each with the soldiers that are announced, seen or there in numbers."""
    first = {one.range: one for one in reversed(shown.ranges)}
    return tuple(
        Range(one.names, one.note, one.at, one.km, one.use, tuple(_troops(shown.forces, key)))
        for key, one in sorted(first.items(), key=lambda item: shown.ranges.index(item[1]))
    )


def _first_of_each_state(guests: Sequence[GuestText]) -> list[GuestText]:
    first: dict[str, GuestText] = {}
    for guest in guests:
        first.setdefault(guest.state, guest)
    return list(first.values())


def _guest(guest: GuestText) -> Guest:
    icon, word = ANSWERS[guest.answer]
    return Guest(guest.state, icon, word, guest.text)


def _force(force: ForceText, names: dict[str, str]) -> Force:
    return Force(force.state, BASES[force.basis], force.text, names.get(force.range, ""))


def _troops(forces: Sequence[ForceText], key: str) -> Iterable[Troops]:
    """Yield each number once: what is counted and published alike is one square."""
    numbers = [
        Troops(force.state, force.basis, *force.troops) for force in forces if force.range == key and force.troops
    ]
    return dict.fromkeys(numbers)
