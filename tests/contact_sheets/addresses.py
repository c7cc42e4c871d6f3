"""All URLs of Parley by name, and how to fill their parameters."""

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

_WORD = re.compile(r"<(?:\w+:)?(\w+)>")


def routes() -> dict[str, str]:
    """Return the route of every URL by name, without those of Django's admin."""
    return {name: route for name, route, _ in _routes(get_resolver().url_patterns, "/")}


def sources() -> dict[str, str]:
    """Return the source of the module of every URL's view, by the name of the URL."""
    views = {name: view for name, _, view in _routes(get_resolver().url_patterns, "/")}
    return {name: inspect.getsource(sys.modules[view.__module__]) for name, view in views.items()}


def address(name: str, words: Mapping[str, object]) -> str:
    """Return the URL of that name with these parameters."""
    return _WORD.sub(lambda word: str(words[word[1]]), routes()[name])


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str, Callable[..., object]]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from _routes(pattern.url_patterns, route)
        elif pattern.name:
            yield pattern.name, route, pattern.callback
