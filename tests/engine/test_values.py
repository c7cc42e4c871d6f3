"""`wargame.engine.values` holds classes and constants, nothing that computes."""

from wargame import engine
from wargame.engine import values


def test_values_are_classes_and_constants_that_the_door_exports_too() -> None:
    things = {name: getattr(values, name) for name in values.__all__}
    computing = [name for name, thing in things.items() if callable(thing) and not isinstance(thing, type)]
    assert things
    assert not computing
    assert [name for name, thing in things.items() if getattr(engine, name) is not thing] == []
