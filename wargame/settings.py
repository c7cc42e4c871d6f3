"""Every setting of Parley, read from the environment; a wrong value stops the start with a message."""

import tomllib
from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from wargame.api_settings import *  # noqa: F403 - Django looks for them here
from wargame.environment import broker as _broker
from wargame.environment import choice as _choice
from wargame.environment import flag as _flag
from wargame.environment import mail_server as _mail_server
from wargame.environment import number as _number
from wargame.environment import read_or_make_secret as _read_or_make_secret
from wargame.environment import running as _running
from wargame.environment import site as _site
from wargame.environment import sqlite_file as _sqlite_file
from wargame.environment import text as _text
from wargame.environment import token as _token
from wargame.environment import words as _list
from wargame.log_settings import logging_of
from wargame.production import refuse_weakness

# Lets annotated code write ModelAdmin[User], which Django itself understands only in its stubs.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent


# Embedded: one machine, one person or one class, nothing to set up. Production: every secret is given.
PRODUCTION = _choice("PARLEY_MODE", "embedded", "production") == "production"
VAR_DIR = Path(_text("PARLEY_VAR", str(BASE_DIR / "var")))
DEBUG = _flag("DEBUG", default=False)
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured("DEBUG must be false when PARLEY_MODE is production.")

SECRET_KEY = _text("SECRET_KEY", None if PRODUCTION else _read_or_make_secret(VAR_DIR / "secret-key"))
# Older keys: what they signed still holds, and nothing new is signed with them.
SECRET_KEY_FALLBACKS = _list("SECRET_KEY_FALLBACKS", "")
ALLOWED_HOSTS = _list("ALLOWED_HOSTS", None if PRODUCTION else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("CSRF_TRUSTED_ORIGINS", "")

INSTALLED_APPS = [
    "wargame.web.admin_config.ParleyAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "rest_framework",
    "template_partials",
    "wargame.accounts",
    "wargame.live",
    "wargame.web",
    "scenarios",
    "wargame.exercises",
    "wargame.analysis",
    "wargame.operations",
    "benchmarks",
]

MIDDLEWARE = [
    "wargame.web.log_ids.RequestIds",
    "wargame.web.headers.OwnHeaders",
    "wargame.live.middleware.RequestStartMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A play page is 120 KB of text and drawings. Padding of random length and Django's mask over every CSRF
    # token hide what the length of a compressed page would reveal.
    "wargame.web.compression.QuickGZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "wargame.web.sessions.OutageTolerantSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wargame.exercises.middleware.SessionTimes",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wargame.web.unavailable.OutageMiddleware",
    "wargame.accounts.middleware.TooManyAttemptsPage",
    "wargame.exercises.middleware.ExerciseAnswers",
    "wargame.exercises.middleware.WorldsOnce",
]

ROOT_URLCONF = "wargame.urls"
ASGI_APPLICATION = "wargame.asgi.application"
WSGI_APPLICATION = "wargame.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "wargame.web.context.theme",
                "wargame.web.context.navigation",
                "wargame.exercises.standing.views.standing_line",
                "wargame.exercises.standing.views.exercise_to_continue",
                "wargame.exercises.navigation.own_links.own_link",
            ],
        },
    },
]

# Without IMMEDIATE a read-then-write transaction fails at once when another one writes;
# NORMAL may lose the last orders in a power cut, which FULL prevents at a fifth of the speed.
_SQLITE_SYNC = _choice("SQLITE_SYNCHRONOUS", "NORMAL", "FULL")
_SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={_SQLITE_SYNC};",
}
# Questions here are small and always the same, and to plan one costs PostgreSQL several times its running: a connection
# has it planned once (docs/decisions/0025). A pooler in between must know prepared statements.
_POSTGRES_OPTIONS: dict[str, Any] = {
    "server_side_binding": True,
    "prepare_threshold": 2,
    # A pool waits longer after each failed try. After 3 s it gives up, and then tries at once for whoever asks next.
    "pool": {"min_size": 1, "max_size": _number("DATABASE_POOL", 10, 1, 200), "timeout": 10, "reconnect_timeout": 3},
    "options": "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s",
}


def _database(url: str) -> dict[str, Any]:
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url))
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured("DATABASE_URL must look like postgres://user:password@host/name.") from error
    if not database["NAME"]:
        raise ImproperlyConfigured("DATABASE_URL names no database: write postgres://user:password@host/name.")
    if database["ENGINE"] == "django.db.backends.sqlite3":
        _sqlite_file(database["NAME"])
        return database | {"OPTIONS": _SQLITE_OPTIONS}
    if database["ENGINE"] == "django.db.backends.postgresql":
        # Checked as they leave the pool: after a restart of PostgreSQL nobody meets a connection that is dead.
        kept = {"ENGINE": "wargame.web.postgresql", "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
        return database | {"OPTIONS": database.get("OPTIONS", {}) | _POSTGRES_OPTIONS} | kept
    raise ImproperlyConfigured("DATABASE_URL must name PostgreSQL (postgres://) or SQLite (sqlite:///).")


DATABASES = {"default": _database(_text("DATABASE_URL", None if PRODUCTION else f"sqlite:///{VAR_DIR}/parley.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"} | options
    for name, options in (
        # A new user gives an address, which is the user name too: the refusal names the field in which it was typed.
        ("UserAttributeSimilarityValidator", {"OPTIONS": {"user_attributes": ("email", "name", "username")}}),
        ("MinimumLengthValidator", {}),
        ("CommonPasswordValidator", {}),
    )
]
AUTH_PASSWORD_VALIDATORS.append({"NAME": "wargame.accounts.passwords.ContextWordsValidator"})
AUTHENTICATION_BACKENDS = ["wargame.accounts.backends.LimitedBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "exercises"
LOGOUT_REDIRECT_URL = "landing"
PASSWORD_RESET_TIMEOUT = SIGN_UP_SECONDS = 60 * 60 * 24
# How long an account stays signed in, at most and unused; a guest, who has no other way back, stays for
# SESSION_COOKIE_AGE.
ACCOUNT_SESSION_SECONDS = _number("SESSION_DAYS", 30, 1, 365) * 60 * 60 * 24
ACCOUNT_IDLE_SECONDS = _number("SESSION_IDLE_HOURS", 14 * 24, 1, 365 * 24) * 60 * 60

# Whether those who lead classes need a second step to sign in; for everybody else it is their own choice.
REQUIRE_SECOND_FACTOR = _flag("REQUIRE_SECOND_FACTOR", default=False)

# Days after its end for which an exercise is kept (0: for ever); the white cell of an exercise may choose fewer.
KEEP_DAYS = _number("KEEP_DAYS", 0, 0, 3_650)

# Links in mails lead to SITE_URL or NETWORK_URL, never to a host that a request names where one of them is set. Without
# a mail server an embedded install prints them into its log, and another one leaves them to `manage.py reset_link`.
SITE_URL = _site("SITE_URL")
if PRODUCTION:
    refuse_weakness(
        key=SECRET_KEY,
        hosts=ALLOWED_HOSTS,
        origins=CSRF_TRUSTED_ORIGINS,
        site=SITE_URL,
        database=_text("DATABASE_URL"),
    )
# Where the network finds this machine: `play` says so when it listens on every address.
NETWORK_URL = _site("NETWORK_URL")
_MAIL = _mail_server("EMAIL_URL")
if _MAIL and not SITE_URL:
    raise ImproperlyConfigured("SITE_URL must be set with EMAIL_URL, for example https://parley.example.")
SENDS_MAIL = bool(_MAIL)
_MAIL_BACKEND = "smtp" if _MAIL else "dummy" if PRODUCTION else "console"
EMAIL_BACKEND = f"django.core.mail.backends.{_MAIL_BACKEND}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _MAIL.get("host", ""), _MAIL.get("port", 0)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.get("user", ""), _MAIL.get("password", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.get("starttls", False), _MAIL.get("tls", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _text("MAIL_FROM", "Parley <parley@localhost>")

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = _text("STATIC_ROOT", str(BASE_DIR / "staticfiles")) if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "wargame.web.fonts.FontFinder",
    "wargame.web.bundles.BundleFinder",
]
WHITENOISE_USE_FINDERS = not PRODUCTION
_STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage" if PRODUCTION else "wargame.web.bundles.HashedBundles"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}

# Pages of a seat are made once for all who sit in it, whichever web process is asked.
CACHES = {"default": {"BACKEND": "wargame.web.shared_cache.SharedCache", "OPTIONS": {"MAX_ENTRIES": 600}}}

# Celery is only a wake-up call (the turn's row is the queue), so a request must never wait for the broker.
# `play` has a broker of its own and says here where it is, so that other commands find it.
RUNNING_FILE = VAR_DIR / "running.json"
RUNNING = {} if PRODUCTION else _running(RUNNING_FILE)
REDIS_URL = _broker("REDIS_URL", None if PRODUCTION else RUNNING.get("broker", "redis://127.0.0.1:6379/0"))
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_TIME_LIMIT = _number("TASK_SECONDS", 120, 5, 3600)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "max_retries": 0,
    "visibility_timeout": CELERY_TASK_TIME_LIMIT + 60,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 0}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_TIMEZONE = TIME_ZONE
# A worker keeps its connection for so many tasks (`wargame/celery.py`).
CELERY_DB_REUSE_MAX = 1_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_ENGINE = "wargame.web.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 365
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    # The __Host- prefix makes browsers refuse a cookie that another host or plain HTTP tries to plant.
    SESSION_COOKIE_NAME = "__Host-parley"
    CSRF_COOKIE_NAME = "__Host-parley-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = _flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = _number("HSTS_SECONDS", 31_536_000, 0, 63_072_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = ["^health/$", "^health/ready/$"]

# With it, `/health/ready/` tells each part to programs elsewhere (wargame/web/operators.py).
HEALTH_TOKEN = _token("HEALTH_TOKEN")
# Whether /metrics/ answers, to the same requests.
METRICS = _flag("METRICS", default=False)

# Requests that a web process works on at a time; the others wait in line. Each takes a database connection.
REQUESTS_AT_ONCE = _number("REQUESTS_AT_ONCE", 2, 1, 200)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# The longest form is an incident in the editor: that of *The talks* in List Four has 3,800 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000

DEFAULT_EXCEPTION_REPORTER_FILTER = "wargame.web.exception_reports.WithoutValues"

LOG_FORMAT = _choice("LOG_FORMAT", "text", "json")
LOGGING = logging_of(
    lines=LOG_FORMAT,
    level=_choice("LOG_LEVEL", "INFO", "DEBUG", "WARNING", "ERROR"),
    sentry=_text("SENTRY_DSN", ""),
    release=f"parley@{tomllib.loads((BASE_DIR / 'pyproject.toml').read_text())['project']['version']}",
)
