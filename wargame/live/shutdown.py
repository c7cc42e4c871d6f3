"""What happens before a server that was told to stop begins to stop."""

import signal
import threading
from collections.abc import Callable
from types import FrameType


def before_shutdown(action: Callable[[], None]) -> None:
    """Has `action` run first when SIGTERM or SIGINT arrives, and then the handler that the server has installed.

    An ASGI server tells its applications of its end only when every answer is out. Where there is no handler to follow
    (another thread than the main one, a server without any), nothing is changed.
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
