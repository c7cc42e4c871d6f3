"""Parley's settings for tests: a database file that worker processes can share, and cheap passwords."""

from wargame.settings import *  # noqa: F403
from wargame.settings import DATABASES, VAR_DIR

SECRET_KEY = "for-tests-only-and-for-nothing-else-whatever-happens"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
REDIS_URL = CELERY_BROKER_URL = "memory://"
