"""The states of a class in which pages are photographed."""

from django.utils import timezone

from tests.contact_sheets import scenes
from tests.contact_sheets.scenes import Scene, of_class
from tests.exercises import injecting
from tests.exercises.class_with_people import Class
from tests.exercises.injecting import next_turn
from tests.exercises.playing import Player
from tests.packs import nine_past_nine, version_of
from tests.secrecy import scene
from wargame.accounts import limits
from wargame.accounts.models import User
from wargame.analysis.models import ClassTry, Ensemble
from wargame.analysis.services import class_tries, dial_trials, ensembles
from wargame.exercises.assessment import services as marks
from wargame.exercises.assessment.domain import Candidate
from wargame.exercises.bids import services as bids
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.debrief.services import own_questions
from wargame.exercises.debrief.services.own_questions import OwnQuestion
from wargame.exercises.lobby.services import classes, participants, seating
from wargame.exercises.models import Exercise, Participant, Turn
from wargame.exercises.observers.services import rights
from wargame.exercises.preparation.services import handouts, words
from wargame.exercises.preparation.services.handouts import HandoutDraft
from wargame.exercises.review.services import questions, rulings

LONG_QUESTION = "How likely was it, when turn 3 began, that the patrol would come back with fighters beside it?"
LONG_NAME = "Maximilian-Alexander von Wolfeschlegelst"


def empty_lobby() -> Scene:
    """Nobody has come yet."""
    return of_class(_class())


def gathering() -> Scene:
    """Bo has a seat and has read, somebody with a long name waits, Dee watches, Cy was removed."""
    group = _class(title="IR 304, Thursday", allows_observers=True)
    bo = group.join("Bo", "KOR")
    seating.open_briefing(person=bo, role="KOR")
    group.join("Mo", "CHN")
    group.join(LONG_NAME)
    _prepare(group)
    watched_by(group, "Dee")
    participants.remove(person=group.join("Cy"), by=group.ada, reason="", now=group.now)
    link = participants.new_recovery(person=bo, by=group.ada, now=group.now)
    return of_class(group, token=link, role="KOR", person=bo.pk)


def _prepare(group: Class) -> None:
    """Write own words for two seats, two injects and two questions of the debrief, and hand out two papers."""
    said = "You have a new minister since Monday. Ask Mo before you promise anything."
    words.keep_words(exercise=group.exercise, role="KOR", text=said, by=group.ada, now=group.now)
    address = "https://www.example.org/library/air-defence-zones-of-north-east-asia/a-reader-for-students.html"
    for draft in (
        HandoutDraft("Reading for Thursday", "Pages 1 to 12. Bring one question.", address),
        HandoutDraft("The minister's note", "Read it before turn 1.\n\nNobody else has it.", roles=("KOR", "USA")),
    ):
        handouts.hand_out(exercise=group.exercise, draft=draft, by=group.ada, now=group.now)
    for turn in (1, 4):
        injecting.write(group, "KOR", "JPN", turn=turn)
    for question in (OwnQuestion("Who blinked first?", ("Seoul", "Tokyo", "Nobody did")), OwnQuestion(LONG_QUESTION)):
        own_questions.write(exercise=group.exercise, by=group.ada, draft=question)


DIALS = {"impulse": 1.5, "entrapment": 0.0, "tension_decay": 0.3}


def dialled() -> Scene:
    """A lobby whose dials differ from the scenario's; one trial of them is played, another is being played.

    Bo has a seat and has not opened its briefing.
    """
    group = _class(dials=DIALS)
    group.join("Bo", "KOR")
    scenes.play(_trial(group, "impulse", "own"))
    scenes.play(_trial(group, "", "own"), chunks_played=3)
    return of_class(group, role="KOR")


def dialled_and_played() -> Scene:
    """The white cell judges turn 1 of a class with other dials than the scenario's."""
    group = begun(adjudication=Exercise.Adjudication.FREE, dials=DIALS)
    phases.close(turn=group.turn, by=group.ada, now=timezone.now())
    group.resolve()
    return of_class(group, number=1, role="KOR")


def _trial(group: Class, key: str, against: str) -> Ensemble:
    return dial_trials.request(exercise=group.exercise, key=key, against=against, by=group.ada, now=timezone.now())[0]


def flooded() -> Scene:
    """Somebody tries many codes at the address of a class that begins."""
    group = begun(brief_seconds=120)
    limits.count(limits.DOOR_CLOSED, {limits.EXERCISE: str(group.exercise.pk)}, now=timezone.now())
    return of_class(group)


def locked() -> Scene:
    """Nobody new can join."""
    group = _class()
    classes.lock_joining(exercise=group.exercise, is_locked=True, by=group.ada, now=group.now)
    return of_class(group)


def briefed() -> Scene:
    """Turn 1 is read; orders open in two minutes."""
    return of_class(begun(brief_seconds=120), role="KOR")


def first_turn() -> Scene:
    """Turn 1 is open: Bo has submitted, Cy has not, Wes waits for a seat, nobody has written."""
    group = begun(allows_observers=True)
    watched_by(group, "Dee")
    group.join("Wes")
    group.submit(group.exercise.participants.get(name="Bo"), Player(group.seat("KOR")).legal(2, turn=group.turn))
    return of_class(group, number=1, role="KOR")


def paused() -> Scene:
    """The clock of turn 1 stands."""
    group = begun()
    phases.pause(turn=group.turn, by=group.ada, now=timezone.now(), reason="Fire alarm")
    return of_class(group)


def busy() -> Scene:
    """Turn 3 of a class that has written, proposed, argued, noted and injected."""
    group = scene.play(_class(**scene.RULES)).group
    return of_class(group, number=1, role="KOR", ref="white_paper")


def reviewed() -> Scene:
    """The white cell judges turn 1 freely; it has asked Bo, and argued."""
    group = begun(adjudication=Exercise.Adjudication.FREE)
    bo = group.exercise.participants.select_related("seat").get(name="Bo")
    group.submit(bo, Player(group.seat("KOR")).legal(3, turn=group.turn))
    group.submit(group.exercise.participants.get(name="Cy"))
    group.resolve()
    now = timezone.now()
    point = rulings.Point("order:RUS:0", False, "The crew is new to the route.", 15)
    rulings.argue(turn=group.turn, point=point, by=group.ada, now=now)
    questions.ask(turn=group.turn, about="order:KOR:0", text="What was it for?", by=group.ada, now=now)
    assert bo.seat
    rulings.give_argument(turn=group.turn, seat=bo.seat, slot=1, text="Our pilots have trained for it.", by=bo, now=now)
    return of_class(group, number=1)


def failed() -> Scene:
    """The adjudication of turn 1 has failed."""
    group = _closed()
    Turn.objects.filter(pk=group.turn.pk).update(status=Turn.Status.FAILED)
    return of_class(group, number=1)


def adjudicated() -> Scene:
    """Turn 1 is being adjudicated."""
    return of_class(_closed(), number=1)


def revealed() -> Scene:
    """The results of turn 1 are out, and the next turn is not open."""
    group = _closed()
    group.resolve()
    return of_class(group, number=1)


def ended() -> Scene:
    """A class has played its scenario to the end; Dee watched. She and Ada mark, and differ on a criterion."""
    group = begun(allows_observers=True)
    watched_by(group, "Dee")
    group.play_to_the_end()
    dee = group.exercise.participants.get(name="Dee")
    rights.let_mark(person=dee, may_mark=True, by=group.ada, now=timezone.now())
    _mark(group, group.ada, {"rubric-1": 12, "rubric-2": 6, "objective-1": 1})
    _mark(group, dee, {"rubric-1": 9})
    return of_class(group, number=1, role="KOR", candidate="kor")


def stopped() -> Scene:
    """The white cell has ended the exercise in turn 2, released the marks, and asked the class for turn 1 twice."""
    group = begun()
    next_turn(group)
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell", now=timezone.now())
    _mark(group, group.ada, {"rubric-1": 12, "rubric-2": 6, "objective-1": 1})
    marks.release(by=group.ada, is_released=True, now=timezone.now())
    first = _ask_class(group)
    for number in range(6):
        by, sheet = User.objects.create_user(f"student-{number}"), Player(group.seat("KOR")).legal(1 + number % 2)
        scenes.play(class_tries.give(class_try=first, orders=sheet, by=by, now=timezone.now()))
    class_tries.reveal(class_try=first, by=group.ada, now=timezone.now())
    _ask_class(group)
    return of_class(group, number=1)


def _ask_class(group: Class) -> ClassTry:
    """Ask the class for turn 1 of South Korea."""
    turn = Turn.objects.with_exercise().get(branch__exercise=group.exercise, number=1)
    return class_tries.begin(branch=turn.branch, turn=turn, role="KOR", by=group.ada, now=timezone.now())


def _mark(group: Class, by: Participant, points: dict[str, int]) -> None:
    """Mark South Korea, each time with a note and with evidence."""
    by = Participant.objects.select_related("exercise__scenario_version").get(pk=by.pk)
    given = {
        key: marks.MarkInput(each, "The seat looked at what Moscow could still do.", "1.1")
        for key, each in points.items()
    }
    marks.give(by=by, candidate=Candidate(group.seat("KOR")), marks=given, now=timezone.now())


def bidding() -> Scene:
    """Turn 5 of List Four asks for bids: Bo has bid, Cy has not; the claim is in force."""
    group = _trade_war()
    _bid(group, "Bo", 65)
    return of_class(group, number=5)


def bids_told() -> Scene:
    """List Four was ended in turn 5, after both had bid."""
    group = _trade_war()
    _bid(group, "Bo", 65)
    _bid(group, "Cy", 20)
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell", now=timezone.now())
    return of_class(group, number=4)


def _trade_war() -> Class:
    """Bo plays the United States and Cy China, in turn 5."""
    rules = {"brief_seconds": 0, "adjudication": Exercise.Adjudication.RIGID, "dials": {"third_power": 1.5}}
    # A class that has ended with the same dice would have told the answer to the bid.
    group = Class(version_of("list-four"), an_instructor(), timezone.now(), seed=8, **rules)
    group.join("Bo", "USA")
    group.join("Cy", "CHN")
    group.start()
    for _ in range(4):
        next_turn(group)
    return group


def _bid(group: Class, name: str, in_100: int) -> None:
    by = group.exercise.participants.select_related("seat__exercise__scenario_version").get(name=name)
    assert by.seat
    bids.place(by=by, seat=by.seat, turn=group.turn, key="third-power", in_100=in_100)


def three_groups() -> Scene:
    """Three parallel groups, the first of which has begun."""
    rules = classes.Rules(title="IR 304", brief_seconds=0, allows_observers=True)
    ada, now = an_instructor(), timezone.now()
    groups = classes.create_groups(version=nine_past_nine(), rules=rules, count=3, by=ada, now=now)
    first = Class.of(groups[0], now)
    first.join("Bo", "KOR")
    first.start()
    Class.of(groups[1], now).join(LONG_NAME)
    assert groups[0].series
    return Scene({"Ada": ada}, {"code": groups[0].series.code})


def groups_ended() -> Scene:
    """Four parallel groups: two have played to the end and are split, one ended early, the last still plays."""
    rules = classes.Rules(title="IR 304", brief_seconds=0)
    ada, now = an_instructor(), timezone.now()
    groups = classes.create_groups(version=nine_past_nine(), rules=rules, count=4, by=ada, now=now)
    for one, level in zip(groups, ("far", "close", "far", "far"), strict=True):
        group = Class.of(one, now)
        bo = group.join("Bo", "KOR")
        group.start()
        for _ in range(3):
            group.submit(bo, [{"kind": "shadow", "level": level, "target": "RUS", "partner": ""}])
            group.resolve()
            group.open_next()
    lifecycle.end(exercise=groups[2], by=Class.of(groups[2], now).ada, reason="", now=now)
    for one in groups[:2]:
        Class.of(one, now).play_to_the_end()
        turn = Turn.objects.with_exercise().get(branch__exercise=one, number=1)
        terms = ensembles.Terms(kind=Ensemble.Kind.SPLIT, games=scenes.GAMES)
        scenes.play(ensembles.request(branch=turn.branch, turn=turn, terms=terms, by=ada, now=now)[0])
    assert groups[0].series
    return Scene({"Ada": ada}, {"code": groups[0].series.code})


def sandbox() -> Scene:
    """Ada orders for all seats."""
    group = _class(mode=Exercise.Mode.SANDBOX, orders_seconds=0)
    group.start()
    return of_class(group)


def an_instructor() -> User:
    """Ada, who leads classes."""
    return User.objects.create_user(f"ada-{User.objects.count()}", name="Ada", is_staff=True)


def _class(**rules: object) -> Class:
    return Class(nine_past_nine(), an_instructor(), timezone.now(), **rules)


def begun(**rules: object) -> Class:
    """Bo plays South Korea, Cy plays Japan; turn 1 is open."""
    group = _class(**rules)
    group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
    return group


def _closed() -> Class:
    group = begun()
    for name, role in (("Bo", "KOR"), ("Cy", "JPN")):
        group.submit(group.exercise.participants.get(name=name), Player(group.seat(role)).legal(2, turn=group.turn))
    return group


def watched_by(group: Class, name: str) -> Participant:
    """Let somebody observe the class."""
    part = Participant.Part.OBSERVER
    return participants.join(exercise=group.exercise, name=name, now=group.now, part=part).participant
