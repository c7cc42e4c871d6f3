"""The knowledge of every seat in a turn: the map, the news, and a headline on what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.cache import cache

from scenarios import opening
from scenarios.opening import Briefing, CommonBriefing
from wargame.engine.values import Outcome, Perspective, Setting
from wargame.exercises import bridge, perspectives
from wargame.exercises.models import Turn
from wargame.exercises.situation.selectors.alone import AloneBoard, common_alone_of
from wargame.exercises.situation.selectors.duty_news import duties_changed
from wargame.exercises.situation.selectors.map import drawing_of
from wargame.exercises.situation.selectors.panels import Panels, panels_of, ranges_of
from wargame.web.maps import Drawing

A_DAY = 24 * 60 * 60
MOST_LINES = 4
QUIET = "Turn {} passed quietly"
HARD = 2
"""Hostility of a stage from which its news comes before all other news."""


@dataclass(frozen=True)
class News:
    """A media report that all seats can read."""

    title: str
    source: str
    time: str


@dataclass(frozen=True)
class CommonMaps:
    """The same map for wide pages, for phones and for the projector."""

    wide: Drawing
    phone: Drawing
    projector: Drawing


@dataclass(frozen=True)
class CommonBoard:
    """The maps, None where the board has none, with what stands beside them or in their place; news, newest first."""

    maps: CommonMaps | None
    panels: Panels | AloneBoard | None
    news: tuple[News, ...]


@dataclass(frozen=True)
class Headline:
    """The result of a turn, as far as all seats saw it: the main event in a sentence, then further lines."""

    number: int
    title: str
    text: str
    lines: tuple[str, ...]


def common_board_of(turn: Turn, *, may_know_all: bool = False, with_results: bool = False) -> CommonBoard:
    """Return the knowledge of all seats at the opening of a turn; `may_know_all` adds everything that any seat sees.

    A board without a map shows what the turn led to `with_results`: the reader must be one who may know them.
    """
    content = bridge.content_for(turn)
    view = perspectives.truth_of(turn) if may_know_all else perspectives.common_view_of(turn)
    shown = opening.briefing if may_know_all else opening.common_briefing
    told = shown(content, view, turn.number)
    news = tuple(News(each.title, each.source, each.time) for each in told.reports if each.kind == "news")
    if not content.meta.board.has_map:
        alone = common_alone_of(turn, may_know_all=may_know_all, with_results=with_results)
        return CommonBoard(None, alone, news)
    readers = () if may_know_all else view.setting.seats
    return CommonBoard(
        _maps(turn, told, may_know_all=may_know_all), panels_of(content, told.board, readers, turn.number), news
    )


def _maps(turn: Turn, told: Briefing | CommonBriefing, *, may_know_all: bool) -> CommonMaps:
    version = turn.branch.exercise.scenario_version
    sentence = f"Map of what {'can be seen by anybody' if may_know_all else 'every seat sees'}"
    ranges = ranges_of(told.board)
    return CommonMaps(
        *(
            drawing_of(version, told.tracks, kind, sentence=sentence, ranges=ranges)
            for kind in ("play", "phone", "projector")
        )
    )


def headlines_of(turns: Sequence[Turn]) -> tuple[Headline, ...]:
    """Return a headline for each of these turns that is closed."""
    # Cached, because a closed turn never changes and each headline needs a decoded world.
    keys = {turn.pk: f"headline-{turn.pk}-{turn.digest}" for turn in turns if turn.is_closed}
    kept = cache.get_many(keys.values())
    fresh = {key: _headline(pk) for pk, key in keys.items() if key not in kept}
    if fresh:
        cache.set_many(fresh, A_DAY)
    return tuple((kept | fresh)[key] for key in keys.values())


def _headline(turn_id: int) -> Headline:
    turn = Turn.objects.with_exercise().get(pk=turn_id)
    known = perspectives.known_outcomes(turn, None, may_know_all=False)
    view = perspectives.common_view_of(turn)
    incidents = [one for one in known if one.subject == "incident"]
    moved = [one for one in incidents if has_moved(view, one)]
    ending = [one for one in known if one.subject == "ending"]
    others = [one for subject in ("accord", "inject") for one in known if one.subject == subject]
    others += _by_turns([one for one in known if one.subject == "order"])
    duties = duties_changed(view.setting, known)[:1]
    told = [_sentence(one) for one in (*by_weight(view.setting, [*moved, *duties]), *others)]
    is_quiet = not (moved or duties or ending)
    if ending:
        told = [f"The crisis ends: {ending[0].title}", *told]
    return Headline(
        number=turn.number,
        title=view.setting.spec.turns[turn.number - 1].title,
        text=QUIET.format(turn.number) if is_quiet else told[0],
        lines=tuple(_rest(told if is_quiet else [each for each in told if each != told[0]])),
    )


def by_weight(setting: Setting, news: Iterable[Outcome]) -> list[Outcome]:
    """Return incidents that moved and orders on duties as everybody weighs them: first incidents that came to a hard
    stage, then the scenario's first incident, then duties, then its other incidents in the scenario's order.
    """
    places = {incident.key: place for place, incident in enumerate(setting.spec.incidents)}

    def weight(one: Outcome) -> tuple[int, float]:
        if one.subject != "incident":
            return 0, 0.5
        hostility = setting.incident(one.name).stage(one.result).hostility
        return -hostility if hostility >= HARD else 0, places[one.name]

    return sorted(news, key=weight)


def _by_turns(orders: Sequence[Outcome]) -> list[Outcome]:
    """Return the first order of each seat, then the second of each, so that no seat takes all the room."""
    places: dict[str, int] = {}
    numbered = []
    for order in orders:
        places[order.actor] = places.get(order.actor, 0) + 1
        numbered.append((places[order.actor], order))
    return [order for _, order in sorted(numbered, key=lambda item: item[0])]


def _rest(told: Iterable[str]) -> list[str]:
    """Return each sentence once, at most as many as can be read at a glance."""
    return list(dict.fromkeys(told))[:MOST_LINES]


def _sentence(outcome: Outcome) -> str:
    return (outcome.text or outcome.title).rstrip(".")


def has_moved(before: Perspective, outcome: Outcome) -> bool:
    """Return whether an incident came to another stage than it had."""
    return perspectives.stage(before, outcome.name) not in ("", outcome.result)
