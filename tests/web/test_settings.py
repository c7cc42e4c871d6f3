"""Settings: good defaults, and a clear stop for wrong values."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Barrier

import pytest

from tests.serving import PATIENCE
from wargame import environment

pytestmark = [pytest.mark.service, pytest.mark.own_stack]

HOME = Path(__file__).resolve().parents[2]
OURS = {
    *("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "PARLEY_MODE", "DJANGO_SETTINGS_MODULE"),
    *("EMAIL_URL", "SITE_URL", "CSRF_TRUSTED_ORIGINS"),
}
STRONG = "q8fZ-3nVtR0yLw7KcXb2_HsJm5PdGeA9uTi6oNvCkQ1xWz4rYBhMgE"
PRODUCTION = {
    "PARLEY_MODE": "production",
    "SECRET_KEY": STRONG,
    "ALLOWED_HOSTS": "parley.example",
    "DATABASE_URL": "postgres://parley:secret@db.example/parley",
    "REDIS_URL": "redis://broker.example/0",
}


@cache
def reader() -> "subprocess.Popen[str]":
    """Return the process that reads settings, started when first needed."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.web.settings_reader"],
        cwd=HOME,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module", autouse=True)
def _reader_ends() -> Iterator[None]:
    yield
    reader().communicate(timeout=PATIENCE)
    reader.cache_clear()


def value(expression: str, tmp_path: Path, lines: int = 1, **environment: str) -> str:
    """Return the value of an expression over the settings in a separate process, or the last lines of its error."""
    kept = {name: text for name, text in os.environ.items() if name not in OURS}
    process = reader()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps([expression, kept | environment | {"PARLEY_VAR": str(tmp_path)}]) + "\n")
    process.stdin.flush()
    return "\n".join(json.loads(process.stdout.readline()).strip().splitlines()[-lines:])


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        ("DEBUG", "maybe", "write true or false"),
        ("PARLEY_MODE", "prod", "write one of: embedded, production"),
        ("DATABASE_URL", "mysql://host/db", "PostgreSQL"),
        ("DATABASE_URL", "nonsense", "postgres://user:password@host/name"),
        ("REDIS_URL", "http://host", "must start with redis://"),
        ("TASK_SECONDS", "1", "a whole number from 5 to 3600"),
        ("SQLITE_SYNCHRONOUS", "OFF", "write one of: NORMAL, FULL"),
        ("EMAIL_URL", "mail.example", "must look like smtp://"),
        ("EMAIL_URL", "smtp://mail.example:port", "must look like smtp://"),
        ("SITE_URL", "parley.example", "such as https://parley.example"),
        ("SITE_URL", "https://parley.example/here", "such as https://parley.example"),
        ("HEALTH_TOKEN", "short", "at least 20 ASCII characters"),
    ],
)
def test_a_wrong_value_stops_the_start_and_names_the_remedy(tmp_path: Path, name: str, text: str, remedy: str) -> None:
    message = value("s", tmp_path, **{name: text})
    assert message.startswith("django.core.exceptions.ImproperlyConfigured")
    assert name in message
    assert remedy in message


@pytest.mark.parametrize("missing", sorted(PRODUCTION.keys() - {"PARLEY_MODE"}))
def test_production_needs_every_secret(tmp_path: Path, missing: str) -> None:
    given = {name: text for name, text in PRODUCTION.items() if name != missing}
    assert f"{missing} must be set in production" in value("s", tmp_path, **given)


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        ("SECRET_KEY", "a", "is too short (1 of 50 characters); make one: python3 -c"),
        ("SECRET_KEY", STRONG[:49], "(49 of 50 characters)"),
        ("SECRET_KEY", "s" * 60, "because it repeats itself"),
        ("SECRET_KEY", "abcdefghijklmnopqrst" * 3, "because it repeats itself"),
        ("SECRET_KEY", "django-insecure-" + STRONG, "because it is made of words"),
        ("SECRET_KEY", "ChangeMe-before-you-go-live-0123456789-0123456789-xyz", "because it is made of words"),
        ("ALLOWED_HOSTS", "*", "write the name of the site"),
        ("ALLOWED_HOSTS", "parley.example,*.example", "write the name of the site"),
        ("ALLOWED_HOSTS", ".example", "write the name of the site"),
        ("ALLOWED_HOSTS", ",", "names no host"),
        ("ALLOWED_HOSTS", "https://parley.example", "without https://"),
        ("CSRF_TRUSTED_ORIGINS", "http://parley.example", "with https://"),
        ("CSRF_TRUSTED_ORIGINS", "https://*.example", "without *"),
        ("SITE_URL", "http://parley.example", "write https://"),
        ("DATABASE_URL", "postgres://parley:password@localhost/parley", "another one"),
    ],
)
def test_production_does_not_start_weak(tmp_path: Path, name: str, text: str, remedy: str) -> None:
    said = value("s", tmp_path, **PRODUCTION | {name: text})
    assert said.startswith(name)
    assert remedy in said
    assert STRONG not in said


def test_production_names_every_weakness_at_once(tmp_path: Path) -> None:
    weak = PRODUCTION | {"SECRET_KEY": "a", "ALLOWED_HOSTS": "*", "SITE_URL": "http://parley.example"}
    said = value("s", tmp_path, lines=4, **weak).splitlines()
    assert [line.split()[0] for line in said[1:]] == ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"]


def test_what_the_example_gives_must_be_filled_in(tmp_path: Path) -> None:
    given = dict(re.findall(r"^([A-Z_]+)=(.*)$", (HOME / ".env.example").read_text(), re.MULTILINE))
    assert "SECRET_KEY must be set in production" in value("s", tmp_path, **given)
    assert "DATABASE_URL has the password" in value("s", tmp_path, **given | {"SECRET_KEY": STRONG})
    filled = given | {"SECRET_KEY": STRONG, "DATABASE_URL": PRODUCTION["DATABASE_URL"]}
    assert value("s.PRODUCTION", tmp_path, **filled) == "True"


def test_an_embedded_install_is_asked_for_nothing(tmp_path: Path) -> None:
    assert value("s.PRODUCTION", tmp_path, SITE_URL="http://192.0.2.7:8000", ALLOWED_HOSTS="*") == "False"


def test_production_never_debugs(tmp_path: Path) -> None:
    assert "DEBUG must be false" in value("s", tmp_path, **PRODUCTION, DEBUG="true")


def test_an_embedded_install_keeps_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    first, second = (value("s.SECRET_KEY", tmp_path) for _ in range(2))
    assert first == second
    assert len(first) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_at_once_use_one_key(tmp_path: Path) -> None:
    """No process may read the file between its creation and the writing of the key."""
    at_once = Barrier(8)

    def key_of(folder: Path) -> str:
        at_once.wait(timeout=60)
        return environment.read_or_make_secret(folder / "secret-key")

    with ThreadPoolExecutor(8) as pool:
        for start in range(60):
            keys = list(pool.map(key_of, [tmp_path / str(start)] * 8))
            assert len(set(keys)) == 1
            assert len(keys[0]) >= 50


def test_the_broker_on_a_socket_is_told_to_celery_in_its_own_words(tmp_path: Path) -> None:
    assert (
        value("s.CELERY_BROKER_URL", tmp_path, REDIS_URL="unix:///tmp/broker.sock") == "redis+socket:///tmp/broker.sock"
    )


def test_databases_get_the_options_that_were_measured(tmp_path: Path) -> None:
    assert "IMMEDIATE" in value("s.DATABASES['default']['OPTIONS']", tmp_path)
    postgres = value("s.DATABASES['default']", tmp_path, **PRODUCTION)
    assert "'pool'" in postgres
    assert "lock_timeout" in postgres
    assert "'CONN_MAX_AGE': 0" in postgres


MAIL = "(s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL)"


@pytest.mark.parametrize(
    ("url", "mail"),
    [
        ("smtp://bo:se%2Fcret@mail.example", "('smtp', 'mail.example', 587, True, False)"),
        ("smtps://mail.example", "('smtp', 'mail.example', 465, False, True)"),
        ("smtp://127.0.0.1:25", "('smtp', '127.0.0.1', 25, False, False)"),
    ],
)
def test_a_mail_server_is_spoken_to_in_secret_unless_it_is_this_machine(tmp_path: Path, url: str, mail: str) -> None:
    assert value(MAIL, tmp_path, EMAIL_URL=url, SITE_URL="https://parley.example") == mail


def test_a_password_for_the_mail_server_may_hold_any_character(tmp_path: Path) -> None:
    given = {"EMAIL_URL": "smtp://bo:se%2Fcret@mail.example", "SITE_URL": "https://parley.example"}
    assert value("s.EMAIL_HOST_USER, s.EMAIL_HOST_PASSWORD", tmp_path, **given) == "bo se/cret"


def test_a_wrong_mail_server_is_refused_without_telling_its_password(tmp_path: Path) -> None:
    assert "secret" not in value("s", tmp_path, EMAIL_URL="ftp://bo:secret@mail.example")


def test_mail_needs_an_address_to_lead_to(tmp_path: Path) -> None:
    assert "SITE_URL must be set with EMAIL_URL" in value("s", tmp_path, EMAIL_URL="smtp://mail.example")


def test_without_a_mail_server_only_an_embedded_install_prints_links(tmp_path: Path) -> None:
    assert value("s.EMAIL_BACKEND, s.SENDS_MAIL", tmp_path).endswith("console.EmailBackend False")
    assert value("s.EMAIL_BACKEND, s.SENDS_MAIL", tmp_path, **PRODUCTION).endswith("dummy.EmailBackend False")


def test_production_cookies_are_bound_to_their_host(tmp_path: Path) -> None:
    expression = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0"
    assert value(expression, tmp_path, **PRODUCTION) == "__Host-parley __Host-parley-csrf True True"


def test_the_example_lists_every_variable_that_is_read() -> None:
    readers = (HOME / "wargame" / "settings.py", HOME / "wargame" / "processes" / "parts.py")
    source = "".join(path.read_text() for path in readers)
    read = set(
        re.findall(
            r'(?:_text|_flag|_number|_choice|_list|_site|_broker|_mail_server|_token|environ\.get)\(\s*"([A-Z_]+)"',
            source,
        )
    )
    listed = set(re.findall(r"^([A-Z_]+)=", (HOME / ".env.example").read_text(), re.MULTILINE))
    assert len(read) > 12
    assert read == listed
