"""Has the advisers of a seat speak once in a turn, and keeps what they said."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from django.core.cache import cache
from django.db import transaction

from scenarios.schema.pack_advisers import AdviserText
from wargame.engine.values import Argument, LevelOption, OrderOption
from wargame.exercises import access, forecasts
from wargame.exercises.advice.domain import words
from wargame.exercises.advice.domain.advisers import advisers_of
from wargame.exercises.advice.domain.sources import Source, cited_for
from wargame.exercises.diplomacy.selectors.inbox import inbox_of
from wargame.exercises.models import Seat, Speech
from wargame.exercises.orders.selectors.catalogue import Choices, choices_of
from wargame.exercises.orders.selectors.page_forecasts import KEEP_SECONDS, key_of, place_of
from wargame.exercises.situation.selectors.board import reports_of
from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.web.outages import skip_in_outage

MOST_WEIGHED = 60
"""The most ways to give orders that advisers weigh: each takes a part of the time that the page may wait."""
FEWEST_WEIGHED = 4
"""The fewest that advisers choose from."""
REST = 2
"""Turns for which an order rests after advisers asked for it, once more for each time that they did."""

Row = dict[str, str]


def hear(at: SeatView) -> None:
    """Have the advisers speak about the turn, unless they did; the same turn always gets the same words.

    They know what the seat knows at this moment; what comes later in the turn they do not speak of.
    """
    advisers = advisers_of(at)
    if not advisers or not at.turn.is_under_way or Speech.objects.filter(turn=at.turn, seat=at.seat).exists():
        return
    silent = f"silent:{place_of(at)}"
    if cache.get(silent):
        return
    choices = choices_of(at, ())
    offered = _fresh(_offered(choices), at)
    said = forecasts.advise(at.view, [each.leans for each in advisers], offered, at.forecast_seed, at.pledges)
    heard = _speeches(at, advisers, choices, said)
    if not heard:
        cache.set(silent, value=True, timeout=KEEP_SECONDS)
        return
    with skip_in_outage("what advisers said"), transaction.atomic():
        # Of two people of a seat who ask at once the second may have a letter more: what the first heard stays whole.
        Seat.objects.select_for_update().get(pk=at.seat.pk)
        if not Speech.objects.filter(turn=at.turn, seat=at.seat).exists():
            Speech.objects.bulk_create(heard, ignore_conflicts=True)


def _offered(choices: Choices) -> list[Row]:
    """Return every way to give an order that the seat can give now, those that the pack names first."""
    rows: dict[str, Row] = {key_of(row): dict(row) for row in choices.rows() if row["kind"] in choices.filled}
    for kind in choices.filled:
        for row in _ways(choices.options[kind]):
            rows.setdefault(key_of(row), row)
    return list(rows.values())[:MOST_WEIGHED]


def _fresh(offered: list[Row], at: SeatView) -> list[Row]:
    """Leave out orders that rest after advisers asked for them: the same words again persuade nobody.

    Where too few are left, those come back for which nobody has asked for longest.
    """
    asked: dict[str, list[int]] = {}
    for speech in access.speeches_for(at.seat, at.line):
        asked.setdefault(key_of(speech.order), []).append(speech.turn.number)
    resting = {key: turns[-1] for key, turns in asked.items() if at.turn.number - turns[-1] <= REST * len(turns)}
    fresh = [row for row in offered if key_of(row) not in resting]
    tired = sorted((row for row in offered if key_of(row) in resting), key=lambda row: resting[key_of(row)])
    return fresh + tired[: max(FEWEST_WEIGHED - len(fresh), 0)]


def _ways(option: OrderOption) -> list[Row]:
    return [
        {"kind": option.kind, "level": level.key, "target": target, "partner": partner}
        for level in option.levels
        for target in option.targets or ("",)
        for partner in option.partners or ("",)
    ]


def _speeches(
    at: SeatView, advisers: Sequence[AdviserText], choices: Choices, said: Sequence[Argument]
) -> list[Speech]:
    sources, cited = sources_of(at), list[str]()
    said_before: dict[str, list[str]] = {}
    for speech in access.speeches_for(at.seat, at.line):
        said_before.setdefault(speech.adviser, []).append(speech.expects)
    by_key = {adviser.key: (place, adviser) for place, adviser in enumerate(advisers, 1)}
    speeches, taken = list[Speech](), list[str]()
    for argument in said:
        place, adviser = by_key[argument.adviser]
        row: Row = asdict(argument.order)
        option = choices.options[row["kind"]]
        level = next(each for each in option.levels if each.key == row["level"])
        reason = _reason(choices, row, option, level)
        source = cited_for(
            f"{option.name} {level.name} {reason}", row["target"], sources, cited, is_hostile=argument.is_hostile
        )
        cited.append(source.letter if source else "")
        expects = words.expects(argument.claim, adviser, at.view.setting, said_before.get(adviser.key, ()), taken)
        taken.append(expects)
        speeches.append(
            Speech(
                turn=at.turn,
                seat=at.seat,
                place=place,
                adviser=adviser.key,
                order=row,
                cost=option.price(level, row["target"], row["partner"]),
                letter=source.letter if source else "",
                cited=source.title if source else "",
                reason=reason if sources else adviser.unread,
                expects=expects,
                costs=words.costs(argument.costs, at.view.setting),
                claim=asdict(argument.claim),
                agree=list(argument.agree),
                disagree=list(argument.disagree),
            )
        )
    return speeches


def sources_of(at: SeatView) -> list[Source]:
    """Return the reports and messages that the seat has read in the turn and advisers may cite, by letters on the
    page."""
    reports = [Source(each.letter, each.title, f"{each.text} {each.source}") for each in reports_of(at)]
    letters = [
        Source(each.letter, words.opening_of(each.text), each.text, each.sender)
        for each in inbox_of(at).messages
        if each.sender in at.view.setting.names.states
    ]
    return [source for source in (*reports, *letters) if source.letter]


def _reason(choices: Choices, row: Mapping[str, str], option: OrderOption, level: LevelOption) -> str:
    """Return the pack's reason for the order in this situation, or else what the order does."""
    if (reason := choices.reasons.get(key_of(row))) is not None:
        return reason
    # Many levels are explained by a few words that go on with the name of the order: those are no sentence.
    return words.sentence_about(level.help if level.help[:1].isupper() else option.help, level.name)
