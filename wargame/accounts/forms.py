"""Forms of accounts. They check form only, except passwords, which Django's validators check."""

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
# Joiners that names in Persian or Hindi need. Other unprintable characters could make one name look like another.
_JOINERS = {"\u200c", "\u200d"}


class InputMixin:
    """Adds our CSS class to every control except checkboxes."""

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
        """Return the name with single spaces. Refuses unprintable characters."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not all(letter.isprintable() or letter in _JOINERS for letter in name):
            raise ValidationError("The name has characters that cannot be seen. Type it again.")
        return name


class SignUpForm(NameForm):
    """Name and address of somebody who wants an account. They choose the password by a link in a mail."""

    email = forms.EmailField(
        label="E-mail address", max_length=EMAIL_LENGTH, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def clean_email(self) -> str:
        """Return the address in lower case, as it is stored and used to sign in."""
        return str(self.cleaned_data["email"]).lower()


class SignUpNowForm(_SetPasswordMixin, SignUpForm):
    """Name, address and password of somebody who wants an account, for sites that cannot send mail."""

    password1, password2 = _SetPasswordMixin.create_password_fields("Password", "Password again")
    field_order = ("name", "email", "password1", "password2")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["password2"].help_text = ""

    def clean(self) -> dict[str, Any] | None:
        """Check that both passwords are equal, and good enough for somebody with this name and address."""
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
        # The page has several forms, so this one must not take the focus.
        del self.fields["old_password"].widget.attrs["autofocus"]


class SignInForm(InputMixin, auth.AuthenticationForm):
    """E-mail address and password."""

    error_messages = {
        "invalid_login": "Address and password do not belong together. Check both, capital letters too.",
        "inactive": "This account is closed.",
    }

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["username"].label = "E-mail address"
        self.fields["username"].widget.attrs["inputmode"] = "email"

    def clean_username(self) -> str:
        """Return an address in lower case, as it is stored; other names, made on the command line, stay as they are."""
        username = str(self.cleaned_data["username"])
        return username.lower() if "@" in username else username


class CodeForm(InputMixin, forms.Form):
    """A code of an app, or a recovery code."""

    code = forms.CharField(
        label="Code", max_length=20, widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True})
    )


class TurnOffForm(CodeForm):
    """The password and a code: whoever finds a browser signed in must not turn the second step off."""

    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True})
    )
    field_order = ("password", "code")

    def __init__(self, user: User, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._user = user
        del self.fields["code"].widget.attrs["autofocus"]

    def clean_password(self) -> str:
        """Refuse another password than the account's."""
        password = str(self.cleaned_data["password"])
        if not self._user.check_password(password):
            raise forms.ValidationError("This is not your password. Check capital letters too.")
        return password


class ResetForm(InputMixin, auth.PasswordResetForm):
    """The address of somebody who forgot their password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["email"].label = "E-mail address"

    def send_mail(  # type: ignore[override]
        self, subject: str, text: str, context: dict[str, Any], *_: Any, **__: Any
    ) -> None:
        """Send one text, whose first line is the subject, in the background."""
        mails.post(text, context["email"], context)
