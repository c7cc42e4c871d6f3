"""The weaknesses with which a public server does not start: each weakness in one line, with its remedy."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY_LENGTH = 50
KEY_VARIETY = 12
_NEW_KEY = "make one: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
# Words that people and examples write in place of a key; none of them occurs by chance in fifty random characters.
_PLACEHOLDERS = ("insecure", "change", "secret", "example", "password", "parley", "django", "for-tests")
_EXAMPLE_PASSWORD = "password"  # noqa: S105 - the one of .env.example, which is refused


def refuse_weakness(*, key: str, hosts: Iterable[str], origins: Iterable[str], site: str, database: str) -> None:
    """Raise ImproperlyConfigured, which names every weak setting."""
    weak = [*_of_key(key), *_of_hosts(list(hosts)), *_of_origins(origins), *_of_site(site), *_of_database(database)]
    if weak:
        raise ImproperlyConfigured("production needs other settings:\n" + "\n".join(weak))


def _of_key(key: str) -> Iterator[str]:
    if len(key) < KEY_LENGTH:
        yield f"SECRET_KEY is too short ({len(key)} of {KEY_LENGTH} characters); {_NEW_KEY}"
    elif len(set(key)) < KEY_VARIETY or key in (key + key)[1:-1]:
        yield f"SECRET_KEY can be guessed, because it repeats itself; {_NEW_KEY}"
    elif any(word in key.casefold() for word in _PLACEHOLDERS):
        yield f"SECRET_KEY can be guessed, because it is made of words; {_NEW_KEY}"


def _of_hosts(hosts: list[str]) -> Iterator[str]:
    if not hosts:
        yield "ALLOWED_HOSTS names no host; write the name of the site, for example parley.example."
    for host in hosts:
        if "*" in host or (host.startswith(".") and "." not in host[1:]):
            yield f"ALLOWED_HOSTS lets {host!r} in, which is every name; write the name of the site."
        elif "/" in host:
            yield f"ALLOWED_HOSTS has {host!r}; write a name without https:// and without slashes."


def _of_origins(origins: Iterable[str]) -> Iterator[str]:
    for origin in origins:
        if not origin.startswith("https://") or "*" in origin:
            yield f"CSRF_TRUSTED_ORIGINS has {origin!r}; write whole addresses with https:// and without *, or nothing."


def _of_site(site: str) -> Iterator[str]:
    if site.startswith("http://"):
        yield f"SITE_URL is {site!r}, which is not encrypted; write https:// and let the proxy end TLS."


def _of_database(url: str) -> Iterator[str]:
    if urlsplit(url).password == _EXAMPLE_PASSWORD:
        yield "DATABASE_URL has the password of the example; give the database user another one."
