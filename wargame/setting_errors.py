"""A start with a wrong setting: one line with the remedy instead of a traceback."""

import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def exit_unless_configured() -> None:
    """Read the settings; end the process with status 1 if one of them is wrong."""
    try:
        settings.INSTALLED_APPS  # noqa: B018 - asking for one reads them all
    except ImproperlyConfigured as error:
        sys.exit(f"Parley cannot start: {error}")
