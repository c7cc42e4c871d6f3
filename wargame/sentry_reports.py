"""Reports of faults to a Sentry server, where an operator wants them: off unless SENTRY_DSN is set.

Parley builds an event anew from the few things that are known to be harmless. It leaves out everything else: the
values of variables, the request, and the values in a message.
"""

import logging
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from wargame.web.log_ids import REQUEST_ID

INSTALL = ".venv/bin/pip install --no-deps --require-hashes --requirement requirements/sentry.txt"
HANDLER = "sentry_sdk.integrations.logging.EventHandler"
"""Of the library: makes an event of each record."""

_KEPT = ("event_id", "timestamp", "level", "logger", "platform", "release", "environment")
_FRAME = ("filename", "module", "function", "lineno", "in_app")
_TEMPLATES = {"wargame", "scenarios", "django", "celery"}
"""Loggers whose messages are constants, filled in by the log."""
_IDS = ("request", "exercise", "turn", "chunk")


def report_to(dsn: str, *, release: str, transport: Any = None) -> None:
    """Has faults reported from now on. Raises ImproperlyConfigured where the package or the address is no good."""
    try:
        import sentry_sdk  # noqa: PLC0415 - not installed unless it is wanted
        from sentry_sdk.integrations.atexit import AtexitIntegration  # noqa: PLC0415
        from sentry_sdk.integrations.dedupe import DedupeIntegration  # noqa: PLC0415
        from sentry_sdk.integrations.excepthook import ExcepthookIntegration  # noqa: PLC0415
        from sentry_sdk.utils import BadDsn  # noqa: PLC0415
    except ImportError as error:
        raise ImproperlyConfigured(f"SENTRY_DSN is set, but sentry-sdk is not installed. Run: {INSTALL}") from error
    try:
        sentry_sdk.init(
            dsn=dsn,
            release=release,
            transport=transport,
            # A handler of the log reports what is logged as an error, a hook what ends a process. Nothing is patched in
            # Django or Celery to find more.
            default_integrations=False,
            integrations=[AtexitIntegration(lambda *_: None), DedupeIntegration(), ExcepthookIntegration()],
            auto_enabling_integrations=False,
            include_local_variables=False,
            include_source_context=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            auto_session_tracking=False,
            before_send=harmless,
        )
    except BadDsn as error:
        # The value is not repeated: it holds a key.
        raise ImproperlyConfigured("SENTRY_DSN must look like https://key@sentry.example/1.") from error


def harmless(event: Any, hint: dict[str, Any]) -> Any:
    """Return the event to send: kinds of faults, places in the code, the message before it was filled in, and ids."""
    from structlog.contextvars import get_contextvars  # noqa: PLC0415 - settings are read before anything is logged

    sent = {name: event[name] for name in _KEPT if name in event}
    sent["tags"] = {name: str(value) for name, value in get_contextvars().items() if name in _IDS}
    record = hint.get("log_record")
    if isinstance(record, logging.LogRecord):
        # Others may have filled their message in before they logged it, and so does what refuses a request.
        is_template = record.name.split(".")[0] in _TEMPLATES and not record.name.startswith("django.security")
        sent["logentry"] = {"message": str(record.msg) if is_template else f"An error of {record.name}"}
        if number := getattr(getattr(record, "request", None), "META", {}).get(REQUEST_ID):
            sent["tags"]["request"] = number
    faults = event.get("exception", {}).get("values", [])
    sent["exception"] = {"values": [_fault(fault) for fault in faults]}
    return sent


def _fault(fault: dict[str, Any]) -> dict[str, Any]:
    """Its kind and where it happened; what it says may repeat what somebody wrote."""
    frames = (fault.get("stacktrace") or {}).get("frames", [])
    kept = [{name: frame[name] for name in _FRAME if name in frame} for frame in frames]
    return {"type": fault.get("type"), "module": fault.get("module"), "stacktrace": {"frames": kept}}
