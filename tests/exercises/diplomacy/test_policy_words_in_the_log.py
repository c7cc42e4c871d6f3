"""The white cell reads in the log what policies wrote to people as it reads what people wrote: once, or not at all."""

from collections.abc import Callable

import pytest

from tests.exercises.class_with_people import Class
from tests.exercises.seats_that_agree import person
from wargame.exercises import access
from wargame.exercises.diplomacy.services import talk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("messages", "times"), [("open", 0), ("monitored", 1)])
def test_the_answer_of_a_policy_is_read_once_or_not_at_all(
    make_class: Callable[..., Class], messages: str, times: int
) -> None:
    group = make_class(messages=messages)
    group.join("Cy", "JPN")
    group.start()
    talk.speak(by=person(group, "Cy"), to="USA", sentence="restraint", now=group.now)
    read = access.messages_read(access.reading(group.ada))
    assert len([each for each in read if each.sender == "USA" and each.policy]) == times
