"""Control log, verdicts and rationales: who rewrites, deletes or inserts a row is found by a replay."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.exercises.review.test_rulings import HAIL, INTO_ZONE, in_review, rule
from wargame.exercises import record_chain
from wargame.exercises.control_log.services import control
from wargame.exercises.models import ControlEntry, Rationale, RecordLink, Turn, Verdict
from wargame.exercises.orders.services import rationales
from wargame.exercises.review.services import rulings

pytestmark = pytest.mark.django_db


def recorded(group: Class) -> Class:
    """Bo gives a reason twice and Cy takes a reason back; the white cell rules one outcome and accepts another."""
    bo, cy = group.join("Bo", "KOR"), group.join("Cy", "KOR")
    group.start()
    for person, text in ((bo, "We hail them."), (bo, "We hail them twice."), (cy, "We wait."), (cy, "")):
        assert person.seat
        rationales.write(by=person, seat=person.seat, turn=group.turn, text=text, now=group.now)
    group.submit(bo)
    group.resolve()
    rule(group, INTO_ZONE)
    return group


@pytest.fixture
def group(kept_class: Callable[..., Class]) -> Class:
    return kept_class(recorded, adjudication="semi_rigid", seed=CUT_SHORT)


def replay(group: Class) -> str:
    out = StringIO()
    call_command("replay_exercise", group.exercise.code, stdout=out)
    return out.getvalue()


def faults(group: Class) -> list[str]:
    return list(record_chain.faults_of(group.exercise))


def test_what_people_did_fits_the_chain_whose_last_hash_is_told(group: Class) -> None:
    assert faults(group) == []
    number, head = record_chain.head_of(group.exercise)
    assert number == group.exercise.control_entries.count() + Verdict.objects.count() + 4
    assert f"record: {number} links, the last is {head}" in replay(group)


def test_verdicts_that_are_taken_back_fit_the_chain(kept_class: Callable[..., Class]) -> None:
    group = kept_class(in_review, adjudication="semi_rigid", seed=CUT_SHORT)
    rule(group, INTO_ZONE)
    rulings.accept(turn=group.turn, about=HAIL, by=group.ada, now=group.now)
    with control.leading(by=group.ada, exercise=group.exercise):
        rulings.forget(turn=group.turn)
    assert faults(group) == []
    assert not Verdict.objects.exists()


def inserted_entry(group: Class) -> None:
    ControlEntry.objects.create(exercise=group.exercise, act=control.Act.END, by=group.ada, at=group.now)


def inserted_verdict(group: Class) -> None:
    turn = Turn.objects.get(pk=group.turn.pk)
    Verdict.objects.create(turn=turn, about="order:JPN:1", result="done", by=group.ada, at=group.now)


def exchanged_links(group: Class) -> None:
    first, second = group.exercise.record_links.order_by("number")[:2]
    RecordLink.objects.filter(pk=first.pk).update(content=second.content)


TAMPERED: dict[str, tuple[Callable[[Class], object], str]] = {
    "an entry rewritten": (lambda _: ControlEntry.objects.filter(act="rule").update(reason="Because."), "was changed"),
    "an entry's time": (lambda _: ControlEntry.objects.filter(act="start").update(at=timezone.now()), "was changed"),
    "an entry deleted": (lambda group: group.exercise.control_entries.last().delete(), "was taken away"),  # type: ignore[union-attr]
    "an entry inserted": (inserted_entry, "was added without Parley"),
    "a verdict rewritten": (lambda _: Verdict.objects.update(instead_of=""), "was changed"),
    "a verdict deleted": (lambda _: Verdict.objects.all().delete(), "was taken away"),
    "a verdict inserted": (inserted_verdict, "was added without Parley"),
    "a rationale rewritten": (lambda _: Rationale.objects.update(text="We did not."), "was changed"),
    "a rationale deleted": (lambda _: Rationale.objects.all().delete(), "was taken away"),
    "a link deleted": (lambda group: group.exercise.record_links.filter(number=2).delete(), "does not follow"),
    "a link rewritten": (exchanged_links, "does not follow"),
}


@pytest.mark.parametrize("tampered", TAMPERED)
def test_a_replay_names_what_was_changed_without_parley(group: Class, tampered: str) -> None:
    tamper, told = TAMPERED[tampered]
    tamper(group)
    assert len(faults(group)) == 1
    assert told in faults(group)[0]


@pytest.mark.slow
def test_the_command_ends_with_1(group: Class) -> None:
    Rationale.objects.update(text="We did not.")
    with pytest.raises(CommandError, match=r"The record of .* was changed without Parley") as refusal:
        replay(group)
    assert refusal.value.returncode == 1


def test_a_link_costs_four_statements(group: Class) -> None:
    """The last link is read, and the next one stored between a savepoint and its release."""
    entry = ControlEntry.objects.filter(exercise=group.exercise).latest("pk")
    with CaptureQueriesContext(connection) as queries:
        record_chain.add(exercise_id=group.exercise.pk, row=entry)
    assert len(queries) == 4
