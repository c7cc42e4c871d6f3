"""Undelivered notices: each is delivered once in the end, and their number is bounded."""

import pytest

from tests.serving import eventually
from wargame.live import undelivered


class Broker:
    """Stands in for a broker that delivers nothing while it is away."""

    def __init__(self) -> None:
        self.is_away = True
        self.attempts = 0
        self.told: list[tuple[str, bool]] = []

    def tell(self, channel: str, is_ended: bool) -> None:
        self.attempts += 1
        if self.is_away:
            raise ConnectionError
        self.told.append((channel, is_ended))


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Broker:
    monkeypatch.setattr(undelivered, "RETRY_SECONDS", 0.01)
    return Broker()


def test_each_channel_is_told_once_and_an_end_stays_an_end(broker: Broker) -> None:
    debts = undelivered.Undelivered(broker.tell)
    for channel, is_ended in [("a", False), ("b", True), ("a", False), ("b", False)]:
        debts.add(channel, is_ended=is_ended)
    eventually(lambda: broker.attempts > 3)
    broker.is_away = False
    eventually(lambda: debts._thread is None)
    assert sorted(broker.told) == [("a", False), ("b", True)]
    debts.add("c", is_ended=False)
    eventually(lambda: ("c", False) in broker.told)


def test_more_channels_than_it_can_remember_are_left_to_look_for_themselves(
    broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undelivered, "MOST", 2)
    debts = undelivered.Undelivered(broker.tell)
    for channel in "abcd":
        debts.add(channel, is_ended=channel == "d")
    broker.is_away = False
    eventually(lambda: debts._thread is None)
    assert sorted(broker.told) == [("a", False), ("b", False), ("d", True)], "an end is never forgotten"
