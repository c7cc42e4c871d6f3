"""The preview of an idea: what the players of one seat will see of the answers on the play page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from scenarios.folders import PACKS
from scenarios.models import Idea
from scenarios.schema.shared_reading import read_catalogue
from scenarios.wizard.answers import AimAnswer, Answers, SeatAnswer
from scenarios.wizard.checking import answers_of
from scenarios.wizard.matter import MATTER
from scenarios.wizard.questions import QUESTIONS, Question
from scenarios.wizard.schematic_map import schematic_map
from wargame.web import geography, maps
from wargame.web.geography import Geography

WINDOW = "phone"
HERE, TO_COME = "here", "to-come"


@dataclass(frozen=True, slots=True)
class PublicAim:
    """An aim of another seat that every seat knows."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The first turn as one seat will read it.

    `marks` says for each question whether its answers are asked on this page ("here"), are all proposals yet
    ("to-come"), or are the author's own ("").
    """

    answers: Answers
    seat: SeatAnswer
    orders: tuple[str, ...]
    known: tuple[PublicAim, ...]
    map: maps.Drawing
    marks: Mapping[str, str]

    @property
    def aims(self) -> tuple[AimAnswer, ...]:
        """The aims of the seat, which its players alone read in full."""
        return self.seat.aims


def preview_of(idea: Idea, question: Question, code: str) -> Preview:
    """Return the preview of the latest answers without a mistake, as the seat with this code, else as the first."""
    answers = answers_of(idea.sound)
    seat = next((each for each in answers.seats if each.code == code), answers.seats[0])
    others = (each for each in answers.seats if each is not seat)
    return Preview(
        answers=answers,
        seat=seat,
        orders=(answers.matter.name, *(_names_of_kinds().get(kind, kind) for kind in answers.orders if kind != MATTER)),
        known=tuple(PublicAim(each.code, aim.name) for each in others for aim in each.aims if aim.public),
        map=_draw_map(answers, seat.code),
        marks={each.key: _mark(idea, each, question) for each in QUESTIONS},
    )


def _mark(idea: Idea, asked: Question, here: Question) -> str:
    if asked is here:
        return HERE
    keys = [part.key for part in asked.parts(idea.answers)]
    return "" if any(key in idea.confirmed for key in keys) else TO_COME


@lru_cache(maxsize=1)
def _names_of_kinds() -> Mapping[str, str]:
    return {kind.kind: kind.name for kind in read_catalogue(PACKS)[1].kinds}


def _draw_map(answers: Answers, code: str) -> maps.Drawing:
    sentence = f"{answers.place} lies in the middle of {len(answers.seats)} states."
    return maps.draw(maps.MapView(_world(schematic_map(answers)), WINDOW, sentence, own=code))


@lru_cache(maxsize=16)
def _world(document: str) -> Geography:
    return geography.read(json.loads(document))
