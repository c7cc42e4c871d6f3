"""The parts of a board of trade below its bars: the stages of an incident as a row, and what has been done so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scenarios.schema.pack_board import CountText, StagesText
from wargame.engine.values import Perspective
from wargame.exercises import perspectives


@dataclass(frozen=True)
class Stop:
    """A stage in the row; `turns` are those that opened in it, `is_now` says that the incident is in it."""

    key: str
    name: str
    full_name: str
    turns: tuple[int, ...]
    is_now: bool


@dataclass(frozen=True)
class StagesRow:
    """The stages of an incident; `since` is the turn from which it has stood where it is, 0 for the opening."""

    title: str
    incident: str
    stops: tuple[Stop, ...]
    since: int

    @property
    def now(self) -> Stop:
        """The stage in which the incident is."""
        return next(stop for stop in self.stops if stop.is_now)


@dataclass(frozen=True)
class Counted:
    """The amount done so far, its unit, and the state of the agreement on it."""

    title: str
    number: int
    unit: str
    meaning: str
    agreement: str
    is_in_writing: bool


@dataclass(frozen=True)
class OwnStop:
    """A place of the row over which own orders stand: their numbers, and whether the way to them runs through the left
    and through the right half.
    """

    numbers: tuple[int, ...]
    has_left: bool
    has_right: bool


def stages_in(views: Sequence[Perspective], row: StagesText, *, is_played: bool) -> StagesRow:
    """Return the row as the last of these views knows it; they are of one turn after the other.

    `is_played` marks the last as what the last turn led to. All seats know the facts of the row: the loader takes no
    other incident.
    """
    spec = views[-1].setting.incident(row.incident)
    names = {stage.key: stage.name for stage in spec.stages}
    stood = [perspectives.stage(view, row.incident) for view in views]
    opened = list(zip(views, stood, strict=True))[: -1 if is_played else None]
    since = next((place for place in range(len(stood) - 1, 0, -1) if stood[place - 1] != stood[-1]), None)
    return StagesRow(
        title=row.title,
        incident=row.incident,
        stops=tuple(
            Stop(
                key=stop.stage,
                name=stop.name,
                full_name=names[stop.stage],
                turns=tuple(view.turn for view, stage in opened if stage == stop.stage),
                is_now=stop.stage == stood[-1],
            )
            for stop in row.stops
        ),
        since=0 if since is None else views[since - 1].turn,
    )


def counts_in(view: Perspective, counts: Sequence[CountText]) -> tuple[Counted, ...]:
    """Return the counts of the marks of a board, and the agreements of the board that are in force."""
    spec, names = view.setting.spec, view.setting.names
    return tuple(
        Counted(
            title=counted.title,
            number=view.mark(counted.mark) or 0,
            unit=counted.unit,
            meaning=spec.marks[names.marks[counted.mark]].meaning,
            agreement=view.setting.agreement(counted.agreement).name if counted.agreement else "",
            is_in_writing=bool(counted.agreement and view.in_force(counted.agreement)),
        )
        for counted in counts
    )


def own_stops_of(view: Perspective, row: StagesText, rows: Sequence[Mapping[str, str]]) -> tuple[OwnStop, ...]:
    """Return for each stop the own orders that would bring the incident there, as far as their odds say so.

    An order stands at the stop where the incident is if that is one of the stages it is for, else at the first of them.
    """
    stops = [stop.stage for stop in row.stops]
    now = stops.index(perspectives.stage(view, row.incident))
    aims: dict[int, int] = {}
    for number, order in enumerate(rows, 1):
        odds = view.setting.order(order["kind"]).odds_at(order["level"])
        if odds and odds.incident == row.incident:
            places = [stops.index(stage) for stage in odds.stages]
            aims[number] = now if now in places else min(places)
    first, last = min((now, *aims.values())), max((now, *aims.values()))
    return tuple(
        OwnStop(
            numbers=tuple(number for number, aim in aims.items() if aim == place),
            has_left=first < place <= last,
            has_right=first <= place < last,
        )
        for place in range(len(stops))
    )
