"""A class in which everybody says something, and a look for words in every table of the database."""

from django.apps import apps
from django.db import connection

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.exercises.advice.domain.words import opening_of
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Participant, Speech
from wargame.exercises.observers.services import observations, rights
from wargame.exercises.orders.services import rationales
from wargame.exercises.review.services import questions, rulings

NAME, WORD = "Boleslava", "quince"
"""The name of the person who is forgotten, and a word that stands in everything that she types."""
ADAS = "medlar"
"""A word that stands in everything that the white cell types."""
HAIL = "order:KOR:3"


def talking(group: Class) -> Class:
    """Play a turn up to its review. Boleslava and Cy sit in KOR, Dee notes; each of them types something.

    An adviser of JPN cites what Boleslava wrote.
    """
    bo, cy = group.join(NAME, "KOR"), group.join("Cy", "KOR")
    dee = participants.join(
        exercise=group.exercise, name="Dee", now=group.now, part=Participant.Part.OBSERVER
    ).participant
    rights.grant(person=dee, sight="all", watched=None, may_note=True, by=group.ada, now=group.now)
    dee.refresh_from_db()
    participants.new_recovery(person=bo, by=group.ada, now=group.now)
    group.start()
    for person, text in ((bo, f"A {WORD} is why."), (cy, "Cy keeps this.")):
        rationales.write(by=person, seat=group.seat("KOR"), turn=group.turn, text=text, now=group.now)
        messages.send(by=person, recipients=["JPN"], text=text, now=group.now)
    cited = {"letter": "d", "cited": opening_of(f"A {WORD} is why."), "place": 1, "adviser": "navy", "cost": 1}
    Speech.objects.create(turn=group.turn, seat=group.seat("JPN"), order={}, claim={}, **cited)
    for person in (dee, group.ada):
        saw = observations.ObservationInput("strength", "", f"{ADAS}: she saw it.")
        observations.note(by=person, turn=group.turn, seat=group.seat("KOR"), saw=saw, now=group.now)
    group.submit(bo, Player(group.seat("KOR")).legal(4, turn=group.turn))
    group.resolve()
    return group


def argued(group: Class) -> Class:
    """Play the same; then KOR argues; the white cell argues back, asks, rolls, and rules another outcome."""
    talking(group)
    turn, bo = group.turn, group.exercise.participants.get(name=NAME)
    rulings.give_argument(turn=turn, seat=group.seat("KOR"), slot=4, text=f"The {WORD} says so.", by=bo, now=group.now)
    point = rulings.Point(HAIL, False, f"The {ADAS} says no.")
    rulings.argue(turn=turn, point=point, by=group.ada, now=group.now)
    questions.ask(turn=turn, about=HAIL, text=f"Why a {ADAS}?", by=group.ada, now=group.now)
    rulings.roll(turn=turn, about=HAIL, by=group.ada, now=group.now)
    decision = rulings.Decision("incident:patrol", "in_zone", f"Because of a {ADAS}.")
    rulings.rule(turn=group.turn, decision=decision, by=group.ada, now=group.now)
    return group


def tables_with(word: str) -> set[str]:
    """Return the tables in which a word stands, in whatever column."""
    names = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    found = set()
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute(f'SELECT * FROM "{name}"')
            if any(word.lower() in str(value).lower() for row in cursor.fetchall() for value in row):
                found.add(name)
    return found


def rows_by_table() -> dict[str, int]:
    """Return the number of rows of each table of exercises and of their results."""
    models = [*apps.get_app_config("exercises").get_models(), *apps.get_app_config("analysis").get_models()]
    return {model.__name__: model._default_manager.count() for model in models}
