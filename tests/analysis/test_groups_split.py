"""Groups side by side with their splits: the share of an ending at the start, and the worth of a seat's orders."""

from datetime import datetime

import pytest

from tests.analysis.asking import WorkerBench
from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.results.test_groups_compared import ask, groups  # noqa: F401 - a fixture
from wargame.accounts.models import User
from wargame.analysis.selectors.groups_split import GroupsSplit
from wargame.analysis.services import readying

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def split_of(group: Class, ada: User) -> GroupsSplit:
    found = ask(as_user(ada), group).context["split"]
    assert isinstance(found, GroupsSplit)
    return found


def test_orders_and_endings_have_their_figures_once_a_group_is_split(
    groups: list[Class],  # noqa: F811
    ada: User,
    bench: WorkerBench,
    now: datetime,
) -> None:
    before = split_of(groups[0], ada)
    assert not before.is_whole
    assert [cell.worth for row in before.rows for cell in row.cells] == [None] * 10
    for group in groups[:2]:
        line = group.exercise.current_branch
        assert line
        line.ending = "contained"
        line.save()
        split = readying.go_on(branch_id=line.pk, now=now)
        assert split
        bench.play_all(split)

    found = split_of(groups[0], ada)
    assert found.is_whole
    (kor,) = [row for row in found.rows if row.differs]
    assert all(cell.worth and cell.worth.low <= cell.worth.mean <= cell.worth.high for cell in kor.cells)
    # The others waited: without orders nothing has a worth.
    assert [cell.worth for row in found.rows if not row.differs for cell in row.cells] == [None] * 8
    shares = [one.in_100 for one in found.endings]
    assert all(share is not None and 0 <= share <= 100 for share in shares)
    text = ask(as_user(ada), groups[0]).content.decode()
    assert "KOR's aims" in text
    assert "are missing" not in text
