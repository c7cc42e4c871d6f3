"""Runs an action before a server starts to shut down."""

import signal
import threading
from collections.abc import Callable
from types import FrameType


def before_shutdown(action: Callable[[], None]) -> None:
    """Run `action` when SIGTERM or SIGINT arrives, before the handler that the server has installed.

    An ASGI server tells its applications about the shutdown only when every response has ended. Where there is no
    handler to call afterwards (not in the main thread, or a server without one), this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        handler = signal.getsignal(number)
        if callable(handler):
            signal.signal(number, _first(action, handler))


def _first(
    action: Callable[[], None], handler: Callable[[int, FrameType | None], object]
) -> Callable[[int, FrameType | None], None]:
    def handle(number: int, frame: FrameType | None) -> None:
        action()
        handler(number, frame)

    return handle
