"""`manage.py import_exercise FILE`: brings an exercise in from an archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from scenarios.management import database
from wargame.accounts.models import User
from wargame.accounts.services import account_named, create_guest
from wargame.exercises.archives.domain.form import OF_OPERATOR, BadArchive
from wargame.exercises.archives.services import importing


class Command(BaseCommand):
    """Prints the exercise's code; exit status 1 for an archive that cannot be brought in, 2 for wrong words."""

    help = "Brings in an exercise that `export_exercise` wrote, whole or not at all, after replaying every turn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the archive")
        parser.add_argument("--owner", default="", help="the e-mail address of the account that gets it")

    def handle(self, *, file: Path, owner: str, **options: Any) -> None:
        database.prepare()
        try:
            with file.open("rb") as archive, transaction.atomic():
                user = _account(owner) if owner else create_guest()
                exercise = importing.bring_in(archive, user, now=timezone.now(), bounds=OF_OPERATOR)
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}.", returncode=2) from error
        except BadArchive as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{exercise}: every turn came out as the archive says.")
        if not owner:
            self.stderr.write("Nobody can open it in a browser; --owner EMAIL gives it to an account.")


def _account(email: str) -> User:
    user = account_named(email)
    if user is None:
        raise CommandError(f"There is no account {email}.", returncode=2)
    return user
