"""Own scenarios of the tests: a draft made of the small pack, and accounts that have none."""

from pathlib import Path

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.models import OwnScenario
from scenarios.pack_members import files_of
from scenarios.services import drafts
from wargame.accounts.models import User


def account(name: str) -> User:
    """Return a new account with an address."""
    return User.objects.create_user(name, f"{name}@example.org", name=name.title())


def browser_of(name: str) -> Client:
    """Return the browser of a new account."""
    client = Client()
    client.force_login(account(name))
    return client


def draft_of(folder: Path, user: User) -> OwnScenario:
    """Return an own scenario with the files of the small pack in a folder."""
    return drafts.create(user=user, files=files_of(folder / "small"), now=timezone.now())


def text_of(own: OwnScenario, name: str) -> str:
    """Return the text of a file as it is kept."""
    return own.files.get(name=name).text


def press_step(browser: Client, own: OwnScenario, act: str, **typed: str) -> HttpResponse:
    """Press Undo or Redo as the bar of a page that is up to date has them, and follow to the next page."""
    found = own.changes.filter(is_undone=act == "redo").order_by("pk" if act == "redo" else "-pk").first()
    sent = {"act": f"{act}:{found.pk if found else ''}", **typed}
    return browser.post(reverse("own_step", args=[own.key]), sent, follow=True)


def save(own: OwnScenario, name: str, old: str, new: str) -> OwnScenario:
    """Change one thing in a file of an own scenario, as its author would, and return it as it is then."""
    file = own.files.get(name=name)
    assert old in file.text
    drafts.save_file(
        own=own, name=name, text=file.text.replace(old, new, 1), revision=file.revision, now=timezone.now()
    )
    return OwnScenario.objects.get(pk=own.pk)
