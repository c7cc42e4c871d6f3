"""Runs Django's and Parley's own management commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wargame.settings")
    from django.core.management import execute_from_command_line

    from wargame.setting_errors import exit_unless_configured

    exit_unless_configured()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
