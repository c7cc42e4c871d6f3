"""How settings are read from the environment: words become values, or the start stops with the remedy."""

import json
import os
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from wargame.networks import LOOPBACK

TOKEN_LENGTH = 20
_MAIL_PORTS = {"smtp": 587, "smtps": 465}


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or the default if it is not set; without a default it must be set."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} must be set in production; see .env.example.")
    return value


def token(name: str) -> str:
    """Return the word by which another program proves itself; "" when the variable is not set."""
    value = text(name, "")
    if value and (len(value) < TOKEN_LENGTH or not value.isascii() or not value.isprintable() or " " in value):
        # The value is not repeated: it is a secret.
        raise ImproperlyConfigured(
            f"{name} must have at least {TOKEN_LENGTH} ASCII characters and no spaces; "
            "make one: python3 -c 'import secrets; print(secrets.token_urlsafe(30))'"
        )
    return value


def flag(name: str, default: bool) -> bool:
    """Return a yes or a no."""
    value = text(name, "true" if default else "false").lower()
    if value not in {"true", "false", "1", "0", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; write true or false.")
    return value in {"true", "1", "yes"}


def number(name: str, default: int, low: int, high: int) -> int:
    """Return a whole number between two bounds, both included."""
    value = text(name, str(default))
    if not value.isdecimal() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number from {low} to {high}.")
    return int(value)


def choice(name: str, *choices: str) -> str:
    """One of several words, the first by default."""
    value = text(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of: {', '.join(choices)}.")
    return value


def words(name: str, default: str | None) -> list[str]:
    """Return the values between commas."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def running(path: Path) -> dict[str, str]:
    """Return where a `play` that runs says that its broker and its pages are; nothing where none does."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def read_or_make_secret(path: Path) -> str:
    """Return the key of an embedded install: made once, readable by its owner only, kept across restarts."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            # The folder is Parley's: the key lies in it.
            close_to_others(path.parent)
            return _secret_in(path)
        return _new_secret(path)
    except FileExistsError as error:
        raise ImproperlyConfigured(
            f"{path.parent} is a file, not a folder. PARLEY_VAR must name a folder that Parley may write into."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise ImproperlyConfigured(
            f"{path} cannot be read or made ({reason}). PARLEY_VAR must name a folder that Parley may write into."
        ) from error


def _new_secret(path: Path) -> str:
    """Write a key that another process has not written meanwhile."""
    key = secrets.token_urlsafe(50)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _secret_in(path)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(key)
    return key


def _secret_in(path: Path) -> str:
    """Read the key; wait a second for a process that has created the file and has yet to write it."""
    for _ in range(20):
        if key := path.read_text(encoding="utf-8").strip():
            return key
        time.sleep(0.05)
    raise ImproperlyConfigured(f"{path} is empty. Remove it: a new key is made, and everybody signs in again.")


def close_to_others(*paths: Path) -> None:
    """Take rights of other users of the machine away: earlier versions left folder and database open to them."""
    for path in paths:
        # Somebody else's path is theirs to close, and a folder such as /tmp is everybody's.
        with suppress(OSError):
            mode = path.stat().st_mode
            if mode & 0o077 and not mode & stat.S_ISVTX:
                path.chmod(0o700 if path.is_dir() else 0o600)


def sqlite_file(name: str) -> None:
    """Refuses a path at which there can be no database, and makes the folder of the others."""
    path = Path(name)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        reason = "it is a folder" if path.is_dir() else ""
    except OSError as error:
        reason = error.strerror or str(error)
    if not reason and not os.access(path if path.exists() else path.parent, os.W_OK):
        reason = "it may not be written"
    if reason:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be {path} ({reason}); name a file in a folder of your own.")
    close_to_others(*(path.with_name(f"{path.name}{ending}") for ending in ("", "-wal", "-shm")))


def broker(name: str, default: str | None) -> str:
    """Return the address of a Redis or Valkey server."""
    value = text(name, default)
    try:
        url = urlsplit(value)
        is_good = url.scheme == "unix" or (url.port != 0 and bool(url.hostname) and url.path.strip("/").isdecimal())
        is_good = is_good or (bool(url.hostname) and not url.path.strip("/"))
    except ValueError:
        is_good = False
    if not is_good or not value.startswith(("redis://", "rediss://", "unix:///")):
        # The value is not repeated: it may hold a password.
        raise ImproperlyConfigured(
            f"{name} must start with redis://, rediss:// or unix://, as redis://localhost:6379/0."
        )
    return value


def site(name: str) -> str:
    """Return the address at which people reach the site, without a slash at the end; "" if it is not set."""
    value = text(name, "").rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query):
        raise ImproperlyConfigured(f"{name} is {value!r}; write an address such as https://parley.example.")
    return value


def mail_server(name: str) -> dict[str, Any]:
    """Django's settings of the mail server that a variable names: host, port, who signs in, how it is encrypted.

    smtp:// turns to TLS after the greeting (STARTTLS), except to a server on this machine; smtps:// begins with it.
    Empty when the variable is not set.
    """
    value = text(name, "")
    if not value:
        return {}
    try:
        url = urlsplit(value)
        port = url.port or _MAIL_PORTS[url.scheme]
        host = url.hostname or ""
    except (ValueError, KeyError):
        host = ""
    if not host:
        # The value is not repeated: it may hold a password.
        raise ImproperlyConfigured(
            f"{name} must look like smtp://user:password@mail.example:587 or smtps://user:password@mail.example:465."
        )
    return {
        "host": host,
        "port": port,
        "user": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "starttls": url.scheme == "smtp" and host not in LOOPBACK,
        "tls": url.scheme == "smtps",
    }
