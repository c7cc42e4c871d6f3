"""The second step of signing in: turned on, asked for after every right password, and turned off."""

import re
from datetime import timedelta
from unittest.mock import patch

import pyotp
import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from tests.accounts.conftest import PASSWORD, name_of, sign_in
from wargame.accounts import second_factor
from wargame.accounts.models import SecondFactor, User

pytestmark = pytest.mark.django_db

STEP, PAGE = "/account/sign-in/code/", "/account/second-factor/"
SECRET = pyotp.random_base32()


def code(steps: int = 0, secret: str = SECRET) -> str:
    """Return the code of the app so many half minutes from now."""
    return pyotp.TOTP(secret).at(timezone.now() + timedelta(seconds=30 * steps))


@pytest.fixture
def enrolled(ada: User) -> list[str]:
    """Ada's account has a second step; return her recovery codes."""
    return second_factor.enrol(user=ada, secret=SECRET, code=code(-1), now=timezone.now())


def test_it_is_turned_on_by_a_code_and_gives_codes_to_write_down(client: Client, ada: User) -> None:
    client.force_login(ada)
    shown = client.get(PAGE).content.decode()
    found = re.search(r"secret=(\w{32})&amp;", shown)
    assert found
    assert " ".join(re.findall("....", found[1])) in shown, "for people who type it"
    refused = client.post(PAGE, {"code": "000000"})
    assert refused.status_code == 422
    assert "recovery" not in refused.content.decode(), "nobody has recovery codes yet"
    assert not second_factor.is_on(ada)
    done = client.post(PAGE, {"code": code(secret=found[1])}).content.decode()
    assert len(re.findall(r"<li>[0-9a-f-]{14}</li>", done)) == second_factor.RECOVERY_CODES
    assert second_factor.is_on(ada)
    for page in (PAGE, "/account/", STEP):
        assert found[1][:4] not in client.get(page, follow=True).content.decode()
    assert found[1] not in str(dict(client.session))


def test_a_right_password_alone_signs_nobody_in(client: Client, ada: User, enrolled: list[str]) -> None:
    answer = client.post("/account/sign-in/", {"username": ada.username, "password": PASSWORD, "next": "/account/"})
    assert answer["Location"] == STEP
    assert name_of(client) == ""
    assert client.post(STEP, {"code": "000000"}).status_code == 422
    assert name_of(client) == ""
    assert client.post(STEP, {"code": code()})["Location"] == "/account/"
    assert name_of(client) == "Ada Byron"


def test_each_code_works_once(client: Client, ada: User, enrolled: list[str]) -> None:
    for spent in (code(), enrolled[0].upper().replace("-", " ")):
        statuses = []
        for _ in range(2):
            browser = Client()
            sign_in(browser, ada.username, PASSWORD)
            statuses.append(browser.post(STEP, {"code": spent}).status_code)
        assert statuses == [302, 422]
    assert len(SecondFactor.objects.get().recovery) == second_factor.RECOVERY_CODES - 1
    assert enrolled[0] not in str(SecondFactor.objects.values())


def test_codes_cannot_be_guessed(client: Client, ada: User, enrolled: list[str]) -> None:
    sign_in(client, ada.username, PASSWORD)
    assert [client.post(STEP, {"code": "000000"}).status_code for _ in range(11)] == 10 * [422] + [429]
    other = Client()
    sign_in(other, ada.username, PASSWORD)
    assert other.post(STEP, {"code": code()}).status_code == 429, "another browser gets no more tries"


def test_a_site_that_deletes_the_second_step_lets_people_begin_anew(
    client: Client, ada: User, enrolled: list[str]
) -> None:
    sign_in(client, ada.username, PASSWORD)
    SecondFactor.objects.all().delete()
    assert client.post(STEP, {"code": "000000"}).status_code == 422
    assert sign_in(client, ada.username, PASSWORD) == 302
    assert name_of(client) == "Ada Byron"


def test_a_link_for_a_new_password_asks_for_it_too(client: Client, ada: User, enrolled: list[str]) -> None:
    uid = urlsafe_base64_encode(force_bytes(ada.pk))
    path = f"/account/reset/{uid}/{default_token_generator.make_token(ada)}/"
    page = client.get(path, follow=True).redirect_chain[-1][0]
    new = "another-password-of-july"
    assert client.post(page, {"new_password1": new, "new_password2": new})["Location"] == STEP
    assert name_of(client) == ""
    assert client.post(STEP, {"code": code()}).status_code == 302
    assert name_of(client) == "Ada Byron"


@pytest.mark.parametrize("change", ["nothing", "later", "another password"])
def test_the_step_is_for_who_gave_the_password_a_moment_ago(
    client: Client, ada: User, enrolled: list[str], change: str
) -> None:
    if change != "nothing":
        sign_in(client, ada.username, PASSWORD)
    if change == "another password":
        ada.set_password("another-password-of-july")
        ada.save()
    moment = timezone.now() + timedelta(minutes=11 if change == "later" else 0)
    with patch.object(timezone, "now", return_value=moment):
        assert client.post(STEP, {"code": code()})["Location"] == "/account/sign-in/"
    assert name_of(client) == ""


def test_the_admin_asks_for_it_too(client: Client, ada: User, enrolled: list[str]) -> None:
    User.objects.update(is_staff=True, is_superuser=True)
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/account/sign-in/?next=/admin/"
    client.post("/admin/login/", {"username": ada.username, "password": PASSWORD})
    assert client.get("/admin/").status_code == 302


def test_nobody_reads_a_secret_in_the_admin(client: Client, ada: User, enrolled: list[str]) -> None:
    staff = User.objects.create_superuser("root", "root@parley.example", PASSWORD)
    client.force_login(staff)
    kept = SecondFactor.objects.get()
    base = "/admin/accounts/secondfactor/"
    for path in (base, f"{base}{kept.pk}/change/", f"{base}{kept.pk}/history/", f"{base}{kept.pk}/delete/"):
        shown = client.get(path)
        assert shown.status_code == 200
        assert not [word for word in (SECRET, kept.recovery[0]) if word in shown.content.decode()]
    for path in (f"{base}?secret__startswith=A", "/admin/accounts/user/?second_factor__secret__startswith=A"):
        assert client.get(path).status_code == 400, "a filter would tell the secret, letter by letter"
    client.post(f"{base}{kept.pk}/delete/", {"post": "yes"})
    assert sign_in(Client(), ada.username, PASSWORD) == 302
    assert not second_factor.is_on(ada)


def test_who_is_no_staff_is_refused_by_the_admin(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get("/admin/", follow=True).status_code == 403


def test_it_is_turned_off_by_password_and_code(client: Client, ada: User, enrolled: list[str]) -> None:
    client.force_login(ada)
    for posted in (
        {"code": enrolled[1]},
        {"code": enrolled[1], "password": "wrong"},
        {"code": "0", "password": PASSWORD},
    ):
        assert client.post(f"{PAGE}off/", posted).status_code == 422
        assert second_factor.is_on(ada)
    assert client.post(f"{PAGE}off/", {"code": enrolled[1], "password": PASSWORD}).status_code == 302
    assert not second_factor.is_on(ada)
    assert client.post(f"{PAGE}off/").status_code == 302, "turning it off twice breaks nothing"


def test_a_site_can_require_it_of_those_who_lead_classes(client: Client, ada: User, settings: object) -> None:
    settings.REQUIRE_SECOND_FACTOR = True  # type: ignore[attr-defined]
    client.force_login(ada)
    assert client.get("/exercises/new/?scenario=any")["Location"] == PAGE
    second_factor.enrol(user=ada, secret=SECRET, code=code(), now=timezone.now())
    assert client.get("/exercises/new/?scenario=any").status_code != 302
