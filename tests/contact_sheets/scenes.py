"""The states in which pages are photographed, prepared by services because that is quicker than by clicks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from tests.analysis.appraised import FIGURES
from tests.analysis.appraised import appraised as measured
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.exercises.telling import keep_made_up
from tests.packs import nine_past_nine, version_of
from tests.seeds import secret_of
from tests.serving import eventually
from wargame.accounts import mails, second_factor
from wargame.accounts.models import SecondFactor, User
from wargame.analysis.domain import Change, SecondTry, orders_of
from wargame.analysis.models import Ensemble
from wargame.analysis.services import chunks, ensembles, readying, second_tries, stored_appraisals
from wargame.exercises.advice.services import speeches
from wargame.exercises.diplomacy.services import chance_seals, talk
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import Proposal, Speech, Turn
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.exercises.turns.services import branches

SEED = 20190723
PASSWORD = "nine-past-nine-2019"
APP_CODE = "271828"
"""The code that every app shows at any time while pages are photographed."""
HALF_SIGNED_IN = "Dora, half signed in"
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff Ada Augusta Byron King"
GAMES = 20
FEW = 4
PREPARED = (
    (("invite_china", "command", "CHN", ""), ("set_plan", "districts", "", "")),
    (("invite_mongolia", "units", "MNG", ""), ("leave_out", "word", "JPN", "")),
    (("move_forces", "fleets", "", ""), ("open_observers", "day", "", "")),
    (("name_size", "large", "", ""), ("move_forces", "fleets", "", "")),
)
"""Russia's orders in the first turns of The Invitation: kind, level, target, partner."""


@dataclass(frozen=True)
class Scene:
    """The people of a state, by name, and the parameters of its URLs (`code`, `number`, ...)."""

    people: Mapping[str, User] = field(default_factory=dict)
    words: Mapping[str, object] = field(default_factory=dict)

    def cookies(self, name: str) -> dict[str, str]:
        """The cookies of a browser in which that person is signed in; "" is a stranger."""
        if not name:
            return {}
        client = Client()
        client.force_login(self.people[name])
        return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def of_class(group: Class, **words: object) -> Scene:
    """The people of a class by their names; its white cell is Ada."""
    people = group.exercise.participants.select_related("user").exclude(user=None)
    named = {person.name: person.user for person in people if isinstance(person.user, User)}
    assert isinstance(group.ada.user, User)
    return Scene(named | {"Ada": group.ada.user}, {"code": group.exercise.code} | words)


def library() -> Scene:
    """Nobody has begun anything."""
    return Scene(words={"slug": nine_past_nine().scenario.slug, "code": "KOR"})


def accounts() -> Scene:
    """Ada has an account and a long name, Sue is staff; somebody is invited to open an account."""
    nine_past_nine()
    ada = User.objects.create_user("ada@parley.example", "ada@parley.example", PASSWORD, name=LONG_NAME)
    sue = User.objects.create_user("sue@parley.example", name="Sue", is_staff=True)
    mails.invite({"name": "Bo Novak", "email": "bo@parley.example", "next": ""}, "https://parley.example")
    eventually(lambda: bool(mail.outbox))
    token = str(mail.outbox[-1].body).partition("/account/sign-up/")[2].split("/")[0]
    return Scene({"Ada": ada, "Sue": sue}, {"token": token})


def unappraised() -> Scene:
    """Ada looks how good a game a scenario is that nobody has appraised."""
    ada = User.objects.create_user(f"ada-{User.objects.count()}", name="Ada")
    return Scene({"Ada": ada}, {"slug": nine_past_nine().scenario.slug})


def appraised() -> Scene:
    """A scenario is appraised in full; a first look at it was begun later, and some of it is measured."""
    scene, now = unappraised(), timezone.now()
    ada, version = scene.people["Ada"], nine_past_nine()
    measured(version, ada, now, seeds=stored_appraisals.IN_FULL)
    begun = stored_appraisals.request(version=version, seeds=stored_appraisals.FIRST_LOOK, by=ada, now=now)[0]
    some = [row.pk for row in begun.measurements.all()[:20]]
    begun.measurements.filter(pk__in=some).update(is_measured=True)
    begun.figures = {key: FIGURES[key] for key in ("highest", "record", "texts_contradicted")}
    begun.save()
    return scene


def forgotten() -> Scene:
    """Cy has forgotten the password of an account, and follows the link in the mail."""
    cy = User.objects.create_user("cy@parley.example", "cy@parley.example", PASSWORD, name="Cy")
    number = urlsafe_base64_encode(force_bytes(cy.pk))
    return Scene(words={"uidb64": number, "token": default_token_generator.make_token(cy)})


class _HalfSignedIn(Scene):
    """A scene in which Dora has given her password, and no code yet."""

    def cookies(self, name: str) -> dict[str, str]:
        """Sign in by the form for the browser that waits for a code."""
        if name != HALF_SIGNED_IN:
            return super().cookies(name)
        client = Client()
        client.post("/account/sign-in/", {"username": "dora@parley.example", "password": PASSWORD})
        return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def second_step() -> Scene:
    """Dora's account has a second step; Emil turns his on."""
    people = {name: f"{name.lower()}@parley.example" for name in ("Dora", "Emil")}
    users = {name: User.objects.create_user(address, address, PASSWORD, name=name) for name, address in people.items()}
    SecondFactor.objects.create(user=users["Dora"], secret=second_factor.new_secret(), since=timezone.now())
    return _HalfSignedIn(users)


def solo() -> Scene:
    """Bo plays South Korea alone; turn 1 has one order on its sheet."""
    player = alone()
    player.draft(player.legal(1))
    return of_player(player)


def solo_waiting() -> Scene:
    """Bo's orders are being adjudicated."""
    player = alone()
    player.submit(player.legal(2))
    return of_player(player)


def solo_failed() -> Scene:
    """The adjudication of Bo's orders has failed."""
    player = alone()
    player.submit(player.legal(2))
    Turn.objects.filter(pk=player.turn.pk).update(status=Turn.Status.FAILED)
    return of_player(player)


def solo_played() -> Scene:
    """Bo's turn 1 has results, with orders that two advisers asked for; turn 2 is open."""
    player = alone()
    speeches.hear(seat_view_of(player.seat, player.branch, player.turn))
    _play_with_forecasts(player, [dict(speech.order) for speech in Speech.objects.order_by("place")[:2]])
    return of_player(player)


def solo_ended() -> Scene:
    """Bo has played to the end twice, and has asked how else it could have gone in every way; the last is running."""
    player = alone()
    _play_with_forecasts(player, player.legal(2))
    player.play_to_the_end()
    person = player.seat.people.get()
    turn = Turn.objects.get(branch=player.branch, number=2)
    branches.fork(turn=turn, by=person.user, now=timezone.now())
    player.play_to_the_end()
    for kind in (Ensemble.Kind.OUTLOOK, Ensemble.Kind.ATTRIBUTION, Ensemble.Kind.COMPARISON):
        play(_ask_for_games(player, kind, GAMES if kind == Ensemble.Kind.OUTLOOK else 2))
    play(_what_if(player))
    play(_ask_for_games(player, Ensemble.Kind.SPLIT, GAMES))
    play(_as_known())
    play(_ask_for_games(player, Ensemble.Kind.OUTLOOK, 2 * GAMES), chunks_played=1)
    play(_tried_again(player))
    return of_player(player)


def solo_last_turn() -> Scene:
    """Bo has played to turn 6."""
    player = alone()
    for _ in range(5):
        player.play_turn(player.legal(2))
    return of_player(player)


def offered() -> Scene:
    """Moscow and Tokyo offer Bo's seat an agreement each, after Bo asked Moscow for something."""
    player = alone()
    turn, now = player.turn, timezone.now()
    for by, pact in (("RUS", "one_procedure"), ("JPN", "staff_talks")):
        made = {"proposer": by, "parties": sorted(("KOR", by)), "agreement": pact, "policy": "fox", "proposed_at": now}
        terms = "A written procedure would have spared us this correspondence. We propose one."
        Proposal.objects.create(turn=turn, key=f"of{by.lower()}", **made, terms=terms, lapses_after=turn.number + 1)
    person = player.seat.people.select_related("exercise", "user").get()
    talk.speak(by=person, to="RUS", sentence="restraint", now=now)
    return of_player(player)


def invitation_ended() -> Scene:
    """Bo has played The Invitation to the end."""
    player = alone("the-invitation", "RUS")
    player.play_turn(player.legal(2))
    player.play_to_the_end()
    return of_player(player)


def alone(slug: str = "nine-past-nine", role: str = "KOR") -> Player:
    """Bo plays a seat alone."""
    bo = User.objects.create_user(f"bo-{User.objects.count()}", name="Bo")
    exercise = start_solo(version=version_of(slug), role=role, user=bo, now=timezone.now(), secret=secret_of(SEED))
    return Player(exercise.seats.get(role=role))


def rows_of(orders: Iterable[tuple[str, str, str, str]]) -> list[dict[str, str]]:
    """Orders as sheets have them."""
    return [dict(zip(("kind", "level", "target", "partner"), order, strict=True)) for order in orders]


def the_invitation() -> Scene:
    """Bo prepares the exercise of The Invitation alone, and has named a large number; turn 5 is open."""
    player = alone("the-invitation", "RUS")
    for orders in PREPARED:
        player.play_turn(rows_of(orders))
    return of_player(player)


def both_told() -> Scene:
    """Bo plays Mongolia alone, sent both neighbours a quiet word in turn 2, and writes another in turn 3."""
    player = alone("the-invitation", "MNG")
    word = rows_of([("quiet_word", "word", "CHN+RUS", "")])
    player.play_turn([])
    player.play_turn(word)
    player.draft(word)
    return of_player(player)


def _play_with_forecasts(player: Player, rows: list[dict[str, str]]) -> None:
    """Play a turn with orders whose forecasts Bo read, after he asked China for something."""
    person = player.seat.people.get()
    seal = chance_seals.seal(60, turn=player.turn, role="KOR", to="CHN", what="restraint")
    talk.speak(by=person, to="CHN", sentence="restraint", now=timezone.now(), told=seal)
    keep_made_up(player.draft(rows))
    player.play_turn(rows)


def of_player(player: Player) -> Scene:
    """Bo, who plays, and the parameters of the exercise's first turn."""
    return Scene({"Bo": player.seat.people.get().user}, {"code": player.seat.exercise.code, "number": 1})


def _ask_for_games(player: Player, kind: str, games: int) -> Ensemble:
    line = player.branch
    parted = ensembles.parted_at(line) if kind == Ensemble.Kind.COMPARISON else 2
    number = 1 if kind == Ensemble.Kind.SPLIT else parted
    turn = Turn.objects.with_exercise().in_line(line).get(number=number)
    terms = ensembles.Terms(kind=kind, games=games)
    person = player.seat.people.get()
    return ensembles.request(branch=line, turn=turn, terms=terms, by=person.user, now=timezone.now())[0]


def _as_known() -> Ensemble:
    """Return the newest split as its seats knew it, with few games and few of the orders on offer."""
    split = Ensemble.objects.filter(kind=Ensemble.Kind.SPLIT).latest("number")
    asked = readying.columns_of_reading(split) | {"games": min(split.games, FEW)}
    for point in asked["change"]["points"]:
        point["slots"] = [rows[:FEW] for rows in point["slots"]]
    return ensembles.begin(exercise_id=split.exercise_id, asked=asked, by=split.asked_by, now=timezone.now())[0]


def _what_if(player: Player) -> Ensemble:
    """The second order of turn 1, left out."""
    turn = Turn.objects.with_exercise().get(branch__exercise=player.seat.exercise, branch__number=1, number=1)
    terms = ensembles.Terms(kind=Ensemble.Kind.WHAT_IF, games=GAMES, change=Change(player.seat.role, 1, None))
    person = player.seat.people.get()
    return ensembles.request(branch=turn.branch, turn=turn, terms=terms, by=person.user, now=timezone.now())[0]


def _tried_again(player: Player) -> Ensemble:
    """Turn 1 with the first of its orders alone."""
    turn = Turn.objects.with_exercise().get(branch__exercise=player.seat.exercise, branch__number=1, number=1)
    again, by = SecondTry(player.seat.role, tuple(orders_of(turn, player.seat.role)[:1])), player.seat.people.get()
    return second_tries.request(branch=turn.branch, turn=turn, again=again, by=by.user, now=timezone.now())[0]


def play(ensemble: Ensemble, chunks_played: int | None = None) -> None:
    """Play the first `chunks_played` chunks, as workers do; all of them by default."""
    for number in ensemble.chunks.values_list("pk", flat=True)[:chunks_played]:
        chunks.play(chunk_id=number, clock=timezone.now)
