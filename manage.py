"""Runs Django's and Parley's own management commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wargame.settings")
    from django.core.management import execute_from_command_line

    from wargame.database_version import exit_unless_command_fits
    from wargame.setting_errors import exit_unless_configured

    # Of what Parley writes, only collected static files are for others: a web server may serve them.
    if sys.argv[1:2] != ["collectstatic"]:
        os.umask(0o077)
    exit_unless_configured()
    exit_unless_command_fits(sys.argv[1:])
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
