"""Django's setting LOGGING: the messages that Parley logs, the form of their lines, and other readers of faults."""

from typing import Any

_FILTERS = ["outages", "routes"]
_QUIET = {
    # Statements are logged with their values, the secrets behind dice among them.
    "django.db.backends": "INFO",
    # A line or two for each task, the beats among them.
    "celery": "WARNING",
    "kombu": "WARNING",
    "fontTools": "WARNING",
    # It tells each try to connect again; what failed meanwhile has its own line.
    "psycopg.pool": "ERROR",
}


def logging_of(*, lines: str, level: str, sentry: str, release: str) -> dict[str, Any]:
    """Return the setting for lines as `text` or `json`; errors also go to a Sentry server if its address is given."""
    handlers: dict[str, Any] = {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": _FILTERS},
    }
    if sentry:
        from wargame import sentry_reports  # noqa: PLC0415 - costs nothing while it is off

        sentry_reports.report_to(sentry, release=release)
        handlers["sentry"] = {"class": sentry_reports.HANDLER, "level": "ERROR", "filters": ["outages"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"wargame.web.log_lines.{lines}_lines"}},
        "filters": {
            "outages": {"()": "wargame.web.unavailable.OneLineOfOutages"},
            "routes": {"()": "wargame.web.logs.RoutesForPaths"},
        },
        "handlers": handlers,
        "loggers": {name: {"level": least} for name, least in _QUIET.items()},
        "root": {"handlers": list(handlers), "level": level},
    }
