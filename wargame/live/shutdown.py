"""What happens before a server that was told to stop begins to stop, and to one that nobody can tell any more."""

import multiprocessing
import os
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


def end_with_parent() -> None:
    """Has a web process that another one has started end when that one dies; else it would hold the port for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def _first(
    action: Callable[[], None], handler: Callable[[int, FrameType | None], object]
) -> Callable[[int, FrameType | None], None]:
    def handle(number: int, frame: FrameType | None) -> None:
        action()
        handler(number, frame)

    return handle
