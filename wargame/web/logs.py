"""The log shows only the route of a request's URL, because the URL of a recovery link is a secret."""

import logging
import re

from django.http import HttpRequest

_SECRETS = re.compile(r"(/(?:back|j|x|groups|exercises)/).+", re.IGNORECASE | re.DOTALL)
"""A recovery link, or a code by which somebody may join, follows one of these."""


def safe_path(request: HttpRequest) -> str:
    """Return the route of the request; without one its path, on one line and without tokens and codes."""
    match = request.resolver_match
    return f"/{match.route}" if match else _SECRETS.sub(r"\1...", _on_one_line(request.path))


class RoutesForPaths(logging.Filter):
    """Replaces the path by the route in the lines that Django logs of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record, and return True."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            paths, shown = {request.path, _on_one_line(request.path)}, safe_path(request)
            record.args = tuple(shown if each in paths else each for each in record.args)
        return True


def _on_one_line(path: str) -> str:
    """Return the path as Django writes it in its own log lines."""
    return path.encode("unicode_escape").decode("ascii")
