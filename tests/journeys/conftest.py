"""Fixtures of all journeys: dice that are the same in every run, and a visitor who acts once a page has loaded."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from playwright.sync_api import Keyboard, Locator, Mouse, Page, expect

from tests.journeys.page_checks import PATIENCE_MS
from tests.packs import nine_past_nine
from tests.seeds import secret_of
from tests.serving import Server
from wargame.exercises import dice_commitments

SEED = 20190723
ACTS = (
    "blur",
    "check",
    "clear",
    "click",
    "fill",
    "focus",
    "hover",
    "press",
    "press_sequentially",
    "select_option",
    "set_input_files",
    "uncheck",
)
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(autouse=True)
def _known_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every exercise that a page starts the same secret; the server runs in the test's process."""
    monkeypatch.setattr(dice_commitments, "new_secret", lambda: secret_of(SEED))


@pytest.fixture(autouse=True)
def _acts_when_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make each act that leads to another page wait until that page has loaded, as a visitor does.

    A page shows its text before its scripts run, and a key that is pressed in between would be lost.
    """

    def at_rest(device: Callable[[Page], Keyboard | Mouse]) -> property:
        def used(page: Page) -> Keyboard | Mouse:
            page.wait_for_load_state()
            return device(page)

        return property(used)

    def waiting(act: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(act)
        def acting(locator: Locator, *arguments: Any, **options: Any) -> Any:
            # Until it is there, the page that has loaded may still be the one before.
            locator.wait_for(state="attached")
            locator.page.wait_for_load_state()
            return act(locator, *arguments, **options)

        return acting

    for name in ("keyboard", "mouse"):
        monkeypatch.setattr(Page, name, at_rest(getattr(Page, name).fget))
    for name in ACTS:
        monkeypatch.setattr(Locator, name, waiting(getattr(Locator, name)))


@pytest.fixture
def page(page: Page) -> Page:
    """The plugin's page, with longer timeouts."""
    page.context.set_default_timeout(PATIENCE_MS)
    return page


@pytest.fixture
def site(server: Server) -> str:
    """The URL of a server whose library is loaded."""
    nine_past_nine()
    return server.address
