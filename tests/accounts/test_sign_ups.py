"""Signing up, with mail and without, as a stranger and as a guest with exercises."""

from collections.abc import Callable

import pytest
from django.core import signing
from django.core.mail import EmailMessage
from django.test import Client, RequestFactory
from django.utils import timezone

from tests.accounts.conftest import PASSWORD, link_in, name_of, sign_in, wait_for_mail
from wargame.accounts import known_addresses, limits, mails, services
from wargame.accounts.models import User
from wargame.accounts.services import EmailTaken, create_guest, open_account

pytestmark = pytest.mark.django_db

Mailed = Callable[[], list[EmailMessage]]
BO = {"name": "  Bo   Novak ", "email": "Bo@Parley.example"}
NOW = BO | {"password1": PASSWORD, "password2": PASSWORD}


def test_without_mail_an_account_is_open_at_once(client: Client) -> None:
    assert client.post("/account/sign-up/", NOW | {"next": "/method/"}).headers["Location"] == "/method/"
    user = User.objects.get()
    assert (user.name, user.email, user.username, user.is_guest) == ("Bo Novak", *2 * ["bo@parley.example"], False)
    assert name_of(client) == "Bo Novak"
    client.post("/account/sign-out/")
    assert sign_in(client, "bo@PARLEY.example", PASSWORD) == 302


def test_who_signed_up_is_known_at_that_address(rf: RequestFactory) -> None:
    here, there = (rf.get("/", REMOTE_ADDR=address) for address in ("192.0.2.7", "198.51.100.1"))
    Client(REMOTE_ADDR="192.0.2.7").post("/account/sign-up/", NOW)
    bo = [known_addresses.of_account("bo@parley.example")]
    assert known_addresses.is_known(here, bo, now=timezone.now())
    assert not known_addresses.is_known(there, bo, now=timezone.now())


def test_a_guest_who_signs_up_is_the_same_user_under_a_new_session_key(client: Client) -> None:
    guest = create_guest()
    client.force_login(guest)
    planted = client.cookies["sessionid"].value
    client.post("/account/sign-up/", NOW)
    assert User.objects.get().pk == guest.pk
    assert client.cookies["sessionid"].value != planted
    assert name_of(client) == "Bo Novak"
    for cookie in (planted, "b" * 32):
        thief = Client()
        thief.cookies["sessionid"] = cookie
        assert name_of(thief) == ""


def test_another_session_of_the_guest_is_not_in_the_account() -> None:
    """Another person may use the guest's seat on another device."""
    guest = create_guest()
    first, second = Client(), Client()
    first.force_login(guest)
    second.force_login(guest)
    first.post("/account/sign-up/", NOW)
    assert second.get("/account/").status_code == 302
    assert name_of(first) == "Bo Novak"


def test_somebody_with_an_account_does_not_become_another(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get("/account/sign-up/").headers["Location"] == "/exercises/"
    client.post("/account/sign-up/", NOW)
    ada.refresh_from_db()
    assert ada.username == "ada@parley.example"
    assert User.objects.count() == 2


def test_an_address_opens_one_account(client: Client, ada: User) -> None:
    answer = client.post("/account/sign-up/", NOW | {"email": "ADA@parley.example"})
    assert answer.status_code == 422
    assert "There is an account with this address already." in answer.content.decode()
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)
    assert User.objects.get() == ada


def test_of_two_at_the_same_time_one_gets_the_address(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both requests have found the address free."""
    monkeypatch.setattr(services, "is_taken", lambda email: False)
    guest = create_guest()
    with pytest.raises(EmailTaken):
        open_account(visitor=guest, name="Eve", email=ada.email, password=PASSWORD)
    guest.refresh_from_db()
    assert guest.is_guest


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "x" * 500}, "at most 80 characters"),
        ({"name": "Bo\u202eevE"}, "cannot be seen"),
        ({"name": "Bo\x00"}, "Null characters"),
        ({"email": "nobody"}, "valid email address"),
        ({"email": "x" * 150 + "@parley.example"}, "at most 150 characters"),
        ({"password2": PASSWORD + "!"}, "didn\u2019t match"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password1": "password123", "password2": "password123"}, "too common"),
        ({"password1": "bo@parley", "password2": "bo@parley"}, "too similar to the email address"),
        ({"password1": "", "password2": ""}, "This field is required"),
    ],
)
def test_what_is_wrong_is_said_and_opens_nothing(client: Client, change: dict[str, str], said: str) -> None:
    answer = client.post("/account/sign-up/", NOW | change)
    assert answer.status_code == 422
    assert said in answer.content.decode().replace("&#x27;", "'")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["\u0639\u0628\u0627\u0633\u200c\u0632\u0627\u062f\u0647", "क्\u200dष", "Ngũgĩ", "김민준", "O'Neill-Ólafsdóttir"],
)
def test_names_in_any_script_are_accepted(client: Client, name: str) -> None:
    client.post("/account/sign-up/", NOW | {"name": name})
    assert User.objects.get().name == name


def test_with_mail_a_link_to_the_address_opens_the_account(mailing: None, client: Client, mailed: Mailed) -> None:
    guest = create_guest()
    client.force_login(guest)
    asked = client.post("/account/sign-up/", BO | {"next": "/method/"}, follow=True)
    assert "Look into your mail" in asked.content.decode()
    assert name_of(client) == ""
    (message,) = mailed()
    assert message.to == ["bo@parley.example"]
    link = link_in(message, "sign-up")
    assert "bo@parley.example" in client.get(link).content.decode()
    assert User.objects.get().is_guest
    done = client.post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert done.headers["Location"] == "/method/"
    assert User.objects.get().pk == guest.pk
    assert name_of(client) == "Bo Novak"
    assert "This link is over" in Client().get(link).content.decode()
    again = Client().post(link, {"new_password1": "another-one-9", "new_password2": "another-one-9"})
    assert again.status_code == 410
    assert User.objects.get().check_password(PASSWORD)


def test_a_link_opened_in_another_browser_leaves_the_guest_where_he_is(
    mailing: None, client: Client, mailed: Mailed
) -> None:
    """A guest who signs up with another person's address must not end up in that person's account."""
    eve = create_guest()
    client.force_login(eve)
    client.post("/account/sign-up/", BO)
    link, other = link_in(mailed()[0], "sign-up"), Client()
    other.post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    eve.refresh_from_db()
    assert eve.is_guest
    assert name_of(client) == ""
    assert name_of(other) == "Bo Novak"


def test_with_mail_the_page_does_not_tell_whether_there_is_an_account(mailing: None, ada: User, mailed: Mailed) -> None:
    known, unknown = (
        Client().post("/account/sign-up/", BO | {"email": address}) for address in (ada.email, "new@parley.example")
    )
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [message.subject for message in mailed()] == [
        "You have a Parley account already",
        "Open your Parley account",
    ]
    assert mailed()[0].to == [ada.email]
    assert "https://parley.example/account/reset/" in str(mailed()[0].body)


@pytest.mark.parametrize("spoil", ["x", "", "old"])
def test_a_link_that_is_not_ours_or_too_old_opens_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    invitation: mails.Invitation = {"name": "Bo", "email": "bo@parley.example", "next": ""}
    token = signing.dumps(invitation, salt=mails._SALT if spoil else "elsewhere", compress=True)
    if spoil == "old":
        monkeypatch.setattr(signing.time, "time", lambda: 4e9)
    else:
        token += spoil
    answer = client.post(f"/account/sign-up/{token}/", {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert answer.status_code == 410
    assert "This link is over" in answer.content.decode()
    assert not User.objects.exists()


def test_a_link_stays_short_wherever_somebody_was_going(mailing: None, mailed: Mailed) -> None:
    Client().post("/account/sign-up/", BO | {"next": "/method/?" + "long" * 2000})
    assert len(link_in(mailed()[0], "sign-up")) < 500


def test_a_mailbox_is_not_flooded(mailing: None, mailed: Mailed) -> None:
    for _ in range(9):
        assert Client().post("/account/sign-up/", BO).status_code == 302
    assert len(mailed()) == 5


@pytest.mark.slow
def test_accounts_are_not_opened_by_the_thousand(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert limits.SIGN_UP.most[limits.ADDRESS] >= 180, "six classes of thirty on one morning"
    monkeypatch.setitem(limits.SIGN_UP.most, limits.ADDRESS, 10)  # type: ignore[arg-type]
    answers = [client.post("/account/sign-up/", NOW | {"password2": "x"}).status_code for _ in range(12)]
    assert set(answers) == {422}
    answers = [
        Client().post("/account/sign-up/", NOW | {"email": f"{number}@parley.example"}).status_code
        for number in range(11)
    ]
    assert answers == 10 * [302] + [429]


def test_a_mail_server_that_fails_fails_nobodys_page(
    mailing: None, client: Client, settings: object, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.EmailBackend"  # type: ignore[attr-defined]
    assert client.post("/account/sign-up/", BO).status_code == 302
    wait_for_mail()
    assert "A mail could not be sent" in caplog.text
    assert "bo@parley.example" not in caplog.text
