"""What the log says of a request: the route instead of the address, in which a person's way back is a secret."""

import logging
import re

from django.http import HttpRequest

_SECRETS = re.compile(r"(/(?:back|j|x|groups|exercises)/).+", re.IGNORECASE | re.DOTALL)
"""What follows is a way back, or a code by which somebody may join."""


def shown_path(request: HttpRequest) -> str:
    """The route that the request took; without one its path, on one line and without tokens and codes."""
    match = request.resolver_match
    return f"/{match.route}" if match else _SECRETS.sub(r"\1...", _on_one_line(request.path))


class RoutesForPaths(logging.Filter):
    """Puts the route in the place of the path in whatever Django logs of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes the record, which is written in any case."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            paths, shown = {request.path, _on_one_line(request.path)}, shown_path(request)
            record.args = tuple(shown if each in paths else each for each in record.args)
        return True


def _on_one_line(path: str) -> str:
    """As Django writes paths into its own lines."""
    return path.encode("unicode_escape").decode("ascii")
