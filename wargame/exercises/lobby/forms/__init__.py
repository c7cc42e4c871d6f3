"""The shapes of what the lobby posts: who joins, who sits where, and what is on or off."""

from django import forms


class SoloForm(forms.Form):
    """Which scenario to play alone, and as whom; both may be left to the scenario."""

    scenario = forms.SlugField(max_length=80, required=False)
    seat = forms.CharField(max_length=3, required=False)


class JoinForm(forms.Form):
    """Who joins, and where they would sit; `tap` tells a form that was sent twice from two forms."""

    name = forms.CharField(max_length=1000, required=False, strip=True)
    role = forms.CharField(max_length=3, required=False)
    watches = forms.BooleanField(required=False)
    tap = forms.CharField(max_length=64, required=False)


class PlaceForm(forms.Form):
    """Where the white cell moves a person: a seat by role, or none to wait."""

    person = forms.IntegerField(min_value=1)
    role = forms.CharField(max_length=3, required=False)


class SwitchForm(forms.Form):
    """Something that is on or off, about one seat or about the exercise."""

    role = forms.CharField(max_length=3, required=False)
    on = forms.BooleanField(required=False)
