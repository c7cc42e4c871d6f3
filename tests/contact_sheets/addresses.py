"""All URLs of Parley by name, and how to fill their parameters."""

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

_WORD = re.compile(r"<(?:\w+:)?(\w+)>")


def routes() -> dict[str, str]:
    """Route of every address by its name; those of Django's admin are not ours."""
    return {name: route for name, route, _ in _routes(get_resolver().url_patterns, "/")}


def sources() -> dict[str, str]:
    """The text of the module in which the view of every address stands, by the name of the address."""
    views = {name: view for name, _, view in _routes(get_resolver().url_patterns, "/")}
    return {name: inspect.getsource(sys.modules[view.__module__]) for name, view in views.items()}


def address(name: str, words: Mapping[str, object]) -> str:
    """The address of that name with these words in it."""
    return _WORD.sub(lambda word: str(words[word[1]]), routes()[name])


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str, Callable[..., object]]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from _routes(pattern.url_patterns, route)
        elif pattern.name:
            yield pattern.name, route, pattern.callback
