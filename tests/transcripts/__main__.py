"""`python -m tests.transcripts [SLUG ...]`: writes what the player of whole games reads, and counts repeats."""

import os
import sys

import django


def main() -> int:
    """Set Django up with a temporary database, whatever the environment says, and run the command."""
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from tests.transcripts import command

    return command.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
