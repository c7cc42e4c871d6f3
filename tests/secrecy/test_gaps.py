"""No byte of a person's pages depends on the number of rows that others made meanwhile."""

import pytest

from tests.secrecy import gaps
from tests.secrecy.scene import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("name", ["Bo", "Dee", "Eli", "Wes", "Ada"])
def test_what_others_do_unseen_leaves_no_gap(scene: Scene, name: str) -> None:
    gaps.check_gaps(scene, name)


def test_what_somebody_does_unseen_leaves_no_gap_on_the_projector(scene: Scene) -> None:
    gaps.check_wall_gaps(scene)
