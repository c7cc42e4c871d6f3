"""`manage.py forget_person EMAIL` or `manage.py forget_person CODE NAME`: forgets a person, for an operator."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from scenarios.management import database
from wargame.accounts import services as accounts
from wargame.accounts.models import User
from wargame.exercises.management.command_arguments import exercise_of
from wargame.exercises.models import Participant
from wargame.exercises.models.participant import name_key
from wargame.exercises.rights.selectors import words_of
from wargame.exercises.rights.services import forgetting


class Command(BaseCommand):
    """Forgets an account wherever it took part, or one person in one exercise. Without `--yes` it only says what goes.

    Exit status 2 when there is no such person, 1 when an exercise must end first.
    """

    help = "Removes the name and the words of a person; the game stays and can still be replayed."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", metavar="EMAIL|CODE", help="the address of an account, or the code of an exercise")
        parser.add_argument("name", nargs="?", default="", help="after a code: the name of the person in the exercise")
        parser.add_argument("--yes", action="store_true", help="forget; without it nothing is changed")

    def handle(self, *, who: str, name: str, yes: bool, **options: Any) -> None:
        user, person = (None, _person(who, name)) if name else (_user(who), None)
        rows = Participant.objects.filter(pk=person.pk) if person else Participant.objects.filter(user=user)
        words = ", ".join(f"{number} {kind}" for kind, number in words_of(rows)) or "no words"
        self.stdout.write(f"{rows.count()} exercises, {words}")
        if not yes:
            self.stdout.write("Nothing has been changed. Write --yes to forget this person for good.")
            return
        try:
            if user:
                forgetting.forget_user(user=user, now=timezone.now(), is_by_operator=True)
            elif person:
                forgetting.forget_in(person=person, now=timezone.now())
        except (forgetting.StillLeads, forgetting.Forgotten) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Parley has forgotten this person. Backups still hold the name and the words: delete them.")


def _user(email: str) -> User:
    database.prepare()
    user = accounts.account_named(email.strip())
    if user is None:
        raise CommandError(f"Nobody signs in with {email}. For a guest write: forget_person CODE NAME.", returncode=2)
    return user


def _person(code: str, name: str) -> Participant:
    people = exercise_of(code).participants.select_related("user")
    person = people.filter(name_key=name_key(name)).first()
    if person is None or not person.user.is_active:
        raise CommandError(f"Nobody in {code} is called {name!r}. Check the name.", returncode=2)
    return person
