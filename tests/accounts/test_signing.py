"""Signing in and out: who gets in, who has to wait, and that a stolen or planted session is useless."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMessage
from django.test import Client

from tests.accounts.conftest import PASSWORD, link_in, name_of, sign_in
from wargame.accounts import limits
from wargame.accounts.access import has_account
from wargame.accounts.models import User
from wargame.accounts.services import create_guest

pytestmark = pytest.mark.django_db

SCHOOL, HOME = "192.0.2.7", "198.51.100.1"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the limits of wrong passwords, so that a test is quick."""
    monkeypatch.setitem(limits.SPRAYING.most, limits.ADDRESS, 10)  # type: ignore[arg-type]


@pytest.mark.slow
def test_the_name_stands_in_the_top_bar_while_one_is_signed_in(client: Client, ada: User) -> None:
    assert name_of(client) == ""
    assert sign_in(client, "Ada@Parley.example", PASSWORD) == 302
    assert name_of(client) == "Ada Byron"
    said = client.post("/account/sign-out/", follow=True).content.decode()
    assert "You are signed out." in said
    assert name_of(client) == ""


def test_a_name_with_markup_is_shown_as_text(client: Client, ada: User) -> None:
    User.objects.update(name="<script>alert(1)</script>")
    client.force_login(ada)
    for page in ("/accessibility/", "/account/"):
        shown = client.get(page).content.decode()
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)" in shown


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client: Client, ada: User) -> None:
    answers = [
        Client().post("/account/sign-in/", {"username": name, "password": "wrong"})
        for name in (ada.username, "xyz@parley.example")
    ]
    shown = [answer.content.decode().replace("xyz@", "ada@") for answer in answers]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert "do not belong together" in shown[0]
    assert strip(shown[0]) == strip(shown[1])


def strip(page: str) -> list[str]:
    """Return the lines of a page without tokens and nonces, which differ in every answer."""
    return [line for line in page.splitlines() if "csrf" not in line and "CSRF" not in line and "nonce" not in line]


def test_a_guest_is_not_asked_who_he_is_and_can_be_nobody_by_password(client: Client) -> None:
    guest = create_guest()
    client.force_login(guest)
    shown = client.get("/account/sign-in/").content.decode()
    assert "This browser plays as a guest" in shown
    assert sign_in(Client(), guest.username, "") == 422
    assert sign_in(Client(), guest.username, guest.password) == 422


def test_guests_and_strangers_have_no_account(ada: User) -> None:
    assert has_account(ada)
    assert not has_account(create_guest())
    assert not has_account(AnonymousUser())


@pytest.mark.parametrize("who", ["stranger", "guest"])
def test_a_page_for_accounts_asks_to_sign_in_and_brings_back(client: Client, ada: User, who: str) -> None:
    if who == "guest":
        client.force_login(create_guest())
    asked = client.get("/account/?from=mail")
    assert asked.headers["Location"] == "/account/sign-in/?next=/account/%3Ffrom%3Dmail"
    page = client.get(asked.headers["Location"]).content.decode()
    assert 'name="next" value="/account/?from=mail"' in page
    posted = {"username": ada.username, "password": PASSWORD, "next": "/account/?from=mail"}
    assert client.post("/account/sign-in/", posted).headers["Location"] == "/account/?from=mail"


ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "https:///evil.example",
    "\x00//evil.example",
    "/%09/evil.example\r\nX: y",
)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_sent_elsewhere(client: Client, ada: User, address: str) -> None:
    posted = {"username": ada.username, "password": PASSWORD, "next": address}
    signed_in = client.post(f"/account/sign-in/?next={address.encode().hex()}", posted)
    assert signed_in.headers["Location"].startswith(("/exercises/", "/%09/evil.example"))
    passed_on = client.get("/account/sign-in/", {"next": address})
    assert passed_on.headers["Location"].startswith(("/exercises/", "/%09/evil.example"))
    new = {"name": "Bo", "email": "bo@parley.example", "password1": PASSWORD, "password2": PASSWORD, "next": address}
    signed_up = Client().post("/account/sign-up/", new)
    assert signed_up.headers["Location"].startswith(("/exercises/", "/%09/evil.example"))


def test_a_session_planted_before_signing_in_is_worth_nothing_after(client: Client, ada: User) -> None:
    client.force_login(create_guest())
    planted = client.cookies["sessionid"].value
    sign_in(client, ada.username, PASSWORD)
    assert client.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert name_of(thief) == ""


def test_an_invented_session_key_is_not_taken_over(client: Client, ada: User) -> None:
    client.cookies["sessionid"] = "a" * 32
    sign_in(client, ada.username, PASSWORD)
    assert client.cookies["sessionid"].value != "a" * 32


def test_a_forged_form_signs_nobody_in_or_out(ada: User) -> None:
    forger = Client(enforce_csrf_checks=True)
    assert sign_in(forger, ada.username, PASSWORD) == 403
    forger.force_login(ada)
    assert forger.post("/account/sign-out/").status_code == 403
    assert forger.get("/account/sign-out/").status_code == 405
    assert name_of(forger) == "Ada Byron"


@pytest.mark.slow
def test_five_wrong_passwords_from_one_address_have_to_wait(client: Client, ada: User) -> None:
    tried = [sign_in(client, ada.username, f"wrong {number}", REMOTE_ADDR=SCHOOL) for number in range(6)]
    assert tried == 5 * [422] + [429]
    locked = client.post(
        "/account/sign-in/", {"username": ada.username.upper(), "password": PASSWORD}, REMOTE_ADDR=SCHOOL
    )
    assert locked.status_code == 429
    assert int(locked.headers["Retry-After"]) in range(895, 901)
    assert "Wait 15 min" in locked.content.decode()
    assert name_of(client) == ""


def test_an_unknown_address_has_to_wait_as_well(client: Client) -> None:
    tried = [sign_in(client, "nobody@parley.example", "wrong", REMOTE_ADDR=SCHOOL) for _ in range(6)]
    assert tried == 5 * [422] + [429]


@pytest.mark.slow
def test_an_outsider_locks_nobody_out(ada: User) -> None:
    for outsider in range(1, 10):
        for _ in range(6):
            sign_in(Client(), ada.username, "wrong", REMOTE_ADDR=f"203.0.113.{outsider}")
    assert sign_in(Client(), ada.username, PASSWORD, REMOTE_ADDR=HOME) == 302


@pytest.mark.slow
def test_students_behind_the_schools_address_lock_out_neither_teachers_nor_each_other(ada: User) -> None:
    for student in range(40):
        browser = Client()
        for _ in range(2):
            assert sign_in(browser, f"student-{student}@parley.example", "wrong", REMOTE_ADDR=SCHOOL) == 422
    assert sign_in(Client(), ada.username, PASSWORD, REMOTE_ADDR=SCHOOL) == 302


@pytest.mark.slow
def test_five_wrong_passwords_hold_up_the_browser_they_came_from_alone(client: Client, ada: User) -> None:
    assert [sign_in(client, ada.username, "wrong", REMOTE_ADDR=SCHOOL) for _ in range(6)][-1] == 429
    assert sign_in(Client(), ada.username, PASSWORD, REMOTE_ADDR=SCHOOL) == 302


@pytest.mark.slow
def test_whoever_throws_cookies_away_is_stopped_at_the_name(ada: User) -> None:
    tried = [sign_in(Client(), ada.username, "wrong", REMOTE_ADDR=SCHOOL) for _ in range(22)]
    assert tried == 20 * [422] + 2 * [429]
    assert sign_in(Client(), ada.username, PASSWORD, REMOTE_ADDR=HOME) == 302


@pytest.mark.slow
def test_one_browser_does_not_try_many_names(client: Client) -> None:
    tried = [sign_in(client, f"name-{number}@parley.example", "wrong", REMOTE_ADDR=SCHOOL) for number in range(40)]
    assert tried == 5 * [422] + 35 * [429]


@pytest.mark.slow
def test_who_tries_many_names_is_slowed_and_nobody_who_signs_in_there_is(few: None, ada: User) -> None:
    User.objects.create_user("bo@parley.example", "bo@parley.example", PASSWORD)
    known = Client()
    assert sign_in(known, ada.username, PASSWORD, REMOTE_ADDR=SCHOOL) == 302
    known.post("/account/sign-out/")
    tried = [sign_in(Client(), f"name-{number}@parley.example", "wrong", REMOTE_ADDR=SCHOOL) for number in range(40)]
    assert tried == 10 * [422] + 30 * [429]
    refused = Client().post(
        "/account/sign-in/", {"username": "bo@parley.example", "password": PASSWORD}, REMOTE_ADDR=SCHOOL
    )
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) in range(600, 901)
    assert "the link for a new password" in refused.content.decode()
    assert sign_in(Client(), "bo@parley.example", PASSWORD, REMOTE_ADDR=HOME) == 302
    assert sign_in(Client(), ada.username, PASSWORD, REMOTE_ADDR=SCHOOL) == 302, "a new browser, a known name"
    assert sign_in(known, ada.username, PASSWORD, REMOTE_ADDR=SCHOOL) == 302, "a known browser"


@pytest.mark.slow
def test_an_account_of_ones_own_gives_no_more_tries_with_other_names(few: None, ada: User) -> None:
    tried = []
    for number in range(12):
        tried.append(sign_in(Client(), f"name-{number}@parley.example", "wrong", REMOTE_ADDR=SCHOOL))
        assert sign_in(Client(), ada.username, PASSWORD, REMOTE_ADDR=SCHOOL) == 302
    assert tried == 10 * [422] + 2 * [429]


@pytest.mark.slow
def test_a_student_cannot_keep_the_teacher_out(
    mailing: None, mailed: Callable[[], list[EmailMessage]], ada: User
) -> None:
    """A student's attempts from the school's address stop neither a known browser nor a link by mail."""
    known, student, new = (Client(REMOTE_ADDR=SCHOOL) for _ in range(3))
    sign_in(known, ada.username, PASSWORD)
    known.post("/account/sign-out/")
    for number in range(30):
        sign_in(Client() if number % 2 else student, ada.username, "wrong", REMOTE_ADDR=SCHOOL)
    assert sign_in(new, ada.username, PASSWORD) == 429
    assert sign_in(known, ada.username, PASSWORD) == 302
    assert new.post("/account/reset/", {"email": ada.email}).status_code == 302
    chosen = new.get(link_in(mailed()[-1], "reset"), follow=True).redirect_chain[-1][0]
    assert new.post(chosen, {"new_password1": f"{PASSWORD}!", "new_password2": f"{PASSWORD}!"}).status_code == 302
    assert name_of(new) == "Ada Byron"


@pytest.mark.slow
def test_a_student_who_knows_the_teachers_address_does_not_lock_the_teachers_own_browser(ada: User) -> None:
    teacher, student = Client(), Client()
    sign_in(teacher, ada.username, PASSWORD, REMOTE_ADDR=HOME)
    teacher.post("/account/sign-out/")
    assert [sign_in(student, ada.username, "wrong", REMOTE_ADDR=SCHOOL) for _ in range(6)][-1] == 429
    assert sign_in(teacher, ada.username, PASSWORD, REMOTE_ADDR=SCHOOL) == 302


@pytest.mark.slow
def test_a_known_browser_guesses_no_longer_than_any_other_and_knows_one_account_only(client: Client, ada: User) -> None:
    User.objects.create_user("bo@parley.example", "bo@parley.example", PASSWORD)
    sign_in(client, ada.username, PASSWORD, REMOTE_ADDR=SCHOOL)
    client.post("/account/sign-out/")
    for name in (ada.username, "bo@parley.example"):
        assert [sign_in(client, name, "wrong", REMOTE_ADDR=SCHOOL) for _ in range(6)][-1] == 429
    assert sign_in(Client(), ada.username, PASSWORD, REMOTE_ADDR=SCHOOL) == 302


@pytest.mark.slow
def test_a_forged_cookie_makes_no_browser_known(ada: User) -> None:
    tried = []
    for number in range(22):
        client = Client()
        client.cookies["known"] = f"{number:032x}:forged"
        tried.append(sign_in(client, ada.username, "wrong", REMOTE_ADDR=SCHOOL))
    assert tried[-1] == 429


@pytest.mark.slow
def test_a_right_password_takes_back_the_wrong_ones(client: Client, ada: User) -> None:
    for _ in range(3):
        assert [sign_in(Client(), ada.username, "wrong", REMOTE_ADDR=SCHOOL) for _ in range(4)] == 4 * [422]
        assert sign_in(Client(), ada.username, PASSWORD, REMOTE_ADDR=SCHOOL) == 302


@pytest.mark.slow
def test_the_admin_is_behind_the_same_limit(client: Client) -> None:
    User.objects.create_superuser("root", "root@parley.example", PASSWORD)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/account/sign-in/?next=/admin/"
    tried = [sign_in(client, "root", "wrong", REMOTE_ADDR=SCHOOL) for _ in range(6)]
    assert tried == 5 * [422] + [429]
    assert sign_in(client, "root", PASSWORD, REMOTE_ADDR=SCHOOL) == 429
    assert sign_in(Client(), "root", PASSWORD, REMOTE_ADDR=HOME) == 302


def test_a_closed_account_signs_in_no_more(client: Client, ada: User) -> None:
    User.objects.update(is_active=False)
    assert sign_in(client, ada.username, PASSWORD) == 422


def test_an_account_stays_signed_in_for_a_month_and_a_guest_for_a_year(client: Client, ada: User) -> None:
    sign_in(client, ada.username, PASSWORD)
    assert client.cookies["sessionid"]["max-age"] == 60 * 60 * 24 * 30
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["known"]["httponly"]
    assert client.cookies["known"]["samesite"] == "Lax"


@pytest.mark.parametrize("path", ["sign-in/", "sign-up/", "reset/", "reset/sent/", "sign-up/sent/", ""])
def test_pages_about_accounts_are_not_kept_or_framed(client: Client, ada: User, path: str) -> None:
    if not path:
        client.force_login(ada)
    answer = client.get(f"/account/{path}")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.slow
def test_the_way_to_sign_in_leads_back_to_what_was_read(client: Client) -> None:
    assert 'href="/account/sign-in/?next=%2Fmethod%2F%3Fa%3D1"' in client.get("/method/?a=1").content.decode()
    assert 'href="/account/sign-in/"' in client.get("/account/reset/").content.decode()
    for page in ("/", "/j/K7QFA3/back/a-secret-word/"):
        assert "?next=" not in client.get(page).content.decode()


def test_sign_ins_are_logged_without_what_was_typed(
    client: Client, ada: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="wargame.accounts")
    sign_in(client, ada.username, "a-wrong-secret")
    sign_in(client, "my-password-typed-as-name", "a-wrong-secret")
    sign_in(client, ada.username, PASSWORD)
    told = [message for message in caplog.messages if "from 127.0.0.1" in message]
    assert told[0] == f"Wrong password for account {ada.pk} from 127.0.0.1"
    assert told[1].startswith("Wrong password for no account (")
    assert told[2:] == [f"{what} account {ada.pk} from 127.0.0.1" for what in ("Right password for", "Signed in:")]
    assert not any(secret in caplog.text for secret in ("a-wrong-secret", "typed-as-name", PASSWORD, "ada@"))
