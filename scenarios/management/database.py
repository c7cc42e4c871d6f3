"""Migrates the embedded database, so that every command works in a new clone."""

from django.conf import settings
from django.core.management import call_command


def prepare() -> None:
    """Create or migrate the embedded database. In production this does nothing: migrating is a separate step there."""
    if not settings.PRODUCTION:
        call_command("migrate", interactive=False, verbosity=0)
