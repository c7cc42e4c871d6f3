"""Forms about accounts: shape only, except for passwords, which Django's validators judge."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import forms as auth
from django.core.exceptions import ValidationError

from wargame.accounts import mails
from wargame.accounts.models import NAME_LENGTH, User

if TYPE_CHECKING:
    # Generic in the stubs only.
    _SetPasswordMixin = auth.SetPasswordMixin[User]
    _SetPasswordForm = auth.SetPasswordForm[User]
else:
    _SetPasswordMixin, _SetPasswordForm = auth.SetPasswordMixin, auth.SetPasswordForm

EMAIL_LENGTH = 150
# Joiners that names in Persian or Hindi need; all else that does not print could make one name look like another.
_JOINERS = {"\u200c", "\u200d"}


class InputMixin:
    """Gives every control that is typed in or chosen from the look of our inputs."""

    fields: dict[str, forms.Field]
    label_suffix: str

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.label_suffix = ""
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs["class"] = "input"


class NameForm(InputMixin, forms.Form):
    """A person's name, as others see it."""

    name = forms.CharField(
        label="Your name",
        max_length=NAME_LENGTH,
        help_text="As your students know you.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self) -> str:
        """The name with single blanks; what does not print is refused."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not all(letter.isprintable() or letter in _JOINERS for letter in name):
            raise ValidationError("The name holds signs that cannot be seen. Type it again.")
        return name


class SignUpForm(NameForm):
    """Who wants an account. The password follows through a link in a mail."""

    email = forms.EmailField(
        label="E-mail address", max_length=EMAIL_LENGTH, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def clean_email(self) -> str:
        """The address in lower case, as it is stored and signed in with."""
        return str(self.cleaned_data["email"]).lower()


class SignUpNowForm(_SetPasswordMixin, SignUpForm):
    """Who wants an account, and its password: where no mail can be sent."""

    password1, password2 = _SetPasswordMixin.create_password_fields("Password", "Password again")
    field_order = ("name", "email", "password1", "password2")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["password2"].help_text = ""

    def clean(self) -> dict[str, Any] | None:
        """Both passwords alike, and good enough for somebody of this name and address."""
        self.validate_passwords()
        told = self.cleaned_data
        user = User(name=told.get("name", ""), email=told.get("email", ""), username=told.get("email", ""))
        self.validate_password_for_user(user, "password1")
        return super().clean()


class PasswordForm(InputMixin, _SetPasswordForm):
    """A new password, twice."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["new_password1"].label = "New password"
        self.fields["new_password2"].label = "New password again"
        self.fields["new_password2"].help_text = ""


class ChangePasswordForm(PasswordForm, auth.PasswordChangeForm):
    """The old password, and a new one twice."""

    field_order = ("old_password", "new_password1", "new_password2")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # It is one of several forms on its page.
        del self.fields["old_password"].widget.attrs["autofocus"]


class SignInForm(InputMixin, auth.AuthenticationForm):
    """Address and password."""

    error_messages = {
        "invalid_login": "Address and password do not belong together. Check both, capital letters too.",
        "inactive": "This account is closed.",
    }

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["username"].label = "E-mail address"
        self.fields["username"].widget.attrs["inputmode"] = "email"

    def clean_username(self) -> str:
        """Addresses are stored in lower case; other names, of users made on the command line, as they are."""
        username = str(self.cleaned_data["username"])
        return username.lower() if "@" in username else username


class ResetForm(InputMixin, auth.PasswordResetForm):
    """The address of somebody who forgot the password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["email"].label = "E-mail address"

    def send_mail(  # type: ignore[override]
        self, subject: str, text: str, context: dict[str, Any], *_: Any, **__: Any
    ) -> None:
        """Sends one text, whose first line is the subject, without letting the answer wait for it."""
        mails.post(text, context["email"], context)
