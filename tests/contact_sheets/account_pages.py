"""The photographed pages of accounts and of new exercises, which take one."""

from tests.contact_sheets import scenes
from tests.contact_sheets.rows import FORBIDDEN, GONE, UNPROCESSABLE, Row

SEND = "main form button[type=submit]"

ACCOUNTS = (
    Row("sign_in"),
    Row("sign_in", "refused", press=SEND, status=UNPROCESSABLE),
    Row("sign_up"),
    Row("sign_up", "refused", press=SEND, status=UNPROCESSABLE),
    Row("sign_up_sent"),
    Row("finish_sign_up", "invited"),
    Row("finish_sign_up", "link is over", words={"token": "no-such-token"}, status=GONE),
    Row("reset_password"),
    Row("reset_password", "refused", press=SEND, status=UNPROCESSABLE),
    Row("reset_sent"),
    Row("new_password", "link is over", words={"uidb64": "MQ", "token": "x-y"}),
    Row("account", who="Ada"),
    Row("forget_me", who="Ada"),
    Row("forget_me", "refused", who="Ada", press=SEND, typed={"[name=password]": "x"}, status=UNPROCESSABLE),
    Row("second_factor", who="Ada"),
    Row("second_factor", "wrong code", "Ada", press=SEND, typed={"[name=code]": "000000"}, status=UNPROCESSABLE),
    Row("import_exercise", who="Sue"),
    Row("import_exercise", "for staff", who="Ada", status=FORBIDDEN),
    Row("import_exercise", "refused", who="Sue", press=SEND, has_script=False, status=UNPROCESSABLE),
    Row("new_exercise", who="Ada"),
    Row("new_exercise", "refused", who="Ada", press=SEND, typed={"[name=brief_minutes]": "-1"}, status=UNPROCESSABLE),
    Row("new_exercise", "dials", who="Ada", unfolds=True),
    Row(
        "new_exercise",
        "dials refused",
        "Ada",
        press=SEND,
        typed={"[name=dial-impulse]": "7"},
        has_script=False,
        status=UNPROCESSABLE,
    ),
)

SECOND_STEP = (
    Row("second_step", "asked", scenes.HALF_SIGNED_IN),
    Row(
        "second_step",
        "wrong code",
        scenes.HALF_SIGNED_IN,
        press=SEND,
        typed={"[name=code]": "000000"},
        status=UNPROCESSABLE,
    ),
    Row("second_factor", "on", "Dora"),
    Row("second_factor", "wrong password", "Dora", press=SEND, typed={"[name=code]": "1"}, status=UNPROCESSABLE),
    Row("second_factor", "recovery codes", "Emil", press=SEND, typed={"[name=code]": scenes.APP_CODE}),
)
