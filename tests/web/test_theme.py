"""The theme: kept in a cookie, switched without JavaScript, never a way out of the site."""

import json

import pytest
from django.test import Client


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_comes_in_the_theme_chosen(client: Client, theme: str) -> None:
    client.post("/theme/", {"theme": theme, "next": "/accessibility/"})
    assert f'data-theme="{theme}"' in client.get("/accessibility/").text


def test_without_a_choice_the_system_decides(client: Client) -> None:
    assert "data-theme=" not in client.get("/accessibility/").text


def test_the_switch_leads_back_to_where_the_reader_was(client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark", "next": "/help/keys/?from=play"})
    assert (response.status_code, response["Location"]) == (302, "/help/keys/?from=play")


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_the_switch_never_leads_elsewhere(client: Client, address: str) -> None:
    assert client.post("/theme/", {"theme": "dark", "next": address})["Location"] == "/"


def test_with_htmx_the_page_is_told_and_stays(client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark"}, headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert json.loads(response["HX-Trigger"]) == {"theme": {"value": "dark"}}


def test_an_unknown_theme_is_refused(client: Client) -> None:
    response = client.post("/theme/", {"theme": '"><script>'})
    assert response.status_code == 400
    assert "theme" not in response.cookies


def test_a_forged_cookie_is_ignored(client: Client) -> None:
    client.cookies["theme"] = "neon"
    assert "data-theme=" not in client.get("/accessibility/").text
