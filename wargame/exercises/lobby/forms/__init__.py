"""The forms of the lobby: who joins, who holds which seat, and switches."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from wargame.exercises.models import Exercise, Seat

ADVICE = (
    (Exercise.Advice.NONE, "Not shown"),
    (Exercise.Advice.ON_REQUEST, "Answers of the staff, three questions a turn"),
    (Exercise.Advice.OPEN, "On every order"),
)


class SoloForm(forms.Form):
    """The scenario of a solo exercise, and the seat; without a seat, the scenario's default."""

    scenario = forms.SlugField(max_length=80, required=False)
    seat = forms.CharField(max_length=3, required=False)


class SoloSeatForm(forms.Form):
    """The seat and the advice of a solo exercise whose dials are set before it starts."""

    def __init__(self, data: QueryDict | None, seats: Sequence[tuple[str, str]], usual: str) -> None:
        super().__init__(data, label_suffix="", initial={"seat": usual})
        self.fields["seat"] = forms.ChoiceField(
            label="Your seat", choices=seats, widget=forms.Select(attrs={"class": "input"})
        )
        self.fields["advice"] = forms.ChoiceField(
            label="Figures about orders",
            choices=ADVICE,
            initial=Exercise.Advice.ON_REQUEST,
            required=False,
            help_text="The effect of an order on your aims. Odds are shown in any case.",
            widget=forms.Select(attrs={"class": "input"}),
        )

    @property
    def advice(self) -> str:
        """The advice that was chosen, or the usual one of somebody who plays alone."""
        return self.cleaned_data["advice"] or Exercise.Advice.ON_REQUEST


class JoinForm(forms.Form):
    """The name and seat of somebody who joins. `tap` identifies the form, so that a form sent twice adds one person."""

    name = forms.CharField(max_length=1000, required=False, strip=True)
    role = forms.CharField(max_length=3, required=False)
    watches = forms.BooleanField(required=False)
    tap = forms.CharField(max_length=64, required=False)


class PlaceForm(forms.Form):
    """A person, and the seat to which the white cell moves them; no role lets them wait."""

    person = forms.IntegerField(min_value=1)
    role = forms.CharField(max_length=3, required=False)


class SwitchForm(forms.Form):
    """Something to switch on or off, for one seat or for the exercise."""

    role = forms.CharField(max_length=3, required=False)
    on = forms.BooleanField(required=False)


class StandbyForm(forms.Form):
    """A seat with its players ("": as before), and the policy that plays it while nobody sits there."""

    role = forms.CharField(max_length=3)
    cast = forms.ChoiceField(choices=Seat.Cast.choices, required=False)
    policy = forms.CharField(max_length=20)
