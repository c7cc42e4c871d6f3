"""`manage.py reset_link EMAIL`: prints a link to a new password, for servers that send no mail."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from wargame.accounts.models import User

EMBEDDED = "http://127.0.0.1:8000"


class Command(BaseCommand):
    """Prints the link. Anybody who has it can take over the account, once and within a day."""

    help = "Prints a link with which the owner of an account chooses a new password, once and within a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address somebody signs in with")
        parser.add_argument(
            "--site", default=settings.SITE_URL or EMBEDDED, help="what the link begins with (default %(default)s)"
        )

    def handle(self, *, email: str, site: str, **options: Any) -> None:
        user = _user(email.strip())
        uid = urlsafe_base64_encode(force_bytes(user.pk))
        path = reverse("new_password", args=[uid, default_token_generator.make_token(user)])
        self.stdout.write(f"{site.rstrip('/')}{path}")


def _user(email: str) -> User:
    """Return the active account of an address. Raises CommandError with exit status 2 if there is none."""
    try:
        user = User.objects.filter(username__iexact=email, is_active=True, is_guest=False).first()
    except DatabaseError as error:
        raise CommandError("There are no accounts yet. Start Parley once: python3 run.py", returncode=2) from error
    if user is None:
        raise CommandError(f"Nobody signs in with {email}. Check the address.", returncode=2)
    return user
