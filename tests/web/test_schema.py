"""The description of the API: built once, compared by its tag, limited like every call."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from wargame.accounts import rates
from wargame.web import api

pytestmark = pytest.mark.django_db

SCHEMA = "/api/v1/schema/"


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[None]]:
    """Return a list that grows with each build of a description, here a small one."""
    built: list[None] = []

    def get_schema(self: SchemaGenerator, **_: Any) -> dict[str, Any]:
        built.append(None)
        return {"openapi": "3.0.3"}

    monkeypatch.setattr(SchemaGenerator, "get_schema", get_schema)
    _forget()
    yield built
    _forget()


def _forget() -> None:
    api.schema_file.cache_clear()
    api._schema.cache_clear()


def test_the_description_is_built_once_for_all_formats(client: Client, builds: list[None]) -> None:
    for query in ("", "?version=1", "?version=2", "?format=yaml", "?format=json", "?format=json"):
        assert b"3.0.3" in client.get(SCHEMA + query).content
    assert len(builds) == 1, "whatever the query says of a version"


@pytest.mark.usefixtures("builds")
def test_a_reader_who_has_it_is_sent_nothing(client: Client) -> None:
    first = client.get(SCHEMA)
    again = client.get(SCHEMA, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(SCHEMA, headers={"If-None-Match": '"older"'}).status_code == 200
    other = client.get(SCHEMA, headers={"If-None-Match": first["ETag"], "Accept": "application/vnd.oai.openapi+json"})
    assert other.status_code == 200
    assert "Accept" in first["Vary"]


@pytest.mark.usefixtures("builds")
def test_calls_of_it_are_limited_as_all_others(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "wait", lambda *_, **__: 7)
    answer = client.get(SCHEMA)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "7"
