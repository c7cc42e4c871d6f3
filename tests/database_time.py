"""The database's clock in the hands of a test."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db.models import DateTimeField, Value

from wargame import database_clock

SetClock = Callable[[datetime], datetime]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Set the database's clock to a moment, at which it stands still; returns the moment."""

    def set_to(moment: datetime) -> datetime:
        monkeypatch.setattr(database_clock, "now", lambda: Value(moment, output_field=DateTimeField()))
        monkeypatch.setattr(database_clock, "read", lambda: moment)
        return moment

    return set_to
