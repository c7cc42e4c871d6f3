"""Brings the embedded database up to date, so that every command works in a fresh clone."""

from django.conf import settings
from django.core.management import call_command


def prepare() -> None:
    """Creates or migrates the embedded database; in production a migration stays a step of its own."""
    if not settings.PRODUCTION:
        call_command("migrate", interactive=False, verbosity=0)
