"""Error pages look like other pages, say what to do, and need no database."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.views import csrf, defaults

from wargame.web import api

LOOK = 'class="topbar topbar--public"'

# An answer to a fault looks after the connections of its thread.
pytestmark = pytest.mark.django_db


def test_a_missing_page_leads_back(client: Client) -> None:
    response = client.get("/nothing-is-here/")
    assert response.status_code == 404
    assert LOOK in response.text
    assert "To the scenarios" in response.text


def test_an_exercise_that_a_browser_does_not_know_leads_to_both_ways_in(client: Client) -> None:
    page = client.get("/x/K7QF2M/play/").text
    assert "/sign-in/?next=%2Fx%2FK7QF2M%2Fplay%2F" in page
    assert 'href="/j/K7QF2M/"' in page
    assert "your own link" in page


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/somewhere/")


def test_a_fault_is_told_without_any_context(request_: HttpRequest) -> None:
    response = defaults.server_error(request_)
    assert response.status_code == 500
    assert LOOK in response.content.decode()
    assert "Something failed on our side" in response.content.decode()


def test_a_refusal_says_who_may(request_: HttpRequest) -> None:
    response = api.forbidden(request_, PermissionDenied())
    assert response.status_code == 403
    assert "This is not open to you" in response.content.decode()
    program = api.forbidden(RequestFactory().get("/api/v1/somewhere/"), PermissionDenied())
    assert json.loads(program.content)["errors"][0]["code"] == "permission_denied"


def test_a_form_that_cannot_be_checked_says_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/theme/", {"theme": "dark"})
    assert response.status_code == 403
    assert "Nothing was changed" in response.text
    assert csrf.CSRF_FAILURE_TEMPLATE_NAME == "403_csrf.html"
    assert "theme" not in response.cookies


def test_a_form_in_another_alphabet_is_a_bad_request() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["csrftoken"] = "a" * 32
    said = browser.post("/theme/", "a=b", content_type="application/x-www-form-urlencoded; charset=utf-7")
    assert said.status_code == 400
    assert "<h1" in said.text
