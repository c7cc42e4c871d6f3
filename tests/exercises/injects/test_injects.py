"""Injects of the white cell: scheduled, on a condition or by hand, sent once; each seat reads its own text."""

from collections.abc import Callable

import pytest

from tests.exercises.archived import archived
from tests.exercises.class_with_people import Class
from tests.exercises.injecting import act, acts, draft, kept, next_turn, read, words, write
from tests.exercises.playing import Player
from wargame.exercises import access
from wargame.exercises.control.services import lifecycle
from wargame.exercises.control_log.services import control
from wargame.exercises.injects.services import injects
from wargame.exercises.injects.services.drafts import BadCondition, BadDraft, InjectDraft
from wargame.exercises.models import Exercise, Turn
from wargame.exercises.results import exports
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_what_is_sent_is_read_at_once_by_whom_it_is_for_in_their_own_words(begun: Class) -> None:
    inject = write(begun, "KOR", "JPN")
    assert read(begun, "KOR") == []
    act(begun, "send", inject.pk)
    assert read(begun, "KOR") == ["A cable leaks to KOR"]
    assert read(begun, "JPN") == ["A cable leaks to JPN"]
    assert read(begun, "USA") == []
    assert acts(begun) == ["wrote “A cable leaks” (JPN, KOR)", "sent “A cable leaks” (JPN, KOR)"]
    next_turn(begun)
    assert "A cable leaks to KOR" not in read(begun, "KOR"), "it belongs to the turn in which it was sent"


@pytest.mark.slow
def test_it_waits_for_the_brief_of_its_turn(begun: Class) -> None:
    write(begun, "JPN", turn=3)
    next_turn(begun)
    assert "A cable leaks to JPN" not in read(begun, "JPN")
    next_turn(begun)
    assert "A cable leaks to JPN" in read(begun, "JPN")
    assert "A cable leaks to JPN" not in read(begun, "KOR")
    assert not seat_view_of(begun.seat("JPN"), access.branch_for(begun.seat("JPN")), begun.turn).injects[-1].is_late


def kinds(group: Class) -> tuple[str, list[dict[str, str]]]:
    """Return the kind of an order that South Korea may give now, and a sheet with it."""
    rows = Player(group.seat("KOR")).legal(1, turn=group.turn)
    return rows[0]["kind"], rows


@pytest.mark.slow
def test_conditions_ask_what_was_ordered_and_what_was_not_by_a_turn(begun: Class) -> None:
    kind, rows = kinds(begun)
    write(begun, "JPN", when=(f"ordered KOR {kind}",))
    late = write(begun, "USA", when=(f"not ordered KOR {kind} by turn 2",))
    next_turn(begun, KOR=rows)
    assert "A cable leaks to JPN" in read(begun, "JPN")
    next_turn(begun)
    late.refresh_from_db()
    assert not late.is_sent, "it was ordered in time, in an earlier turn"


@pytest.mark.slow
def test_what_has_not_been_ordered_by_a_turn_is_told(begun: Class) -> None:
    kind, _ = kinds(begun)
    write(begun, "USA", when=(f"not ordered KOR {kind} by turn 2",))
    next_turn(begun)
    assert "A cable leaks to USA" not in read(begun, "USA")
    next_turn(begun)
    assert "A cable leaks to USA" in read(begun, "USA")


@pytest.mark.slow
def test_conditions_ask_for_stages_and_variables(begun: Class) -> None:
    held = write(begun, "USA", when=("tension KOR RUS >= 0", "turn = 1"))
    other = write(begun, "USA", when=("tension KOR RUS > 100",))
    next_turn(begun)
    held.refresh_from_db()
    other.refresh_from_db()
    assert (held.is_sent, other.is_sent) == (True, False)
    assert held.sent_by is None


@pytest.mark.parametrize(
    ("clause", "word"),
    [
        ("tention KOR RUS >= 3", "Begin with one of"),
        ("ordered KOR hale", "no order kind"),
        ("stage nowhere = inside", "no incident"),
        ("mark entries by turn 2", "without"),
        ("not mark entries by turn 40", "from 1 to 6"),
        ("ending loss", "cannot be asked here"),
        ("x" * 301, "300 characters"),
    ],
)
def test_a_broken_condition_is_refused_and_changes_nothing(begun: Class, clause: str, word: str) -> None:
    inject = write(begun, "KOR", when=("turn >= 3",))
    before, told = kept(begun), acts(begun)
    with pytest.raises(BadCondition, match=word):
        write(begun, "KOR", when=("turn >= 2", clause))
    with pytest.raises(BadCondition, match=word):
        act(begun, "edit", inject.pk, draft=draft("JPN", when=(clause,)))
    assert (kept(begun), acts(begun)) == (before, told)


@pytest.mark.parametrize(
    ("entered", "word"),
    [
        (InjectDraft("A", {}), "at least one seat"),
        (InjectDraft("A", {"XXX": words()}), "no seat 'XXX'"),
        (InjectDraft("A", {"KOR": words(title=" ")}), "headline for KOR"),
        (InjectDraft(" ", {"KOR": words()}), "headline"),
        (InjectDraft("A", {"KOR": words(title="A" * 161)}), "too long"),
        (InjectDraft("A", {"KOR": words(text="A" * 2001)}), "too long"),
        (InjectDraft("A", {"KOR": words(kind="gossip")}), "what it is"),
        (InjectDraft("A", {"KOR": words(grade="Z9")}), "A to F"),
        (InjectDraft("A", {"KOR": words()}, turn=1), "from 2 to 6"),
        (InjectDraft("A", {"KOR": words()}, turn=7), "from 2 to 6"),
    ],
)
def test_what_is_incomplete_is_refused_and_changes_nothing(begun: Class, entered: InjectDraft, word: str) -> None:
    with pytest.raises(BadDraft, match=word):
        injects.write(exercise=begun.exercise, draft=entered, by=begun.ada, now=begun.now)
    assert (kept(begun), acts(begun)) == ([], [])


def test_nothing_that_steers_a_screen_is_kept(begun: Class) -> None:
    inject = injects.write(
        exercise=begun.exercise,
        draft=InjectDraft(" A\x00B ", {"KOR": words(text="a\x07\r\nb")}),
        by=begun.ada,
        now=begun.now,
    )
    assert (inject.title, inject.texts["KOR"]["text"]) == ("AB", "a\nb")


def test_it_is_sent_once(begun: Class) -> None:
    inject = write(begun, "KOR")
    act(begun, "send", inject.pk)
    for name, about in (("send", {}), ("skip", {}), ("edit", {"draft": draft("JPN")})):
        with pytest.raises(injects.AlreadySent, match="was sent in turn 1 already"):
            act(begun, name, inject.pk, **about)
    assert read(begun, "KOR") == ["A cable leaks to KOR"]
    assert read(begun, "JPN") == []


def test_one_form_sent_twice_writes_one(begun: Class) -> None:
    made = [
        injects.write(exercise=begun.exercise, draft=draft("KOR"), by=begun.ada, now=begun.now, tap="a tap")
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert len(kept(begun)) == 1


def test_nobody_but_its_white_cell_has_a_hand_in_it(begun: Class, make_class: Callable[..., Class]) -> None:
    inject, stranger = write(begun, "KOR"), make_class().ada
    bo = begun.exercise.participants.get(name="Bo")
    for by in (bo, stranger):
        for name in ("send", "skip", "restore"):
            with pytest.raises(control.NotWhiteCell):
                getattr(injects, name)(exercise=begun.exercise, ref=str(inject.pk), by=by, now=begun.now)
        with pytest.raises(control.NotWhiteCell):
            injects.write(exercise=begun.exercise, draft=draft("KOR"), by=by, now=begun.now)
    other = make_class()
    other.join("Dee", "KOR")
    other.start()
    with pytest.raises(injects.NoSuchInject):
        act(other, "send", inject.pk)


def test_nothing_is_sent_when_nothing_can_be_read(begun: Class) -> None:
    inject = write(begun, "KOR")
    with pytest.raises(injects.NoSuchInject):
        act(begun, "send", "no-such-inject")
    lifecycle.end(exercise=begun.exercise, by=begun.ada, reason="", now=begun.now)
    with pytest.raises(injects.NotNow, match="not running"):
        act(begun, "send", inject.pk)


def test_after_the_last_turn_nothing_waits(begun: Class) -> None:
    inject = write(begun, "KOR")
    Turn.objects.filter(pk=begun.turn.pk).update(number=6, status=Turn.Status.ADJUDICATING)
    with pytest.raises(injects.NotNow, match="No turn follows"):
        act(begun, "send", inject.pk)


@pytest.mark.slow
def test_the_white_cells_archive_has_all_of_it_and_a_seats_log_its_own(begun: Class) -> None:
    inject = write(begun, "KOR", "JPN")
    act(begun, "send", inject.pk)
    write(begun, "USA", turn=4)
    next_turn(begun)
    exercise = Exercise.objects.get(pk=begun.exercise.pk)
    sent, waiting = archived(exercise, "Inject")[:2]
    first = Turn.objects.get(branch__exercise=exercise, number=1)
    assert (sent["sent_in"], sent["sent_by"], set(sent["texts"])) == (first.pk, begun.ada.pk, {"KOR", "JPN"})
    assert (waiting["status"], waiting["turn"]) == ("planned", 4)
    logs = {role: exports.log_csv(begun.seat(role), access.branch_for(begun.seat(role))) for role in ("JPN", "USA")}
    assert "A cable leaks to JPN" in logs["JPN"]
    assert "A cable leaks to KOR" not in logs["JPN"]
    assert "A cable leaks" not in logs["USA"]


def test_in_a_sandbox_the_same_holds(make_class: Callable[..., Class]) -> None:
    group = make_class(mode="sandbox")
    group.start()
    inject = write(group, "KOR")
    act(group, "send", inject.pk)
    assert read(group, "KOR") == ["A cable leaks to KOR"]
    assert read(group, "JPN") == []
