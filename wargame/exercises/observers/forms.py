"""The forms for observers' rights and for observations."""

from django import forms


class SightForm(forms.Form):
    """The sight of an observer ("common", "all" or a role), and whether they may note observations and mark."""

    sight = forms.CharField(max_length=6)
    may_note = forms.BooleanField(required=False)
    may_mark = forms.BooleanField(required=False)


class ObservationForm(forms.Form):
    """An observation. The service decides whether it is valid."""

    def word(self, name: str) -> str:
        """Return the word that was posted under a name, without NUL characters; "" for nothing."""
        return str(self.data.get(name, "")).replace("\0", "")
