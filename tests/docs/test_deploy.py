"""The example proxy passes the client's address and TLS on to Parley on every route."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "deploy.md"
HEADERS = {"Host", "X-Forwarded-For", "X-Forwarded-Proto"}


def example() -> str:
    """Return the settings of the proxy that the page shows."""
    (found,) = [block for block in re.findall(r"```\n(.*?)```", PAGE.read_text(), re.DOTALL) if "proxy_pass" in block]
    return str(found)


def headers_in(settings: str) -> set[str]:
    return set(re.findall(r"proxy_set_header (\S+) \$\w+;", settings))


@pytest.mark.parametrize("path", ["/", "/live/", "/health/"])
def test_every_way_to_parley_names_the_visitor(path: str) -> None:
    """A location inherits the server's headers only if it sets none itself."""
    server, *locations = re.split(r"(?m)^(?=location )", example())
    (location,) = [each for each in locations if each.startswith(f"location {path} ")]
    assert "proxy_pass" in location
    assert (headers_in(location) or headers_in(server)) == HEADERS


def test_no_way_is_left_out() -> None:
    assert re.findall(r"(?m)^location (\S+)", example()) == ["/", "/live/", "/health/"]
