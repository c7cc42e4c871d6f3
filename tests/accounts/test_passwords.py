"""New passwords: for people who forgot the old one, and on the account page."""

import io
from collections.abc import Callable
from contextlib import nullcontext

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.accounts.conftest import PASSWORD, link_in, name_of, sign_in
from wargame.accounts import limits
from wargame.accounts.models import User
from wargame.accounts.services import create_guest

pytestmark = pytest.mark.django_db

Mailed = Callable[[], list[EmailMessage]]
NEW = "air-patrol-of-july"
TWICE = {"new_password1": NEW, "new_password2": NEW}


@pytest.mark.slow
def test_a_link_in_a_mail_sets_a_password_once_and_ends_every_other_session(
    mailing: None, client: Client, ada: User, mailed: Mailed
) -> None:
    thief = Client()
    thief.force_login(ada)
    client.post("/account/reset/", {"email": "ADA@parley.example"})
    link = link_in(mailed()[0], "reset")
    form = client.get(link)
    assert form.headers["Location"].endswith("/set-password/")
    done = client.post(form.headers["Location"], TWICE, follow=True)
    assert "The new password is set" in done.content.decode()
    assert (name_of(client), name_of(thief)) == ("Ada Byron", "")
    assert sign_in(Client(), ada.username, NEW) == 302
    assert "This link is over" in Client().get(link).content.decode()


@pytest.mark.slow
def test_who_is_locked_out_gets_in_by_a_link(mailing: None, client: Client, ada: User, mailed: Mailed) -> None:
    assert [sign_in(client, ada.username, "wrong") for _ in range(6)][-1] == 429
    client.post("/account/reset/", {"email": ada.email})
    client.post(client.get(link_in(mailed()[0], "reset")).headers["Location"], TWICE)
    client.post("/account/sign-out/")
    assert sign_in(client, ada.username, NEW) == 302


@pytest.mark.parametrize("email", ["guest@parley.example", "nobody@parley.example"])
def test_only_who_has_an_account_is_written_to_and_the_page_does_not_tell(
    mailing: None, ada: User, mailed: Mailed, email: str
) -> None:
    guest = create_guest()
    User.objects.filter(pk=guest.pk).update(email="guest@parley.example")
    known = Client().post("/account/reset/", {"email": ada.email}, follow=True)
    unknown = Client().post("/account/reset/", {"email": email}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert strip(known.content.decode()) == strip(unknown.content.decode())
    assert [message.to for message in mailed()] == [[ada.email]]


def strip(page: str) -> list[str]:
    """Return the lines of a page without tokens and nonces, which differ in every answer."""
    return [line for line in page.splitlines() if "csrf" not in line and "CSRF" not in line and "nonce" not in line]


def test_a_forged_host_does_not_get_into_a_mail(mailing: None, ada: User, mailed: Mailed, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    Client().post("/account/reset/", {"email": ada.email}, headers={"Host": "evil.example"})
    assert "evil.example" not in str(mailed()[0].body)
    assert link_in(mailed()[0], "reset")


def test_a_forged_host_does_not_get_into_what_a_machine_of_the_network_prints(
    mailing: None, ada: User, mailed: Mailed, settings: object
) -> None:
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["*"], ""  # type: ignore[attr-defined]
    settings.NETWORK_URL = "http://192.0.2.7:8000"  # type: ignore[attr-defined]
    Client().post("/account/reset/", {"email": ada.email}, headers={"Host": "evil.example"})
    assert "evil.example" not in str(mailed()[0].body)
    assert "http://192.0.2.7:8000/account/reset/" in str(mailed()[0].body)


@pytest.mark.slow
def test_a_mailbox_is_not_flooded_and_nobody_asks_without_end(
    mailing: None, ada: User, mailed: Mailed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert limits.RESET.most[limits.ADDRESS] >= 180, "six classes of thirty on one morning"
    monkeypatch.setitem(limits.RESET.most, limits.ADDRESS, 10)  # type: ignore[arg-type]
    asked = [Client().post("/account/reset/", {"email": ada.email}).status_code for _ in range(11)]
    assert asked == 10 * [302] + [429]
    assert len(mailed()) == 5


def test_who_asks_for_everybody_s_password_does_not_keep_a_new_one_from_who_signs_in_there(
    mailing: None, ada: User, mailed: Mailed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.RESET.most, limits.ADDRESS, 2)  # type: ignore[arg-type]
    sign_in(Client(), ada.username, PASSWORD)
    asked = [Client().post("/account/reset/", {"email": f"{n}@parley.example"}).status_code for n in range(3)]
    assert asked == [302, 302, 429]
    assert Client().post("/account/reset/", {"email": ada.email.upper()}).status_code == 302
    assert link_in(mailed()[-1], "reset")


def test_who_asks_for_accounts_in_my_name_does_not_keep_a_new_password_from_me(
    mailing: None, ada: User, mailed: Mailed
) -> None:
    for _ in range(9):
        Client().post("/account/sign-up/", {"name": "Eve", "email": ada.email})
    Client().post("/account/reset/", {"email": ada.email})
    assert link_in(mailed()[-1], "reset")


def test_an_address_without_an_account_costs_as_many_questions_as_one_with(
    mailing: None, ada: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Otherwise the time of the answer would reveal whether an address has an account."""
    Client().post("/account/reset/", {"email": "first@parley.example"})
    asked = []
    for email in (ada.email, "nobody@parley.example"):
        with django_assert_max_num_queries(30) as questions:
            Client().post("/account/reset/", {"email": email})
        asked.append([question["sql"].split()[0] for question in questions.captured_queries])
    assert len(asked[0]) == len(asked[1]) > 5


def test_without_mail_the_page_says_whom_to_ask(client: Client, ada: User) -> None:
    said = client.post("/account/reset/", {"email": ada.email}, follow=True).content.decode()
    assert "Ask the person who runs the server" in said
    assert "run.py reset_link" in said


@pytest.mark.parametrize("token", ["x-y", "set-password", "c0ffee-" + 32 * "0"])
def test_a_link_that_is_not_ours_changes_nothing(client: Client, ada: User, token: str) -> None:
    for uid in ("MQ", "x", "____"):
        answer = client.post(f"/account/reset/{uid}/{token}/", TWICE)
        assert "This link is over" in answer.content.decode()
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def link_from_command(*words: str) -> str:
    said = io.StringIO()
    call_command("reset_link", *words, stdout=said)
    return said.getvalue().strip()


def test_whoever_runs_the_server_makes_a_link(client: Client, ada: User) -> None:
    link = link_from_command("Ada@parley.example", "--site", "http://10.0.0.5:8000/")
    assert link.startswith("http://10.0.0.5:8000/account/reset/")
    client.post(client.get(link.removeprefix("http://10.0.0.5:8000")).headers["Location"], TWICE)
    assert name_of(client) == "Ada Byron"
    assert link_from_command(ada.email).startswith("http://127.0.0.1:8000/account/reset/")


def test_the_command_refuses_an_address_that_nobody_signs_in_with(ada: User) -> None:
    guest = create_guest()
    for word in ("nobody@parley.example", guest.username):
        with pytest.raises(CommandError, match="Nobody signs in with") as refusal:
            link_from_command(word)
        assert refusal.value.returncode == 2


@pytest.fixture
def browser(client: Client, ada: User) -> Client:
    """Return a browser in which Ada is signed in."""
    sign_in(client, ada.username, PASSWORD)
    return client


def test_a_name_is_changed(browser: Client, ada: User) -> None:
    assert "Your name is changed" in browser.post("/account/name/", {"name": " Ada  L. "}, follow=True).content.decode()
    assert name_of(browser) == "Ada L."
    for name in ("", "x" * 81, "Ada\u202e"):
        assert browser.post("/account/name/", {"name": name}).status_code == 422
    assert name_of(browser) == "Ada L."


def test_a_password_is_changed_by_who_knows_the_old_one(browser: Client, ada: User) -> None:
    other = Client()
    other.force_login(ada)
    before = browser.cookies["sessionid"].value
    assert browser.post("/account/password/", TWICE | {"old_password": "wrong"}).status_code == 422
    assert name_of(other) == "Ada Byron"
    assert browser.post("/account/password/", TWICE | {"old_password": PASSWORD}).status_code == 302
    assert (name_of(browser), name_of(other)) == ("Ada Byron", "")
    assert browser.cookies["sessionid"].value != before
    assert sign_in(Client(), ada.username, NEW) == 302


@pytest.mark.slow
def test_whoever_finds_a_signed_in_browser_cannot_guess_the_password_there(browser: Client, ada: User) -> None:
    tried = [browser.post("/account/password/", TWICE | {"old_password": "wrong"}).status_code for _ in range(6)]
    assert tried == 5 * [422] + [429]
    assert browser.post("/account/password/", TWICE | {"old_password": PASSWORD}).status_code == 429


def test_all_other_browsers_are_signed_out(browser: Client, ada: User) -> None:
    others = [Client() for _ in range(3)]
    for other in others:
        sign_in(other, ada.username, PASSWORD)
    before = browser.cookies["sessionid"].value
    said = browser.post("/account/sign-out-elsewhere/", follow=True).content.decode()
    assert "All other browsers are signed out" in said
    assert name_of(browser) == "Ada Byron"
    assert browser.cookies["sessionid"].value != before
    assert [name_of(other) for other in others] == 3 * [""]


@pytest.mark.parametrize("path", ["name", "password", "sign-out-elsewhere"])
def test_a_guest_or_a_forged_form_changes_no_account(browser: Client, ada: User, path: str) -> None:
    guest, forger = Client(), Client(enforce_csrf_checks=True)
    guest.force_login(create_guest())
    forger.cookies = browser.cookies
    posted = {"name": "Eve", "old_password": PASSWORD} | TWICE
    assert guest.post(f"/account/{path}/", posted).headers["Location"].startswith("/account/sign-in/")
    assert forger.post(f"/account/{path}/", posted).status_code == 403
    assert browser.get(f"/account/{path}/").status_code == 405
    ada.refresh_from_db()
    assert (ada.name, ada.check_password(PASSWORD), ada.session_stamp) == ("Ada Byron", True, "")


@pytest.mark.parametrize(
    ("password", "is_refused"),
    [
        ("Parley2026", True),
        ("wargame-parley!1", True),
        ("schoolparley99", True),
        ("parley-under-elms", False),
        ("air-patrol-of-july", False),
    ],
)
def test_words_of_product_and_site_make_no_password(settings: object, password: str, is_refused: bool) -> None:
    settings.SITE_URL = "https://school.example"  # type: ignore[attr-defined]
    with pytest.raises(ValidationError) if is_refused else nullcontext():
        validate_password(password)
