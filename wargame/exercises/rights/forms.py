"""Forms by which somebody says again that Parley shall forget or delete, and for how long it shall keep."""

from django import forms

from wargame.accounts.forms import InputMixin
from wargame.accounts.models import User
from wargame.exercises.codes import normal_code
from wargame.exercises.models import Exercise
from wargame.exercises.models.participant import NAME_LENGTH, name_key
from wargame.exercises.rights.services.keeping import LONGEST_DAYS


class PasswordAgainForm(InputMixin, forms.Form):
    """The password of an account, typed again."""

    password = forms.CharField(
        label="Your password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, user: User, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self._user = user

    def clean_password(self) -> str:
        """Refuse another password than the account's."""
        password = str(self.cleaned_data["password"])
        if not self._user.check_password(password):
            raise forms.ValidationError("This is not your password. Check capital letters too.")
        return password


class NameAgainForm(InputMixin, forms.Form):
    """The name of a person, typed again."""

    name = forms.CharField(
        label="The name", max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, names: tuple[str, ...], *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self._names = names

    def clean_name(self) -> str:
        """Refuse another name than one of those that stand on the page."""
        name = str(self.cleaned_data["name"])
        if name_key(name) not in {name_key(each) for each in self._names}:
            raise forms.ValidationError("Type the name as it stands above.")
        return name


class CodeAgainForm(InputMixin, forms.Form):
    """The code of an exercise, typed again; `with_groups` where all parallel groups go with it."""

    typed = forms.CharField(label="Code of the exercise", max_length=20, widget=forms.TextInput())
    with_groups = forms.BooleanField(label="Delete all parallel groups with it", required=False)

    def __init__(self, exercise: Exercise, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self._exercise = exercise
        self.fields["typed"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters"}
        if exercise.series_id is None:
            del self.fields["with_groups"]

    def clean_typed(self) -> str:
        """Refuse another code than the exercise's, with or without its dash."""
        if normal_code(str(self.cleaned_data["typed"])) != self._exercise.code:
            raise forms.ValidationError(f"This is not the code of this exercise. Type {self._exercise}.")
        return self._exercise.code


class KeepForm(InputMixin, forms.Form):
    """The days for which an exercise is kept after its end."""

    days = forms.IntegerField(label="Days after its end", min_value=1, max_value=LONGEST_DAYS, required=False)
