"""No word of a seat that a policy plays tells its reader about acts that the reader did not notice."""

import pytest

from tests.secrecy import pairs, talking
from tests.secrecy.scene import Scene
from tests.secrecy.specs import SPECS, setting_of


@pytest.mark.parametrize("name", SPECS)
def test_it_answers_the_same_whatever_orders_its_reader_will_not_notice(name: str) -> None:
    setting = setting_of(name)
    for seat in setting.seats:
        for seed in range(2):
            talking.check_stances(setting, pairs.some_world(setting, seed), seat)


@pytest.mark.slow
@pytest.mark.django_db
def test_it_writes_the_same_whatever_its_readers_did_not_notice(scene: Scene) -> None:
    talking.check_talk(scene)
