"""The line of turns to go on with."""

from django import forms


class LineForm(forms.Form):
    """The line of turns to go on with."""

    line = forms.IntegerField(min_value=1, max_value=100_000)
