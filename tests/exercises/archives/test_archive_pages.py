"""The pages that give an archive and take one, and the commands."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.archived import taken_away
from tests.exercises.class_with_people import Class
from wargame.accounts import limits
from wargame.accounts.models import User
from wargame.exercises.archives.domain.schema import schema
from wargame.exercises.control.services import lifecycle
from wargame.exercises.diplomacy.services import messages, proposals
from wargame.exercises.models import Exercise, Participant
from wargame.web.seats import WHITE_CELL

pytestmark = pytest.mark.django_db


def begun(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
    messages.send(by=bo, recipients=["JPN"], text="Between us two.", now=group.now)


def browser(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user)
    return client


def end(group: Class) -> None:
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)


def test_the_white_cell_has_the_archive_after_the_end_and_nobody_else(kept_class: Callable[..., Class]) -> None:
    group = kept_class(begun, messages="monitored")
    ada, address = browser(group.ada.user), reverse("archive", args=[group.exercise.code])
    early = ada.get(address)
    assert early.status_code == 409
    assert "once the exercise is over" in early.content.decode()
    assert reverse("exercise", args=[group.exercise.code]) in early.content.decode()
    end(group)
    answer = ada.get(address)
    assert (answer.status_code, answer.headers["Content-Type"], answer.content[:2]) == (200, "application/zip", b"PK")
    assert address in ada.get(reverse("log", args=[group.exercise.code])).content.decode()
    for _ in range(9):
        limits.count(limits.ARCHIVE, {limits.PERSON: str(group.ada.user_id)}, now=timezone.now())
    assert ada.get(address).status_code == 429
    for person in group.exercise.participants.exclude(pk=group.ada.pk).select_related("user"):
        assert browser(person.user).get(address).status_code == 404
        assert address not in browser(person.user).get(reverse("log", args=[group.exercise.code])).content.decode()


def quiet(group: Class) -> None:
    group.join("Bo", "KOR")
    group.join("Mo", "CHN")
    group.start()


def write_a_letter(group: Class) -> None:
    messages.send(by=person(group, "Bo"), recipients=["CHN"], text="Between us two.", now=group.now)


def write_a_letter_and_watch(group: Class) -> None:
    write_a_letter(group)
    group.exercise.participants.filter(name="Bo").update(part=Participant.Part.OBSERVER, seat=None)


def propose(group: Class) -> None:
    proposals.propose(by=person(group, "Mo"), agreement="notice_beijing", now=group.now)


def write_to_the_white_cell(group: Class) -> None:
    messages.send(by=person(group, "Bo"), recipients=[WHITE_CELL], text="May we ask?", now=group.now)


def hear_from_the_white_cell(group: Class) -> None:
    messages.send(by=group.ada, recipients=["KOR"], text="Please decide.", now=group.now)


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("exercise", "seat", "user").get(name=name)


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (write_a_letter, 409),
        (write_a_letter_and_watch, 409),
        (propose, 409),
        (write_to_the_white_cell, 200),
        (hear_from_the_white_cell, 200),
    ],
)
def test_no_page_gives_the_letters_and_proposals_that_were_promised_to_stay_between_seats(
    kept_class: Callable[..., Class], act: Callable[[Class], None], status: int
) -> None:
    group = kept_class(quiet, messages="open")
    act(group)
    end(group)
    answer = browser(group.ada.user).get(reverse("archive", args=[group.exercise.code]))
    assert answer.status_code == status
    if status == 409:
        assert "letters or proposals that this exercise promised" in answer.content.decode()


@pytest.mark.slow
def test_an_archive_is_taken_by_the_page_and_by_the_command(
    kept_class: Callable[..., Class], client: Client, tmp_path: Path
) -> None:
    group = kept_class(begun, messages="monitored")
    dee = User.objects.create_user("dee")
    end(group)
    archive, code = taken_away(group.exercise), group.exercise.code
    address = reverse("import_exercise")
    assert client.get(address).status_code == 302, "strangers sign in first"
    client = browser(dee)
    for refused in (client.get(address), client.post(address, {"file": SimpleUploadedFile("x.zip", archive)})):
        assert refused.status_code == 403
        assert "import_exercise" in refused.content.decode()
    assert address not in client.get(reverse("exercises")).content.decode()
    User.objects.filter(pk=dee.pk).update(is_staff=True)
    assert address in client.get(reverse("exercises")).content.decode()
    assert 'enctype="multipart/form-data"' in client.get(address).content.decode()
    refused = client.post(address, {"file": SimpleUploadedFile("x.zip", archive[:-100])})
    assert refused.status_code == 422
    assert "no ZIP file" in refused.content.decode()
    assert client.post(address, {}).status_code == 422
    assert not Exercise.objects.exists()
    answer = client.post(address, {"file": SimpleUploadedFile("x.zip", archive)}, follow=True)
    assert "came out as the archive says" in answer.content.decode()
    taken_away(Exercise.objects.get(code=code))

    file = tmp_path / "x.zip"
    file.write_bytes(archive)
    out = io.StringIO()
    User.objects.filter(pk=dee.pk).update(email="dee@example.org")
    call_command("import_exercise", str(file), "--owner", "Dee@example.org", stdout=out, stderr=io.StringIO())
    assert Exercise.objects.get(code=code).created_by == dee
    assert str(Exercise.objects.get()) in out.getvalue()


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (["no-such-file.zip"], "Cannot read no-such-file.zip", 2),
        (["README.md"], "no ZIP file", 1),
        (["README.md", "--owner", "nobody@example.org"], "no account nobody@example.org", 2),
    ],
)
def test_what_the_command_cannot_take_is_refused(words: list[str], said: str, status: int) -> None:
    with pytest.raises(CommandError, match=said) as refusal:
        call_command("import_exercise", *words)
    assert refusal.value.returncode == status


def test_everybody_may_read_the_schema(client: Client) -> None:
    assert client.get(reverse("archive_schema")).json() == schema()


@pytest.mark.slow
def test_a_kept_random_game_is_over_and_plays_the_same_again(version: object) -> None:
    said = []
    for _ in range(2):
        out = io.StringIO()
        call_command("play_random", "nine-past-nine", "--games", "1", "--keep", "--seed", "3", stdout=out)
        said.append(out.getvalue().split("  ")[1])
    first, second = Exercise.objects.order_by("pk")
    assert first.status == second.status == "ended"
    assert said[0] == said[1]
    turns = [list(each.current_branch.turns.values_list("digest", flat=True)) for each in (first, second)]
    assert turns[0] == turns[1]
    out = io.StringIO()
    call_command("replay_exercise", first.code, stdout=out)
    assert "came out as stored" in out.getvalue()
