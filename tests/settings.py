"""Parley's settings for tests: a database file that workers can share, cheap passwords, static files found once."""

from pathlib import Path

import drf_spectacular

from tests.undefined_fields import UNDEFINED
from wargame.settings import *  # noqa: F403
from wargame.settings import DATABASES, MIDDLEWARE, TEMPLATES, VAR_DIR

SECRET_KEY = "for-tests-only-and-for-nothing-else-whatever-happens"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE[MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")] = "tests.static_files.FoundOnce"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
# Where a template of Parley's writes a field that nobody gave it, it fails; those of other packages write nothing.
# The page of the API extends one of theirs.
_PARLEY = {name: value for name, value in TEMPLATES[0].items() if name != "APP_DIRS"}
_API_DOCS = Path(drf_spectacular.__file__).parent / "templates"
_FOLDERS = [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])]
_STRICT = {"loaders": [("template_partials.loader.Loader", _FOLDERS)], "string_if_invalid": UNDEFINED}
TEMPLATES = [
    {**_PARLEY, "DIRS": [*_PARLEY["DIRS"], _API_DOCS], "OPTIONS": {**_PARLEY["OPTIONS"], **_STRICT}},
    {**_PARLEY, "NAME": "apps", "DIRS": [], "APP_DIRS": True},
]
REDIS_URL = CELERY_BROKER_URL = "memory://"
