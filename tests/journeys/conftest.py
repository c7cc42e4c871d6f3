"""What all journeys share: dice that are the same in every run, and a visitor who acts once a page has loaded."""

from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Keyboard, Locator, Page, expect

from scenarios.loader import PACKS, load
from tests.serving import Server
from wargame.exercises.services import exercises

SEED = 20190723
ACTS = ("check", "click", "fill", "focus", "press", "select_option", "set_input_files")
# What is quick is noticed at once; a machine with other work gets the time it needs.
expect.set_options(timeout=60_000)


@pytest.fixture(autouse=True)
def _known_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every exercise that a page starts has this seed; the server runs in the test's own process."""
    monkeypatch.setattr(exercises, "secrets", SimpleNamespace(randbits=lambda bits: SEED))


@pytest.fixture(autouse=True)
def _acts_when_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page shows its text before its scripts run, and a key that is pressed between the two is nobody's: where an act
    led to another page, the next act waits until that page has loaded, as a visitor does.
    """
    keyboard: Callable[[Page], Keyboard] = Page.keyboard.fget

    def at_rest(page: Page) -> Keyboard:
        page.wait_for_load_state()
        return keyboard(page)

    def waiting(act: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(act)
        def acting(locator: Locator, *arguments: Any, **options: Any) -> Any:
            locator.page.wait_for_load_state()
            return act(locator, *arguments, **options)

        return acting

    monkeypatch.setattr(Page, "keyboard", property(at_rest))
    for name in ACTS:
        monkeypatch.setattr(Locator, name, waiting(getattr(Locator, name)))


@pytest.fixture
def site(server: Server) -> str:
    """The address of a server whose library is loaded."""
    load(PACKS)
    return server.address
