"""The secret of the dice: committed to at the start, kept while anybody plays, opened at the end."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from tests.exercises import every_answer
from tests.exercises.archived import archive_of
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.seeds import secret_of
from wargame import engine
from wargame.accounts.models import User
from wargame.engine.world.dice import key_of
from wargame.exercises import access, bridge, dice_commitments
from wargame.exercises.control.services import lifecycle
from wargame.exercises.lobby.services import participants, seats
from wargame.exercises.models import Exercise, Participant, Turn
from wargame.exercises.results import exports
from wargame.exercises.turns.services import adjudications, branches

pytestmark = pytest.mark.django_db


def browser(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user)
    return client


def run(command: str, exercise: Exercise) -> str:
    out = StringIO()
    call_command(command, exercise.code, stdout=out)
    return out.getvalue()


def tellers(exercise: Exercise) -> Iterator[str]:
    """Return every form in which a text could contain the secret, or a seed or key derived from it."""
    secret = bytes(exercise.secret)
    yield from (secret.hex(), repr(secret)[2:-1], repr(list(secret))[1:-1])
    for use in Exercise.Dice:
        for turn in range(8):
            seed = exercise.seed_for(use, turn)
            for number in (seed, *key_of(seed)):
                yield from (str(number), f"{number:x}")


def found_in(text: str, exercise: Exercise) -> list[str]:
    return found_by(lowered(exercise), text)


def lowered(exercise: Exercise) -> list[str]:
    """Return the tellers in small letters, for many texts: to make them takes longer than to look for them."""
    return [teller.lower() for teller in tellers(exercise)]


def found_by(sought: Iterable[str], text: str) -> list[str]:
    text = text.lower()
    return [teller for teller in sought if teller in text]


def test_the_commitment_is_the_hash_that_the_page_tells_how_to_make() -> None:
    secret = secret_of(7)
    assert (
        dice_commitments.commitment_to(secret)
        == hashlib.sha256(f"parley dice 1\n{secret.hex()}\n".encode()).hexdigest()
    )
    assert (
        dice_commitments.commitment_to(bytes(32)) == "132d2f4b5a74e911e052ab80c386b6f3881104634d654d102f4f22932f6d4ffc"
    )


def test_a_secret_has_256_bits_and_no_two_are_alike() -> None:
    drawn = [dice_commitments.sealed() for _ in range(20)]
    assert {len(each["secret"]) for each in drawn} == {32}
    assert len({each["secret"] for each in drawn}) == len({each["commitment"] for each in drawn}) == 20
    with pytest.raises(ValueError, match="32 bytes"):
        dice_commitments.sealed(b"short")


def test_every_seed_of_an_exercise_has_128_bits_and_its_own_key(player: Player) -> None:
    exercise = player.seat.exercise
    seeds = [exercise.seed_for(use, turn) for use in Exercise.Dice for turn in range(200)]
    assert len({key_of(seed) for seed in seeds}) == len(seeds)
    assert 2**120 < max(seeds) < 2**128


@pytest.mark.slow
def test_the_commitment_is_published_at_the_start_and_opened_at_the_end(player: Player, client: Client) -> None:
    exercise = player.seat.exercise
    client.force_login(exercise.created_by)
    asked: list[Callable[[], Any]] = [
        lambda: client.get(f"/api/v1/exercises/{exercise.code}/").json()["dice"],
        lambda: client.get("/api/v1/exercises/").json()[0]["dice"],
        lambda: client.get(f"/x/{exercise.code}/log.json").json()["dice"],
        lambda: archive_of(exercise)["log.json"][0]["dice"],
    ]
    assert [ask() for ask in asked] == [{"commitment": exercise.commitment, "secret": None}] * len(asked)
    page = client.get(f"/x/{exercise.code}/dice/").text
    assert exercise.commitment in page
    assert "Until then no page and no file shows it" in page
    assert f"its commitment {exercise.commitment}" in run("replay_exercise", exercise)

    player.play_to_the_end()

    opened = bytes(exercise.secret).hex()
    assert [ask() for ask in asked] == [{"commitment": exercise.commitment, "secret": opened}] * len(asked)
    page = client.get(f"/x/{exercise.code}/dice/").text
    assert f"{opened} | sha256sum" in page
    assert exercise.commitment in page


@pytest.mark.slow
def test_all_who_take_part_read_the_same_commitment(make_class: Callable[..., Class], ada: User) -> None:
    group = make_class(allows_observers=True)
    exercise, people = group.exercise, [group.join("Bo", "KOR"), group.join("Cy", "JPN"), group.join("Dee")]
    watching = participants.join(
        exercise=exercise, name="Eve", now=group.now, part=Participant.Part.OBSERVER
    ).participant
    readers = [browser(user) for user in (ada, watching.user, *(person.user for person in people))]

    def read() -> set[tuple[bool, bool]]:
        texts = [reader.get(f"/x/{exercise.code}/dice/").text for reader in readers]
        return {(exercise.commitment in text, bytes(exercise.secret).hex() in text) for text in texts}

    assert read() == {(True, False)}
    group.start()
    assert read() == {(True, False)}
    lifecycle.end(exercise=exercise, by=group.ada, reason="", now=group.now)
    assert read() == {(True, True)}


@pytest.mark.slow
def test_nothing_that_is_read_of_a_running_exercise_holds_its_secret(player: Player, bo: User) -> None:
    exercise = player.seat.exercise
    player.play_turn()
    player.draft(player.legal())
    exercise.refresh_from_db()
    told = {address: repr(answer) for address, answer in every_answer.answers(bo, exercise, (1, 2)).items()}
    told |= {"replay_exercise": run("replay_exercise", exercise), "archive": json.dumps(archive_of(exercise))}
    told |= {"repr": repr(exercise) + repr(vars(exercise.current_branch)) + repr(player.seat)}
    told |= {"csv": exports.log_csv(player.seat, player.branch)}
    sought = lowered(exercise)
    assert {address: found for address, text in told.items() if (found := found_by(sought, text))} == {}
    assert len(told) > 50


@pytest.mark.slow
def test_the_same_search_finds_the_secret_once_it_is_open(player: Player, bo: User) -> None:
    player.play_to_the_end()
    exercise = player.seat.exercise
    told = every_answer.answers(bo, exercise, (1,))
    sought = lowered(exercise)
    open_in = {address for address, answer in told.items() if found_by(sought, repr(answer))}
    files = (f"/x/{exercise.code}/dice/", f"/x/{exercise.code}/log.json", f"/api/v1/exercises/{exercise.code}/")
    assert {f"page {address}" for address in files} <= open_in


@pytest.mark.slow
def test_a_report_of_a_fault_holds_no_seed_and_no_key(
    player: Player, monkeypatch: pytest.MonkeyPatch, rf: RequestFactory
) -> None:
    turn = player.turn
    player.submit()
    adjudicating = import_module("wargame.engine.turn.adjudicate")
    monkeypatch.setattr(adjudicating, "told", lambda *of_the_turn: of_the_turn[9])
    with pytest.raises(IndexError) as fault:
        adjudications.compute(turn=turn)
    exercise, caught = player.seat.exercise, (fault.type, fault.value, fault.tb)
    report = ExceptionReporter(rf.get("/"), *caught)
    assert found_in(report.get_traceback_html() + report.get_traceback_text(), exercise) == []
    assert "adjudicate.py" in report.get_traceback_html()
    report.filter = type("Open", (SafeExceptionReporterFilter,), {})()
    assert found_in(report.get_traceback_html(), exercise) != []


@pytest.mark.slow
def test_a_what_if_that_runs_closes_the_secret_again(player: Player, bo: User, now: datetime) -> None:
    player.play_to_the_end()
    main = player.branch
    branches.fork(turn=Turn.objects.get(branch=main, number=1), by=bo, now=now)
    assert access.dice_of(player.branch.exercise)["secret"] is None
    branches.go_to(branch=main, by=bo)
    assert access.dice_of(player.branch.exercise)["secret"] is not None


@pytest.mark.slow
def test_a_what_if_rushed_to_its_end_opens_nothing_to_the_line_still_played(
    player: Player, bo: User, now: datetime
) -> None:
    main, past = player.branch, player.play_turn([])
    branches.fork(turn=past, by=bo, now=now)
    player.play_to_the_end()
    assert player.branch.exercise.status == Exercise.Status.ENDED
    assert access.dice_of(player.branch.exercise)["secret"] is None
    branches.go_to(branch=main, by=bo)
    player.play_to_the_end()
    assert access.dice_of(player.branch.exercise)["secret"] is not None


def test_another_seat_is_another_game_with_a_commitment_of_its_own(player: Player, bo: User, now: datetime) -> None:
    exercise = player.seat.exercise
    before = (bytes(exercise.secret), exercise.commitment)
    seats.change(exercise=exercise, role="RUS", user=bo, now=now)
    exercise.refresh_from_db()
    assert bytes(exercise.secret) != before[0]
    assert exercise.commitment == dice_commitments.commitment_to(bytes(exercise.secret)) != before[1]


@pytest.mark.slow
@pytest.mark.parametrize("field", ["secret", "commitment"])
def test_a_replay_refuses_dice_that_were_exchanged(player: Player, field: str) -> None:
    player.play_turn([])
    other = dice_commitments.sealed()
    Exercise.objects.filter(pk=player.seat.exercise_id).update(**{field: other[field]})  # type: ignore[literal-required]
    with pytest.raises(CommandError, match="is not the one that was committed to") as refusal:
        run("replay_exercise", player.seat.exercise)
    assert refusal.value.returncode == 1
    assert found_in(str(refusal.value), player.seat.exercise) == []


@pytest.mark.slow
def test_the_opened_secret_alone_gives_every_roll_again(player: Player, client: Client) -> None:
    """The export and the source suffice to replay a turn."""
    player.play_to_the_end()
    exercise = player.seat.exercise
    secret = bytes.fromhex(archive_of(exercise)["exercise.json"]["tables"]["Exercise"][0]["secret"])
    digest = hashlib.blake2b(b"adjudication 1", digest_size=16, key=secret, person=b"parley exercise").digest()
    seed = int.from_bytes(digest, "little")
    turn = Turn.objects.get(branch__exercise=exercise, number=1)
    again = engine.adjudicate(bridge.setting_for(turn), bridge.world_of(turn), bridge.sheets_of(turn), seed)
    assert again.digest == turn.digest


def test_the_dice_stand_among_the_pages_of_their_exercise(client: Client, bo: User, player: Player) -> None:
    client.force_login(bo)
    for page in ("dice", "dials"):
        shown = client.get(f"/x/{player.seat.exercise.code}/{page}/").content.decode()
        assert '<nav class="nav" aria-label="Exercise">' in shown
        assert "Turn log" in shown
