"""Injects that a white cell prepares in the lobby: read in their turns, and known to nobody before."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.injecting import act, draft, next_turn, read, words, write
from tests.exercises.preparation.test_own_words import browser
from wargame.exercises.injects.services import injects
from wargame.exercises.injects.services.drafts import BadDraft
from wargame.exercises.models import ControlEntry, Inject

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_injects_of_the_lobby_are_read_in_their_turns(make_class: Callable[..., Class]) -> None:
    group = make_class()
    group.join("Bo", "KOR")
    write(group, "KOR", turn=1)
    later = write(group, "KOR", turn=2, effects=(("approval-KOR", -4),))
    by_hand = write(group, "KOR")
    assert act(group, "send", by_hand.pk).turn == 1
    act(group, "skip", "white_paper")
    assert ControlEntry.objects.filter(act="inject", turn=None).count() == 5
    group.start()
    assert len(read(group, "KOR")) == 2
    assert group.turn.interventions["injects"] == {"white_paper": "skip"}
    next_turn(group)
    assert read(group, "KOR")[:1] == ["A cable leaks to KOR"]
    later.refresh_from_db()
    assert (later.sent_in, len(group.turn.interventions["shifts"])) == (group.turn, 1)


def test_injects_wait_for_the_turn_with_which_a_class_begins(make_class: Callable[..., Class]) -> None:
    group = make_class(first_turn=3)
    group.join("Bo", "KOR")
    by_hand, by_condition = write(group, "KOR"), write(group, "KOR", when=("turn >= 1",))
    assert act(group, "send", by_hand.pk).turn == 3
    group.start()
    for inject in (by_hand, by_condition):
        inject.refresh_from_db()
        assert (inject.sent_in.number if inject.sent_in else None) == 3


def test_what_cannot_come_is_refused_in_the_lobby_too(make_class: Callable[..., Class]) -> None:
    group = make_class()
    with pytest.raises(BadDraft, match="Choose one from 1 to 6"):
        write(group, "KOR", turn=7)
    with pytest.raises(BadDraft, match="Choose one from 3 to 6"):
        write(make_class(first_turn=3), "KOR", turn=2)
    with pytest.raises(BadDraft, match="a turn from 2 to 6"):
        injects.edit(
            exercise=group.exercise, ref="white_paper", draft=draft("KOR", turn=1), by=group.ada, now=group.now
        )
    assert not Inject.objects.exists()


def test_the_page_of_injects_opens_before_the_start_for_the_white_cell_alone(make_class: Callable[..., Class]) -> None:
    group = make_class()
    code, bo = group.exercise.code, group.join("Bo", "KOR")
    ada = browser(group.ada)
    assert all(ada.get(reverse(name, args=[code])).status_code == 200 for name in ("injects", "new_inject"))
    sent = {**words("Quince"), "to": ["KOR"], "due": "turn", "turn": "3", "action": "save", "tap": "t1"}
    answer = ada.post(reverse("new_inject", args=[code]), sent)
    assert (answer.status_code, answer["Location"]) == (302, reverse("injects", args=[code]))
    assert "Quince" in ada.get(reverse("injects", args=[code])).content.decode()
    assert browser(bo).get(reverse("injects", args=[code])).status_code == 404
