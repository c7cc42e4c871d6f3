"""The format of log lines: text for people, or JSON for log collectors. Both include the ids of `log_ids`."""

import re
from typing import Any

import structlog
from structlog.contextvars import merge_contextvars
from structlog.stdlib import ProcessorFormatter, add_log_level, add_logger_name

from wargame.web.log_ids import REQUEST_ID
from wargame.web.outages import outage_of

Event = Any
_ROW = re.compile(r"DETAIL:.*?(?=\n\n(?:The above exception|During handling)|\Z)", re.DOTALL)


def text_lines() -> ProcessorFormatter:
    """Return a formatter: time, level, logger and message, then the ids as name=value, then a traceback on lines of its
    own.
    """
    return _lines(_as_text)


def json_lines() -> ProcessorFormatter:
    """Return a formatter with one JSON object per line."""
    return _lines(structlog.processors.JSONRenderer(ensure_ascii=False))


def _lines(render: Any) -> ProcessorFormatter:
    return ProcessorFormatter(
        foreign_pre_chain=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            add_log_level,
            add_logger_name,
            structlog.processors.EventRenamer("message"),
            merge_contextvars,
            _add_request,
        ],
        # The traceback is formatted as text, because structlog's structured form has the values of variables.
        processors=[
            _outage_in_words,
            structlog.processors.format_exc_info,
            _without_rows,
            ProcessorFormatter.remove_processors_meta,
            render,
        ],
    )


def _add_request(_logger: Any, _method: str, event: Event) -> Event:
    """Add the request's id to the line that Django logs after the middleware; its record has the request."""
    number = getattr(getattr(event["_record"], "request", None), "META", {}).get(REQUEST_ID)
    return event | {"request": number} if number else event


def _outage_in_words(_logger: Any, _method: str, event: Event) -> Event:
    """Say an outage of database or disk in words: its traceback says no more, and there may be hundreds of them."""
    exc_info = event.get("exc_info")
    fault = exc_info[1] if isinstance(exc_info, tuple) else None
    if (outage := outage_of(fault)) is None:
        return event
    kept = {name: value for name, value in event.items() if name != "exc_info"}
    reason = next(iter(str(fault).splitlines()), "")
    return kept | {"message": f"{' '.join(str(event['message']).split())}: {outage.value}: {reason}"}


def _without_rows(_logger: Any, _method: str, event: Event) -> Event:
    """Remove the row that PostgreSQL quotes in an error, which may contain a message, orders or a secret."""
    trace = event.get("exception")
    return event | {"exception": _ROW.sub("DETAIL: (not logged)", trace)} if trace else event


def _as_text(_logger: Any, _method: str, event: Event) -> str:
    head = f"{event.pop('timestamp')} {event.pop('level').upper()} {event.pop('logger')} {event.pop('message')}"
    traces = [event.pop(name) for name in ("exception", "stack") if name in event]
    return "\n".join([" ".join([head, *(f"{name}={value}" for name, value in sorted(event.items()))]), *traces])
