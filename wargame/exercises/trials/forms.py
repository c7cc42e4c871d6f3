"""The form of a trial: its seat, its turn, and who plays it."""

from django import forms


class TrialForm(forms.Form):
    """The seat and the turn of a trial, and whether its author wants to watch that turn instead of playing it."""

    seat = forms.CharField(max_length=3)
    turn = forms.IntegerField(min_value=1, max_value=99, required=False)
    act = forms.ChoiceField(choices=(("play", "Play it"), ("watch", "Watch it")), required=False)

    @property
    def watches(self) -> bool:
        """Tell if the AI plays the turn for all seats."""
        return bool(self.cleaned_data["act"] == "watch")
