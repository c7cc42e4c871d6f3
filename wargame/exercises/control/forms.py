"""The shapes of the white cell's acts on a turn."""

from collections.abc import Mapping

from django import forms


class ControlForm(forms.Form):
    """One act of the white cell on a turn, with minutes and a reason where it takes them."""

    action = forms.CharField(max_length=20)
    minutes = forms.IntegerField(min_value=-20160, max_value=20160, required=False)
    why = forms.CharField(max_length=500, required=False)
    rest = forms.BooleanField(required=False)
    seen = forms.CharField(max_length=64, required=False)

    @property
    def seconds(self) -> int:
        """The posted minutes in seconds; 0 where none were."""
        return 60 * (self.cleaned_data["minutes"] or 0)

    @property
    def accepts_rest(self) -> bool:
        """Tell if outcomes that nobody has judged may be shown."""
        return bool(self.cleaned_data["rest"])

    @property
    def looked_at(self) -> str:
        """The digest of the results that the page showed, "" where there were none."""
        return str(self.cleaned_data["seen"])

    @property
    def reason(self) -> str:
        """Why, in the white cell's own words; "" where it gave none."""
        return str(self.cleaned_data["why"])


class TimersForm(forms.Form):
    """The minutes of each part of a turn, from now on or for the running turn alone."""

    brief = forms.IntegerField(min_value=0, max_value=20160)
    orders = forms.IntegerField(min_value=0, max_value=20160)
    grace = forms.IntegerField(min_value=0, max_value=20160)
    review = forms.IntegerField(min_value=0, max_value=20160)
    reveal = forms.IntegerField(min_value=0, max_value=20160)
    discuss = forms.IntegerField(min_value=0, max_value=20160)
    scope = forms.ChoiceField(choices=[("on", "From now on"), ("turn", "In this turn")])

    @property
    def is_lasting(self) -> bool:
        """Tell if the times hold for all turns from now on."""
        return bool(self.cleaned_data["scope"] == "on")

    def seconds(self, shown: Mapping[str, int]) -> dict[str, int]:
        """Return the posted times in seconds; what is left as it was `shown`, in minutes, stays to the second."""
        return {name: 60 * self.cleaned_data[name] for name, each in shown.items() if self.cleaned_data[name] != each}


class TakeoverForm(forms.Form):
    """Which seat goes to whom, and why."""

    role = forms.CharField(max_length=3)
    to = forms.ChoiceField(choices=[("ai", "AI"), ("people", "People")])
    reason = forms.CharField(max_length=500, required=False)


class EndForm(forms.Form):
    """The end of an exercise, confirmed by typing its code."""

    typed = forms.CharField(max_length=12)
    reason = forms.CharField(max_length=500, required=False)
