"""The form of a bid."""

from django import forms

from wargame.exercises.models.debrief import CERTAIN

WHOLE = f"Write a whole number from 0 to {CERTAIN}."


class BidForm(forms.Form):
    """Which claim, and how likely it is in 100."""

    key = forms.CharField(max_length=80)
    in_100 = forms.IntegerField(
        min_value=0,
        max_value=CERTAIN,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WHOLE),
    )
