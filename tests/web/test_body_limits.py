"""Malformed or too large requests get a refusal that says why, never a server error."""

import json
import socket

import pytest
from django.conf import settings
from django.test import Client

from tests.serving import PATIENCE, Server

pytestmark = pytest.mark.django_db

START = "/api/v1/exercises/"
MOST = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
TOO_MANY = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1
JSON = "application/json"
DEEP = 100_000

BODIES = {
    "nested lists": (b"[" * DEEP, 400),
    "nested and closed": (b"[" * DEEP + b"]" * DEEP, 400),
    "nested objects": (b'{"scenario":' * (DEEP // 20), 400),
    "nested in a field": (b'{"scenario": ' + b"[" * 900 + b"]" * 900 + b', "seat": "KOR"}', 400),
    "too large": (b'{"scenario": "' + b"x" * 1_200_000 + b'"}', 413),
    "as much as may be": (b'{"scenario": "' + b"x" * (MOST - 30) + b'"}', 400),
    "not UTF-8": (b'{"scenario": "\xff\xfe"}', 400),
    "half a character": (b'{"scenario": "\\ud800", "seat": "KOR"}', 400),
    "NUL in the text": (b'{"scenario": "a\\u0000b", "seat": "K\\u0000R"}', 400),
    "NUL as a byte": (b'{"scenario": "a\x00b"}', 400),
    "a huge number": (b'{"scenario": ' + b"9" * 5000 + b"}", 400),
    "not a number": (b'{"scenario": NaN, "seat": Infinity}', 400),
    "cut off": (b'{"scenario": "nine', 400),
    "empty": (b"", 400),
    "a list": (b"[]", 400),
    "a word": (b'"KOR"', 400),
    "nothing": (b"null", 400),
    "many fields": (json.dumps({str(number): number for number in range(20_000)}).encode(), 400),
    "the same field": (b'{"scenario": "a", "scenario": {"a": 1}}', 400),
}


@pytest.fixture
def api() -> Client:
    """Return a client that receives a server fault as a response, not as an exception."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_cannot_be_read_is_refused_with_the_reason(api: Client, name: str) -> None:
    body, status = BODIES[name]
    answer = api.post(START, body, content_type=JSON)
    assert answer.status_code == status, answer.content[:500]
    told = answer.json()
    assert told["type"] in {"client_error", "validation_error"}
    assert all(error["detail"] for error in told["errors"])


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data", "application/xml", "nonsense", "", "a/b; c=" + "d" * 5000]
)
def test_a_wrong_kind_of_body_is_refused(api: Client, kind: str) -> None:
    answer = api.generic("POST", START, b"<a/>", content_type=kind)
    assert answer.status_code == 415 if kind else answer.status_code in {400, 415}
    assert answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/incidents/?" + "&".join(f"a{number}=1" for number in range(TOO_MANY)),
        "/api/v1/incidents/?state=" + "x" * 50_000,
        "/api/v1/incidents/?state=%00",
        "/api/v1/incidents/?state=%ff%fe",
        "/api/v1/incidents/?page=" + "9" * 6000,
        "/api/v1/scenarios/%00/",
        "/api/v1/exercises/%00/",
        "/api/v1/exercises/%ff/turns/1/board/?branch=1e9&seat=%00",
        "/api/v1/exercises/K7QFA3/turns/" + "9" * 6000 + "/board/",
        "/j/%00/",
        "/j/%ff%fe/",
        "/j/" + "K" * 9000 + "/",
        "/j/?code=%00%ff",
        "/x/%00/play/",
        "/account/sign-in/?next=%00",
        "/?" + "&".join(f"a{number}=1" for number in range(TOO_MANY)),
    ],
)
def test_an_odd_address_is_no_fault(api: Client, address: str) -> None:
    answer = api.get(address)
    assert answer.status_code < 500, address[:80]
    if address.startswith("/api/") and answer.status_code >= 400:
        assert answer.json()["errors"][0]["detail"]


FORMS = {
    "/account/sign-in/": {"username": "\x00", "password": "a\x00"},
    "/account/sign-up/": {"name": "\x00", "email": "a\x00@b.example", "password1": "\x00", "password2": "\x00"},
    "/account/reset/": {"email": "\x00@b.example"},
    "/solo/": {"scenario": "\x00", "seat": "\x00"},
    "/j/K7QFA3/": {"name": "\x00", "role": "\x00", "tap": "\x00"},
    "/theme/": {"theme": "\x00"},
}


@pytest.mark.parametrize("path", FORMS)
def test_a_form_with_signs_that_no_form_sends_is_refused(api: Client, path: str) -> None:
    assert api.post(path, FORMS[path]).status_code < 500


@pytest.mark.slow
@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"a=" + b"x" * 1_200_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % number for number in range(TOO_MANY)), "application/x-www-form-urlencoded"),
        (b"username=%ff%fe&name=%ff", "application/x-www-form-urlencoded"),
        (b"username=\xff", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"--x\r\nnothing", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data; boundary=" + "x" * 500),
        (b"nothing", "multipart/form-data"),
        (b"[" * DEEP, JSON),
    ],
)
def test_a_form_that_cannot_be_read_is_refused(api: Client, path: str, body: bytes, kind: str) -> None:
    answer = api.generic("POST", path, body, content_type=kind)
    assert answer.status_code < 500
    # A page that does not exist reads nothing.
    if len(body) > 10_000 and kind != JSON and answer.status_code != 404:
        assert answer.status_code in {400, 413}
        assert "Nothing was changed" in answer.text


def test_what_headers_say_about_the_length_changes_nothing(server: Server) -> None:
    """The length may be false, missing or invalid; a chunked body is counted while it arrives."""
    head = f"POST {START} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {JSON}\r\n".encode()
    chunk = b"%x\r\n" % 60_000 + b"x" * 60_000 + b"\r\n"
    told = {
        "more than may be": (head + b"Content-Length: 1200000\r\n\r\n", "413"),
        "in chunks": (head + b"Transfer-Encoding: chunked\r\n\r\n" + 20 * chunk, "413"),
        "less than is sent": (head + b"Content-Length: 2\r\nConnection: close\r\n\r\n{}}}}}}", "400"),
        "no number": (head + b"Content-Length: many\r\n\r\n{}", "400"),
        "negative": (head + b"Content-Length: -5\r\n\r\n{}", "400"),
        "twice": (head + b"Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}", "400"),
        "a form in chunks": (
            b"POST /account/sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n" + 20 * chunk,
            "413",
        ),
    }
    answered = {name: _first_line(server, sent) for name, (sent, _) in told.items()}
    assert {name: line.split(" ")[1] for name, line in answered.items() if line} == {
        name: status for name, (_, status) in told.items() if answered[name]
    }
    assert answered["in chunks"]
    assert answered["more than may be"]


def test_a_body_that_stops_half_way_leaves_the_server_well(server: Server) -> None:
    head = f"POST {START} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {JSON}\r\nContent-Length: 900\r\n\r\n".encode()
    assert not _first_line(server, head + b"{", is_over=True)
    assert " 200 " in _first_line(server, b"GET /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")


def _first_line(server: Server, sent: bytes, *, is_over: bool = False) -> str:
    """Return the first line of the response to raw bytes, or "" where the server only closes the connection."""
    answer = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        try:
            connection.sendall(sent)
            if is_over:
                connection.shutdown(socket.SHUT_WR)
            while b"\r\n" not in answer and (block := connection.recv(65536)):
                answer += block
        except ConnectionError:
            return answer.decode(errors="replace").partition("\r\n")[0]
    return answer.decode(errors="replace").partition("\r\n")[0]
