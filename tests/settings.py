"""Parley's settings for tests: a database file that workers can share, cheap passwords, static files found once."""

from wargame.settings import *  # noqa: F403
from wargame.settings import DATABASES, MIDDLEWARE, VAR_DIR

SECRET_KEY = "for-tests-only-and-for-nothing-else-whatever-happens"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE[MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")] = "tests.static_files.FoundOnce"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
REDIS_URL = CELERY_BROKER_URL = "memory://"
